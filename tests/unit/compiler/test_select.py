"""Which items, variants and materials are in the plan, and when there is none."""

from decimal import Decimal

import pytest

from banhao.core.catalogue.values import (
    Basis,
    Forbidden,
    InspectionWhen,
    Mode,
    Origin,
    ThemeItem,
    Variant,
)
from banhao.core.compiler.compile import compile_plan
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Text
from tests.unit.compiler.tiny import (
    FULL,
    THEME,
    done,
    item,
    material,
    plan_of,
    question,
    refused_by,
    town,
    when,
    without,
)

PLEDGED = Variant("pledged", Text(""), when("pledge"), mode=Mode.PLEDGE, promise=Decimal(1))
BY_NAME = Variant("quick", Text(""), None, mode=Mode.PLEDGE, promise=Decimal(1))
FIREWORKS = Forbidden(
    when('goods == "fireworks"'),
    Text("不能卖烟花"),
    Basis(Origin.STATUTE, "某法", "1"),
    Text("可以卖水果"),
)


def test_an_item_is_in_the_plan_when_its_condition_holds():
    sound = ThemeItem("sound", when=when("music"))
    city = town(
        [item("trade"), item("sound")],
        questions=[question("music", True)],
        within=(ThemeItem("trade"), sound),
    )

    assert [b.item for b in plan_of(city, {"music": True}).branches] == ["trade", "sound"]
    assert [b.item for b in plan_of(city, {"music": False}).branches] == ["trade"]


def test_the_first_variant_that_holds_is_used():
    late = Variant("late", Text(""), when("e_licences"), promise=Decimal(9))
    city = town([item("trade")], [done("trade", variants=(PLEDGED, late))])

    branch = plan_of(city).branches[0]

    assert (branch.variant, branch.mode, branch.ends) == ("pledged", Mode.PLEDGE, 480)
    assert plan_of(city, {}, without(FULL, "pledge")).branches[0].variant == "late"
    assert plan_of(city, {}, without(FULL, "pledge", "e_licences")).branches[0].variant == ""


def test_a_variant_without_condition_is_used_only_where_the_theme_names_it():
    implementations = [done("trade", variants=(BY_NAME,))]
    named = town([item("trade")], implementations, within=(ThemeItem("trade", variant="quick"),))

    assert plan_of(named).branches[0].variant == "quick"
    assert plan_of(town([item("trade")], implementations)).branches[0].variant == ""


def test_a_named_pledge_variant_is_not_used_by_who_does_not_pledge():
    city = town(
        [item("trade")],
        [done("trade", variants=(BY_NAME,))],
        within=(ThemeItem("trade", variant="quick"),),
    )

    branch = plan_of(city, {}, without(FULL, "pledge")).branches[0]

    assert (branch.variant, branch.mode) == ("", Mode.ORDINARY)


def test_a_variant_replaces_materials_results_and_inspection():
    filing = Variant(
        "filing",
        Text(""),
        when('goods == "books"'),
        mode=Mode.FILING,
        promise=Decimal(0),
        inspection=InspectionWhen.AFTER,
        results=("receipt",),
        materials=("form",),
    )
    city = town(
        [item("trade", "form photo")],
        [done("trade", variants=(filing,), inspection="before")],
        [material("form", form_of_application=True), material("photo")],
        questions=[question("goods", "fruit")],
    )

    branch = plan_of(city, {"goods": "books"}).branches[0]

    assert branch.results == ("receipt",)
    assert branch.materials == ("form",)
    assert branch.inspection is InspectionWhen.AFTER


def test_a_material_that_is_not_needed_is_not_on_the_list():
    mandate = material("mandate", needed_when=when("by_agent"))
    city = town([item("trade", "mandate photo")], materials=[mandate, material("photo")])

    assert [m.id for m in plan_of(city).materials] == ["mandate", "photo"]
    assert [m.id for m in plan_of(city, {}, without(FULL, "by_agent")).materials] == ["photo"]


def test_unlawful_answers_make_no_plan_but_name_the_article_and_what_else():
    city = town([item("trade")], questions=[question("goods", "fruit")], forbidden=(FIREWORKS,))

    refused = refused_by(city, {"goods": "fireworks"})

    assert (refused.basis.law, refused.basis.article) == ("某法", "1")
    assert refused.instead.zh == "可以卖水果"
    assert refused.because == ("goods",)


def test_what_an_item_forbids_holds_only_where_the_item_is_in_the_plan():
    loud = Forbidden(when("music && cooking"), Text("不可"), FIREWORKS.basis, Text(""))
    city = town(
        [item("trade"), item("sound", forbidden=(loud,))],
        questions=[question("music", True), question("cooking", False)],
        within=(ThemeItem("trade"), ThemeItem("sound", when=when("music"))),
    )

    assert refused_by(city, {"music": True, "cooking": True}).text.zh == "不可"
    assert plan_of(city, {"music": False, "cooking": True}).branches


def test_an_answer_that_decides_nothing_more_may_be_missing():
    city = town(
        [item("trade"), item("sound")],
        questions=[question("music", True), question("cooking", False)],
        within=(ThemeItem("trade"), ThemeItem("sound", when=when("music && cooking"))),
    )

    assert len(plan_of(city, {"music": False}).branches) == 1
    with pytest.raises(BadInput) as caught:
        plan_of(city, {"music": True})
    assert caught.value.field == "cooking"


@pytest.mark.parametrize(
    ("answers", "possible"),
    [
        ({"colour": "red"}, "goods, music, area, extras, pledge, e_licences"),
        ({"goods": "guns"}, "fruit, books, fireworks"),
        ({"music": "yes"}, "yes, no"),
        ({"area": True}, "1 – …"),
        ({"area": 0}, "1 – …"),
        ({"extras": ("tea", "cats")}, "tea, toys"),
    ],
)
def test_an_unknown_key_or_value_is_refused_with_the_possible_ones(answers, possible):
    asked = [question("goods", "fruit"), question("music", True)]
    asked += [question("area", 9), question("extras", ())]
    city = town([item("trade")], questions=asked)

    with pytest.raises(BadInput) as caught:
        compile_plan(city, THEME, answers, FULL)

    assert str(caught.value.message.params["possible"]).startswith(possible)


def test_what_a_theme_takes_as_given_needs_no_answer_and_cannot_be_changed():
    city = town(
        [item("trade")],
        [done("trade", variants=(Variant("b", Text(""), when('goods == "books"')),))],
        given={"goods": "books"},
    )

    plan = plan_of(city)

    assert plan.branches[0].variant == "b"
    assert plan.answers == {"goods": "books"}
    assert plan_of(city, plan.answers) == plan
    with pytest.raises(BadInput):
        compile_plan(city, THEME, {"goods": "fruit"}, FULL)


def test_an_unknown_theme_is_refused_with_the_nearest():
    with pytest.raises(NotFound) as caught:
        compile_plan(town([item("trade")]), "town/stal", {}, FULL)

    assert caught.value.message.params["nearest"] == "town/stall"
