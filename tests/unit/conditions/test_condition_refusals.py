"""Whatever is outside the language is refused, at its place and with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.conditions.errors import ConditionError
from banhao.core.conditions.parse import parse
from banhao.core.conditions.values import Kind, NameType
from banhao.ui.messages import entries, render

TYPES = {
    "pool": NameType(Kind.BOOLEAN),
    "area": NameType(Kind.INTEGER),
    "since": NameType(Kind.DATE),
    "trade": NameType(Kind.CHOICE, ("cafe", "bar")),
    "services": NameType(Kind.MULTI_CHOICE, ("pool", "delivery")),
}
WRONG = [
    ("", 1, "not_finished"),
    ("pool &&", 8, "not_finished"),
    ("(pool", 6, "not_finished"),
    ("pool !pool", 6, "unexpected"),
    ("area > 0x10", 9, "unexpected"),
    ("trade in [area]", 11, "unexpected"),
    ("1 < area < 3", 10, "one_comparison"),
    ('trade = "cafe"', 7, "single_equals"),
    ("pool & pool", 6, "single_sign"),
    ("pool | pool", 6, "single_sign"),
    ("pool and pool", 6, "word_for_sign"),
    ("not pool", 5, "word_for_sign"),
    ("pool ? true : false", 6, "no_choice"),
    ("area > 1.5", 9, "no_decimals"),
    ("trade.id == 1", 6, "no_fields"),
    ("size(services) > 1", 5, "no_calls"),
    ("services[0] == 1", 9, "no_calls"),
    ("date == 3", 6, "date_is_a_word"),
    ("area + 1 > 2", 6, "no_arithmetic"),
    ("open-air", 5, "no_arithmetic"),
    ('trade == "cafe', 10, "string_not_closed"),
    (r'trade == "ca\"fe"', 10, "string_not_closed"),
    ("pool || " * 300, 2001, "too_long"),
    ("(" * 61 + "pool", 61, "too_deep"),
    ("!" * 61 + "pool", 61, "too_deep"),
    ("area", 1, "not_a_boolean"),
    ('pool && "cafe"', 9, "not_a_boolean"),
    ("3 == 3", 1, "compares_constants"),
    ('"a" in ["a"]', 1, "compares_constants"),
    ("!pool == true", 1, "compares_conditions"),
    ("(pool || pool) == true", 2, "compares_conditions"),
    ('services == "pool"', 1, "multi_needs_in"),
    ('trade < "cafe"', 1, "no_order"),
    ("pool < true", 1, "no_order"),
    ('"cafe" in trade', 11, "in_needs_list"),
    ("trade in services", 1, "in_needs_option"),
    ("pool in [true]", 1, "no_list_for"),
    ('services in ["pool"]', 1, "no_list_for"),
    ("area in []", 1, "empty_list"),
    ("pol", 1, "unknown_name"),
    ("area > 9999999999999999999", 8, "number_too_long"),
    ('since < date("2026-02-30")', 9, "no_such_date"),
    ('since < date("20260101")', 9, "no_such_date"),
    ('area == "3"', 9, "other_kind"),
    ("since < 2026", 9, "other_kind"),
    ("area == pool", 9, "other_kind"),
    ('trade == "tea"', 10, "no_option"),
    ('trade in ["bar", "tea"]', 18, "no_option"),
    ("trade == 3", 10, "no_option"),
    ('"sauna" in services', 1, "no_option"),
]


@pytest.mark.parametrize(("source", "at", "reason"), WRONG)
def test_a_text_outside_the_language_is_refused(source, at, reason):
    with pytest.raises(ConditionError) as refused:
        parse(source, TYPES)

    assert (refused.value.message.code, refused.value.message.params["at"]) == (
        f"condition.{reason}",
        at,
    )


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
@pytest.mark.parametrize("source", [source for source, _, _ in WRONG])
def test_every_refusal_has_words(source, lang):
    with pytest.raises(ConditionError) as refused:
        parse(source, TYPES)

    assert refused.value.message.code in entries()
    assert "{" not in render(refused.value.message, lang)


def test_an_unknown_name_is_answered_with_the_nearest_ones():
    with pytest.raises(ConditionError) as refused:
        parse('trad == "cafe"', TYPES)

    assert refused.value.message.params["known"] == "trade"


@given(st.text("()!&|=<>in\"'[],.+-a1 date(pool trade services", max_size=60))
def test_no_text_breaks_the_parser(source):
    try:
        parsed = parse(source, TYPES)
    except ConditionError:
        return
    assert parse(parsed.text(), TYPES).tree == parsed.tree
