"""One form in which each element stands once; one list with the ways open to this standing."""

from dataclasses import replace

from banhao.core.catalogue.values import ThemeItem, Way, WayKind
from banhao.core.messages import Text
from tests.unit.compiler.tiny import (
    FULL,
    NONE,
    done,
    element,
    item,
    material,
    plan_of,
    question,
    town,
    when,
    without,
)

BY_HAND = Way(WayKind.APPLICANT)


def ways(catalogue, standing=FULL, answers=None):
    return {
        m.id: "".join(w.kind.value for w in m.ways)
        for m in plan_of(catalogue, answers, standing).materials
    }


def test_each_element_stands_once_with_all_who_read_it():
    city = town(
        [item("trade", elements="name area"), item("sound", elements="area name watts")],
        elements=[element("name"), element("watts", "item")],
    )

    form = {e.element: (e.section, e.readers) for e in plan_of(city).form}

    assert form == {
        "name": ("enterprise", ("trade", "sound")),
        "area": ("premises", ("trade", "sound")),
        "watts": ("item:sound", ("sound",)),
    }


def test_sections_come_in_the_order_of_the_form_with_items_before_delivery():
    city = town(
        [
            item("trade", elements="post awning oven chef area name"),
            item("sound", elements="watts"),
        ],
        elements=[
            element("post", "delivery"),
            element("oven", "equipment"),
            element("chef", "people"),
            element("name"),
            element("watts", "item"),
        ],
        within=(ThemeItem("trade", section_title=Text("摆摊")), ThemeItem("sound")),
    )

    plan = plan_of(city)

    asked = [e.element for e in plan.form]
    assert asked == ["name", "area", "chef", "oven", "awning", "watts", "post"]
    assert list(plan.sections) == [
        "enterprise", "premises", "people", "equipment", "item:trade", "item:sound", "delivery",
    ]  # fmt: skip
    assert plan.sections["item:trade"].zh == "摆摊"
    assert plan.sections["item:sound"].zh == "sound"


def test_an_element_whose_condition_fails_is_not_asked_and_an_open_one_stays():
    agent = element("agent", when=when("by_agent"))
    crew = element("crew", when=when("area > 20"))
    city = town([item("trade", elements="agent area crew")], elements=[agent, crew])

    assert [e.element for e in plan_of(city).form] == ["agent", "crew", "area"]
    assert [e.element for e in plan_of(city, {}, without(FULL, "by_agent")).form] == [
        "crew",
        "area",
    ]


def test_a_branch_reads_only_its_own_elements():
    city = town(
        [item("trade", elements="name"), item("sound", elements="name watts")],
        elements=[element("name"), element("watts", "item")],
    )

    assert plan_of(city).branch("trade").elements == ("name",)
    assert plan_of(city).branch("sound").elements == ("name", "watts")


def test_the_first_open_way_is_taken_and_the_others_follow_in_order():
    city = town(
        [item("trade", "id rules")], materials=[material("id", "ESA"), material("rules", "CA")]
    )

    assert ways(city) == {"id": "ESA", "rules": "CA"}
    assert ways(city, without(FULL, "e_licences")) == {"id": "SA", "rules": "CA"}
    assert ways(city, NONE) == {"id": "SA", "rules": "A"}


def test_a_way_with_a_condition_is_open_only_where_it_holds_and_loses_the_condition():
    owned = Way(WayKind.SHARED_DATA, "register", when=when("premises_registered"))
    lease = material("lease")
    city = town([item("trade", "lease")], materials=[replace(lease, ways=(owned, BY_HAND))])

    assert ways(city) == {"lease": "SA"}
    assert plan_of(city).materials[0].ways[0] == Way(WayKind.SHARED_DATA, "register")
    assert ways(city, without(FULL, "premises_registered")) == {"lease": "A"}


def test_a_material_with_no_open_way_is_for_the_applicant():
    city = town([item("trade", "id")], materials=[material("id", "E")])

    assert ways(city, NONE) == {"id": "A"}


def test_a_form_of_application_is_folded_whatever_its_ways_say():
    city = town(
        [item("trade", "form")], materials=[material("form", "A", form_of_application=True)]
    )

    assert ways(city) == {"form": "F"}


def test_a_siblings_result_is_handed_over_inside():
    licence = material("licence", "EA", certificate="trade-licence")
    city = town([item("trade"), item("sound", "licence")], materials=[licence])

    (handed,) = plan_of(city).materials

    assert (handed.way, handed.from_item) == (WayKind.INTERNAL, "trade")
    assert handed.for_items == ("sound",)
    assert plan_of(city).branch("sound").needs == ("trade",)


def test_without_the_sibling_in_the_plan_the_material_has_its_ordinary_ways():
    licence = material("licence", "IEA", certificate="trade-licence")
    city = town(
        [item("trade"), item("sound", "licence")],
        materials=[licence],
        questions=[question("music", True)],
        within=(ThemeItem("trade", when=when("music")), ThemeItem("sound")),
    )

    assert ways(city, answers={"music": True}) == {"licence": "I"}
    assert ways(city, answers={"music": False}) == {"licence": "EA"}


def test_an_items_own_result_is_no_siblings():
    old = material("old", "EA", certificate="trade-licence")
    city = town([item("trade", "old"), item("sound", "old")], materials=[old])

    plan = plan_of(city)

    assert ways(city) == {"old": "EA"}  # the trade must bring its own old licence anyway
    assert plan.materials[0].from_item == ""
    assert plan.branch("trade").needs == ()


def test_ways_of_one_item_narrow_those_that_all_take():
    strict = done("sound", ways={"id": (BY_HAND,)})
    city = town([item("trade", "id"), item("sound", "id")], [strict], [material("id", "EA")])

    assert ways(city) == {"id": "A"}
    assert plan_of(city).materials[0].for_items == ("trade", "sound")
