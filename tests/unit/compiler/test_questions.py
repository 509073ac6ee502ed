"""Only questions whose answer can still change the plan are asked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from banhao.core.catalogue.values import (
    ElementType,
    Forbidden,
    Mode,
    ThemeItem,
    Variant,
    Way,
    WayKind,
)
from banhao.core.compiler.questions import open_questions
from banhao.core.compiler.ranges import MOST_TRIALS, plan_range
from banhao.core.conditions.parse import parse
from banhao.core.conditions.values import Kind, NameType
from banhao.core.messages import Text
from tests.unit.compiler.tiny import (
    BASIS,
    FULL,
    NONE,
    THEME,
    done,
    element,
    item,
    material,
    question,
    town,
    when,
)

ALL = [question("music", True), question("cooking", False), question("goods", "fruit")]


def asked(city, answers=None, standing=FULL):
    return [q.element for q in open_questions(city, THEME, answers or {}, standing)]


def sound_town(sound_when, **more):
    within = (ThemeItem("trade"), ThemeItem("sound", when=when(sound_when)))
    return town([item("trade"), item("sound")], questions=ALL, within=within, **more)


def test_a_question_that_no_condition_reads_is_not_asked():
    assert asked(sound_town("music")) == ["music"]


def test_an_answered_question_is_not_asked_again():
    assert asked(sound_town("music"), {"music": False}) == []


def test_an_answer_closes_questions_that_do_not_matter_any_more():
    city = sound_town("music && cooking")

    assert asked(city) == ["music", "cooking"]
    assert asked(city, {"music": False}) == []
    assert asked(city, {"music": True}) == ["cooking"]


def test_a_part_of_a_condition_that_is_known_asks_nothing_more():
    city = sound_town('music && cooking || goods == "books"')

    assert asked(city, {"music": False}) == ["goods"]


def test_what_is_read_only_inside_an_item_is_asked_only_while_the_item_is_possible():
    loud = item("sound", "speakers", elements="watts")
    city = town(
        [item("trade"), loud],
        materials=[material("speakers", needed_when=when("cooking"))],
        elements=[element("watts", when=when('goods == "books"'))],
        questions=ALL,
        within=(ThemeItem("trade"), ThemeItem("sound", when=when("music"))),
    )

    assert asked(city) == ["music", "cooking", "goods"]
    assert asked(city, {"music": False}) == []


def test_variants_after_the_first_that_holds_are_not_asked_about():
    first = Variant("first", Text(""), when("music"))
    second = Variant("second", Text(""), when("cooking"))
    city = town([item("trade")], [done("trade", variants=(first, second))], questions=ALL)

    assert asked(city) == ["music", "cooking"]
    assert asked(city, {"music": True}) == []


def test_ways_and_prohibitions_count_too():
    open_way = replace(
        material("id"), ways=(Way(WayKind.E_LICENCE, "x", when=when("cooking && e_licences")),)
    )
    no = Forbidden(when('goods == "fireworks"'), Text("不可"), BASIS, Text(""))
    city = town([item("trade", "id")], materials=[open_way], questions=ALL, forbidden=(no,))

    assert asked(city) == ["cooking", "goods"]
    assert asked(city, {}, NONE) == ["goods"]
    assert asked(city, {"goods": "fireworks"}) == []


def test_before_login_the_plan_is_a_range():
    papers = [material("id", "EA"), material("photo", needed_when=when("music"))]
    city = town(
        [item("trade", "id"), item("sound", "photo")],
        [done("trade", "3"), done("sound", "7")],
        papers,
        questions=ALL,
        within=(ThemeItem("trade"), ThemeItem("sound", when=when("music"))),
    )

    span = plan_range(city, THEME, {}, None)

    assert span is not None
    assert (span.days, span.materials) == ((3, 7), (1, 3))
    assert span.exact
    known = plan_range(city, THEME, {"music": True}, FULL)
    assert known is not None
    assert (known.days, known.materials) == ((7, 7), (2, 2))


def test_a_range_leaves_out_unlawful_answers_and_says_so():
    no = Forbidden(when('goods == "fireworks"'), Text("不可"), BASIS, Text(""))
    city = sound_town("music", forbidden=(no,))

    span = plan_range(city, THEME, {}, None)

    assert span is not None
    assert span.may_be_unlawful
    assert plan_range(city, THEME, {"goods": "fireworks"}, None) is None


def test_a_range_finds_where_a_number_changes_the_plan():
    quick = Variant("quick", Text(""), when("area < 30"), mode=Mode.FILING, promise=Decimal(0))
    city = town(
        [item("trade")],
        [done("trade", "5", variants=(quick,))],
        questions=[question("area", 100)],
    )

    span = plan_range(city, THEME, {}, None)

    assert span is not None
    assert span.days == (0, 5)


def test_a_range_over_too_many_answers_tries_each_at_least_once_and_says_that_it_is_not_exact():
    names = [f"q{n}" for n in range(12)]
    assert 2 ** len(names) > MOST_TRIALS
    city = many_questions(names)

    span = plan_range(city, THEME, {}, FULL)

    assert span is not None
    assert not span.exact
    assert span.days == (1, 12)


def many_questions(names):
    types = dict.fromkeys(names, NameType(Kind.BOOLEAN))
    return town(
        [item("base"), *(item(f"i-{name}") for name in names)],
        [done("base", "1"), *(done(f"i-{name}", str(n + 1)) for n, name in enumerate(names))],
        elements=[element(name, "item", type=ElementType.BOOLEAN) for name in names],
        questions=[question(name, False) for name in names],
        within=(
            ThemeItem("base"),
            *(ThemeItem(f"i-{name}", when=parse(name, types)) for name in names),
        ),
    )


@pytest.mark.parametrize("answers", [{}, {"music": True}, {"music": True, "cooking": True}])
def test_an_answer_never_opens_a_question(answers):
    city = sound_town('music && cooking || goods == "books"')
    before = set(asked(city, answers))

    for value in ("fruit", "books"):
        assert set(asked(city, {**answers, "goods": value})) <= before
