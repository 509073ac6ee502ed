"""What a condition means: as CEL means it, and decided exactly when no completion can change it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import cel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.conditions.explain import single
from banhao.core.conditions.parse import parse
from banhao.core.conditions.tree import Condition
from banhao.core.conditions.write import written
from banhao.core.messages import Text
from banhao.ui.messages import entries
from tests.unit.conditions.condition_language import (
    NEW_YEAR,
    TYPES,
    completions,
    conditions,
    values,
)


def moment(day):
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def said_by_the_oracle(source, given_values):
    context = cel.Context()
    context.add_function("date", lambda text: moment(date.fromisoformat(text)))
    for name, value in given_values.items():
        shown = moment(value) if isinstance(value, date) else value
        if isinstance(shown, Decimal):
            shown = float(shown)
        context.add_variable(name, list(shown) if isinstance(shown, tuple) else shown)
    return cel.evaluate(source, context)


def condition(tree):
    return Condition(written(tree), tree)


@given(conditions(), values())
def test_a_condition_holds_exactly_when_cel_says_so(tree, given_values):
    parsed = parse(written(tree), TYPES)

    assert parsed.holds(given_values) is said_by_the_oracle(parsed.source, given_values)


@given(conditions())
def test_the_text_of_a_tree_parses_to_the_same_tree(tree):
    assert parse(written(tree), TYPES).tree == tree


NUMBERS = ("pledge", "area", "seats", "services")
AMOUNTS = ("pledge", "area", "rent", "trade")
DAYS = ("pledge", "since", "until", "former_trade", "trade")


@given(
    st.sampled_from([NUMBERS, AMOUNTS, DAYS]).flatmap(
        lambda names: st.tuples(st.just(names), conditions(names), values(names, some=True))
    )
)
def test_it_is_decided_exactly_when_all_completions_agree(drawn):
    names, tree, known = drawn
    found = condition(tree).decided(known)

    outcomes = {condition(tree).holds(every) for every in completions(known, names)}
    assert found == (outcomes.pop() if len(outcomes) == 1 else None)


@given(conditions(), values(some=True))
def test_the_explanation_says_what_the_condition_says_and_only_what_made_it_so(tree, known):
    because = condition(tree).explain(known)

    try:
        expected = condition(tree).holds(known)
    except KeyError:
        expected = None
    assert because.holds is expected
    assert all(part.holds is expected or because.holds is None for part in single(because))
    assert all(part.message.code in entries() for part in [because, *single(because)])


def test_a_tautology_over_one_open_name_is_decided():
    assert parse("pledge || !pledge", TYPES).decided({}) is True
    assert parse("area < 3 && area > 2", TYPES).decided({}) is False
    assert parse("area < 3 && area > 1", TYPES).decided({}) is None
    assert parse('trade in ["bar", "cafe", "hotel"]', TYPES).decided({}) is True
    assert parse("area < seats && seats < area", TYPES).decided({}) is False
    assert parse("rent < 3 && rent > 2", TYPES).decided({}) is None
    assert parse("rent <= 300", TYPES).decided({"rent": Decimal("300.5")}) is False


def test_a_known_value_that_decides_leaves_the_others_unread():
    either = parse("pledge || area > 300", TYPES)

    assert either.holds({"pledge": True})
    assert either.decided({"area": 10}) is None
    with pytest.raises(KeyError, match="area"):
        either.holds({"pledge": False})


def test_it_names_what_it_reads():
    assert parse('!pledge && "pool" in services', TYPES).names() == {"pledge", "services"}


def test_equal_texts_are_equal_and_can_be_kept_in_sets():
    first, second = (parse('trade == "bar"', TYPES) for _ in range(2))

    assert first == second
    assert len({first, second}) == 1


def test_the_explanation_of_a_failure_names_what_fails_in_plain_words():
    source = '(pledge || area >= 300) && trade in ["bar", "cafe"] && since >= date("2026-01-01")'
    known = {"pledge": False, "area": 80, "trade": "hotel", "since": NEW_YEAR}
    titles = {"trade": Text("业态", "Trade"), "trade.bar": Text("酒吧", "bar")}

    because = parse(source, TYPES).explain(known, titles)

    assert because.holds is False
    told = [(part.message.code, *part.message.params.values()) for part in single(because)]
    assert told == [
        ("condition.yes", "pledge"),
        ("condition.at_least", "area", 300),
        ("condition.equal", Text("业态", "Trade"), Text("酒吧", "bar")),
        ("condition.equal", Text("业态", "Trade"), "cafe"),
    ]


def test_a_negation_is_told_as_its_opposite():
    because = parse("!(pledge || area < 3)", TYPES).explain({"pledge": False, "area": 5})

    assert [part.message.code for part in single(because)] == [
        "condition.no",
        "condition.at_least",
    ]
