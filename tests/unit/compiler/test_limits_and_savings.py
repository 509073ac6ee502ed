"""No promise is longer than the law allows; every figure can be recounted."""

from dataclasses import fields
from decimal import Decimal

import pytest

from banhao.core.catalogue.values import Baseline, Edge, Limit, ThemeItem, WayKind
from banhao.core.clock.values import Unit
from banhao.core.compiler.plan import Figure
from banhao.core.errors import CatalogueError
from tests.unit.compiler.tiny import BASIS, FULL, NONE, done, item, material, plan_of, town


def limited(days, unit):
    return item("a", limit=Limit(Decimal(days), unit, BASIS))


def codes(city):
    try:
        plan_of(city)
    except CatalogueError as error:
        return [problem.message.code for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("promise", "limit", "unit", "kept"),
    [
        ("20", 20, Unit.WORKING_DAY, True),
        ("20.5", 20, Unit.WORKING_DAY, False),
        ("0", 0, Unit.ON_THE_SPOT, True),
        ("0.25", 0, Unit.ON_THE_SPOT, False),
        ("13", 30, Unit.DAY, True),
        ("11", 15, Unit.DAY, False),
        ("20", 30, Unit.DAY, False),  # 28 days without a holiday, more across a festival
    ],
)
def test_a_promise_keeps_its_statutory_limit_in_every_known_calendar(promise, limit, unit, kept):
    city = town([limited(limit, unit)], [done("a", promise)])

    assert codes(city) == ([] if kept else ["plan.promise_over_limit"])


def test_where_law_sets_no_limit_any_promise_up_to_the_joint_limit_is_kept():
    assert codes(town([item("a", limit=None)], [done("a", "45")])) == []
    assert codes(town([item("a", limit=None)], [done("a", "46")])) == ["plan.path_over_joint_limit"]


def test_the_path_keeps_the_theme_promise_and_all_that_is_too_long_is_told_at_once():
    city = town(
        [item("a"), item("b")],
        [done("a", "21"), done("b", "26")],
        edges=(Edge("a", "b", BASIS),),
        promise=Decimal(40),
    )

    assert codes(city) == [
        "plan.promise_over_limit",
        "plan.promise_over_limit",
        "plan.path_over_promise",
        "plan.path_over_joint_limit",
    ]


FORM = material("form", "F", form_of_application=True)
OTHER_FORM = material("form2", "F", form_of_application=True)
MATERIALS = [
    FORM,
    OTHER_FORM,
    material("id", "EA"),
    material("rules", "CA"),
    material("list", "F"),
    material("photo"),
    material("licence", "EA", certificate="a-licence"),
]


def stall(**theme):
    return town(
        [
            item("a", "form id rules photo"),
            item("b", "form id photo licence list"),
            item("c", "form2 id"),
        ],
        [done("a", "1"), done("b", "4"), done("c", "2", "fire", inspection="before")],
        MATERIALS,
        **theme,
    )


def test_the_three_levels_of_counting_materials():
    savings = plan_of(stall()).savings

    assert savings.materials_naive.value == 11
    assert savings.materials_merged.value == 5  # one form, id, rules, list, photo
    assert savings.materials_proof_free.value == 2  # one form, photo
    assert savings.forms_naive.value == 3
    assert plan_of(stall(), {}, NONE).savings.materials_proof_free.value == 4


def test_the_derivation_says_what_went():
    savings = plan_of(stall()).savings

    merged = {(t.code, t.about): int(t.amount) for t in savings.materials_merged.terms}
    assert merged == {
        ("naive", ()): 11,
        ("one_form", ("form", "form2")): -2,
        ("same", ("id",)): -2,
        ("same", ("photo",)): -1,
        ("sibling", ("licence", "a")): -1,
    }
    free = {(t.code, t.about): int(t.amount) for t in savings.materials_proof_free.terms}
    assert free == {
        ("merged", ()): 5,
        ("way.E", ("id",)): -1,
        ("way.C", ("rules",)): -1,
        ("way.F", ("list",)): -1,
    }


def test_days_visits_departments_and_licences():
    savings = plan_of(stall(gap_days=Decimal(3))).savings

    assert savings.days_naive.value == 30
    assert savings.days_naive_with_gaps.value == 39
    assert savings.days_planned.value == 5
    assert (savings.visits_naive.value, savings.visits_planned.value) == (3, 1)
    assert savings.departments.value == 2
    assert (savings.licences_naive.value, savings.licences_planned.value) == (3, 1)


def test_gaps_that_are_not_modelled_are_not_counted_as_none():
    assert plan_of(stall()).savings.days_naive_with_gaps is None


def test_every_figure_is_the_sum_of_its_terms():
    for standing in (FULL, NONE):
        savings = plan_of(stall(gap_days=Decimal("2.5")), {}, standing).savings
        figures = [getattr(savings, field.name) for field in fields(savings)]

        assert all(isinstance(each, Figure) for each in figures)
        assert all(sum(t.amount for t in each.terms) == each.value for each in figures)


def test_an_item_the_composite_does_not_list_counts_as_no_licence():
    city = stall(within=(ThemeItem("a", listed=False), ThemeItem("b"), ThemeItem("c")))

    plan = plan_of(city)

    assert plan.composite_lists == ("b-licence", "c-licence")
    assert plan.savings.licences_naive.value == 2


def test_without_any_inspection_the_hand_over_is_the_one_visit():
    savings = plan_of(town([item("a")])).savings

    assert [(t.code, t.amount) for t in savings.visits_planned.terms] == [("hand_over", 1)]


def test_a_theme_handled_wholly_online_asks_nobody_to_come():
    online = plan_of(town([item("a")], online=True)).savings
    inspected = town([item("a")], [done("a", inspection="before")], online=True)

    assert online.visits_planned.value == 0
    assert plan_of(inspected).savings.visits_planned.value == 1


def test_a_baseline_that_leaves_out_an_item_is_refused():
    baseline = Baseline(days={}, visits={"a": 1}, gap_days=None, basis=BASIS)

    assert codes(town([item("a")], baseline=baseline)) == ["plan.no_baseline"]


def test_ways_of_the_catalogue_all_have_a_term():
    assert {kind.value for kind in WayKind} == set("ESCFIA")
