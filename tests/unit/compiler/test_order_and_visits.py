"""Who waits for whom, when each is done, and when the inspectors come together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from banhao.core.catalogue.places import JointInspection
from banhao.core.catalogue.values import Edge, Limit
from banhao.core.clock.values import Unit
from banhao.core.errors import CatalogueError
from banhao.core.messages import Text
from tests.unit.compiler.tiny import BASIS, DAY, done, item, material, plan_of, town


def together(*members, needs=()):
    return (JointInspection("together", Text("联合踏勘"), members, needs),)


def seen(**days):
    """Implementations that are inspected before their decision: name=days."""
    return [done(name, days_, inspection="before") for name, days_ in days.items()]


def edge(before, after):
    return Edge(before, after, BASIS)


def items(names):
    return [item(name) for name in names.split()]


def refusal_of(city):
    with pytest.raises(CatalogueError) as caught:
        plan_of(city)
    return caught.value.problems


def test_items_without_edges_run_side_by_side():
    plan = plan_of(town(items("a b"), [done("a", "3"), done("b", "5")]))

    assert [(b.starts, b.ends, b.slack) for b in plan.branches] == [
        (0, 3 * DAY, 2 * DAY),
        (0, 5 * DAY, 0),
    ]
    assert plan.promise == 5 * DAY


def test_an_edge_of_law_and_a_handed_over_paper_both_make_a_branch_wait():
    licence = material("licence", "A", certificate="a-licence")
    city = town(
        [item("a"), item("b", "licence"), item("c")],
        [done("a", "1"), done("b", "4"), done("c", "2")],
        [licence],
        edges=(edge("a", "c"),),
    )

    plan = plan_of(city)

    assert {b.item: b.needs for b in plan.branches} == {"a": (), "b": ("a",), "c": ("a",)}
    assert {b.item: (b.starts // DAY, b.ends // DAY, b.slack // DAY) for b in plan.branches} == {
        "a": (0, 1, 0),
        "b": (1, 5, 0),
        "c": (1, 3, 2),
    }
    assert [t.about for t in plan.savings.days_planned.terms] == [("a",), ("b",)]


def test_part_days_are_kept_in_minutes():
    plan = plan_of(town(items("a"), [done("a", "0.25")]))

    assert plan.promise == 120
    assert plan.savings.days_planned.value == Decimal("0.25")


def test_a_circle_is_refused_and_told():
    problems = refusal_of(town(items("a b"), edges=(edge("a", "b"), edge("b", "a"))))

    assert [p.message.code for p in problems] == ["plan.circle"]
    assert problems[0].message.params["items"] in {"a → b → a", "b → a → b"}


def test_the_joint_visit_is_one_working_day_before_the_first_gated_decision():
    city = town(items("a b"), seen(a="3", b="8"), inspections=together("a", "b"))

    (visit,) = plan_of(city).visits

    assert (visit.at, visit.gated, visit.reusing) == (2 * DAY, ("a", "b"), ())


def test_the_visit_waits_for_the_last_gated_member_to_start():
    city = town(
        items("reg a b"),
        [done("reg", "2.5"), *seen(a="3", b="8")],
        inspections=together("a", "b"),
        edges=(edge("reg", "b"),),
    )

    assert plan_of(city).visits[0].at == 3 * DAY


def test_a_bar_of_one_day_is_visited_at_its_end():
    city = town(items("a b"), seen(a="1", b="8"), inspections=together("a", "b"))

    assert plan_of(city).visits[0].at == DAY


def test_a_pledged_member_and_members_that_start_later_reuse_the_record():
    city = town(
        items("a b c d"),
        [*seen(a="3", c="5"), done("b", "1", inspection="after"), done("d", "2")],
        inspections=together("a", "b", "c", "d"),
        edges=(edge("a", "c"),),
    )

    (visit,) = plan_of(city).visits

    assert visit.gated == ("a",)
    assert visit.reusing == ("b", "c")


def test_the_visit_lies_inside_every_gated_bar():
    city = town(
        items("reg a b"),
        [done("reg", "4"), *seen(a="3", b="8")],
        inspections=together("a", "b"),
        edges=(edge("reg", "b"),),
    )

    (visit,) = plan_of(city).visits

    assert (visit.gated, visit.reusing, visit.at) == (("a",), ("b",), 2 * DAY)


def test_an_item_outside_the_group_has_a_visit_of_its_own():
    city = town(items("a b"), seen(a="3", b="8"), inspections=together("a"))

    assert [(v.id, v.gated) for v in plan_of(city).visits] == [("together", ("a",)), ("b", ("b",))]


def test_without_anyone_to_gate_there_is_no_visit():
    city = town(
        items("a b"), [done("a", inspection="after"), done("b")], inspections=together("a", "b")
    )

    assert plan_of(city).visits == ()


def test_a_visit_waits_for_what_it_needs():
    city = town(
        items("map a b"),
        [done("map", "4"), *seen(a="5", b="8")],
        inspections=together("a", "b", needs=("map",)),
    )

    assert plan_of(city).visits[0].at == 5 * DAY


def test_a_visit_that_needs_a_decision_it_gates_is_refused():
    city = town(items("a b"), seen(a="3", b="8"), inspections=together("a", "b", needs=("a",)))

    assert [p.message.code for p in refusal_of(city)] == ["plan.visit_needs_its_decision"]


def test_a_visit_that_needs_a_follower_of_a_decision_it_gates_is_refused():
    city = town(
        items("a b c"),
        [*seen(a="3", b="8"), done("c", "1")],
        inspections=together("a", "b", needs=("c",)),
        edges=(edge("a", "c"),),
    )

    assert [p.message.code for p in refusal_of(city)] == ["plan.visit_needs_its_decision"]


@pytest.mark.parametrize(
    ("implementations", "needs"),
    [
        (seen(a="0", b="8"), ()),
        ([*seen(a="3", b="8"), done("map", "4")], ("map",)),
    ],
    ids=["decided on the spot", "what it needs comes too late"],
)
def test_a_visit_that_does_not_fit_is_refused(implementations, needs):
    names = " ".join(each.item for each in implementations)
    city = town(items(names), implementations, inspections=together("a", "b", needs=needs))

    assert [p.message.code for p in refusal_of(city)] == ["plan.visit_no_time"]


def test_a_decision_due_soon_after_the_visit_is_told_but_does_not_shorten_the_bar():
    three = Limit(Decimal(3), Unit.WORKING_DAY, BASIS)
    fire = replace(item("b"), after_inspection=three)
    city = town([item("a"), fire], seen(a="3", b="13"), inspections=together("a", "b"))

    branch = plan_of(city).branch("b")

    assert (branch.ends, branch.after_visit) == (13 * DAY, 5 * DAY)
    assert plan_of(city).branch("a").after_visit is None
