"""The ten themes as domain/catalogue.md §1 has them, and the stories around them."""

import itertools
from pathlib import Path

import pytest

from banhao.commands._folder import read_folder
from banhao.core.catalogue.values import ElementType, InspectionWhen
from banhao.core.compiler.answers import reference_answers, reference_standing
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Plan, Standing, Unlawful
from banhao.core.compiler.questions import open_questions
from banhao.core.compiler.ranges import plan_range
from banhao.core.compiler.summary import in_days, summary

# theme: items, L0, L1, L2, Σ days, planned days, departments, visits before, licences
HEADLINE = {
    "longquanyi/open-a-gym": (5, 41, 25, 19, 43, 14, 5, 5, 4),
    "zibo/open-a-pharmacy": (4, 40, 17, 2, 50, 3, 2, 4, 4),
    "jinan/open-a-restaurant": (4, 34, 23, 13, 63, 13, 4, 4, 4),
    "jinan/open-a-bakery": (3, 26, 19, 10, 50, 10, 3, 3, 3),
    "jinan/open-a-bookshop": (3, 24, 17, 6, 53, 13, 3, 3, 3),
    "jinan/open-a-hotel": (4, 40, 23, 9, 63, 14, 4, 4, 4),
    "longquanyi/open-a-car-wash": (5, 29, 14, 10, 46, 11, 5, 5, 2),
    "longquanyi/open-a-cinema": (4, 33, 21, 9, 63, 13, 4, 4, 4),
    "longquanyi/open-a-ktv": (5, 49, 25, 13, 68, 14, 5, 5, 5),
    "longquanyi/open-a-shop": (4, 24, 13, 9, 46, 11, 3, 4, 3),
}
ROOT = Path(__file__).parents[2]
GYM, PHARMACY = "longquanyi/open-a-gym", "zibo/open-a-pharmacy"
HOTEL, KTV = "jinan/open-a-hotel", "longquanyi/open-a-ktv"


@pytest.fixture(scope="module")
def catalogue():
    return read_folder(ROOT / "catalogues")


@pytest.fixture(scope="module")
def plan_of(catalogue):
    def reference_plan(theme_id, **answers):
        theme = catalogue.theme(theme_id)
        given = {**reference_answers(theme), **answers}
        plan = compile_plan(catalogue, theme_id, given, reference_standing(theme))
        assert isinstance(plan, Plan)
        return plan

    return reference_plan


def savings(plan):
    return summary(plan)["savings"]


def test_these_are_the_ten_themes(catalogue):
    themes = [theme for region in catalogue.regions.values() for theme in region.themes]

    assert set(HEADLINE) <= set(themes)


@pytest.mark.parametrize("theme_id", HEADLINE)
def test_a_row_of_the_headline_table(plan_of, theme_id):
    plan = plan_of(theme_id)

    told = savings(plan)
    materials, days = told["materials"], told["working_days"]
    assert HEADLINE[theme_id] == (
        len(plan.branches),
        *(materials["naive"], materials["merged"], materials["proof_free"]),
        *(days["naive"], days["planned"]),
        told["departments"],
        told["visits"]["naive"],
        told["licences"]["naive"],
    )
    assert (told["visits"]["planned"], told["licences"]["planned"]) == (1, 1)


def test_a_pharmacy_with_the_idle_gaps_takes_62_days_before_and_3_now(plan_of):
    days = savings(plan_of(PHARMACY))["working_days"]

    assert days == {"naive": 50, "naive_with_gaps": 62, "planned": 3}


def test_the_pharmacy_runs_four_branches_of_two_departments_side_by_side(plan_of):
    plan = plan_of(PHARMACY)

    assert {branch.starts for branch in plan.branches} == {0}
    assert len(plan.visits) == 1
    assert len(plan.visits[0].gated) == 3
    assert in_days(plan.visits[0].at, plan) == 2


def test_the_gym_loses_the_sixteen_materials_that_the_source_counts(plan_of):
    gone = {}
    for term in plan_of(GYM).savings.materials_merged.terms[1:]:
        gone[term.code] = gone.get(term.code, 0) + int(term.amount)

    assert gone == {"one_form": -4, "sibling": -4, "same": -8}


def test_a_gym_without_a_pool_needs_neither_the_pool_licence_nor_the_hygiene_licence(
    catalogue, plan_of
):
    (pool,) = [
        question.element
        for question in catalogue.theme(GYM).questions
        if len(plan_of(GYM, **{question.element: False}).branches) == 3
    ]

    told = savings(plan_of(GYM, **{pool: False}))

    assert told["materials"] == {"naive": 21, "merged": 14, "proof_free": 12}
    assert told["working_days"]["planned"] == 12
    assert told["departments"] == 3


def test_the_hotels_visit_gates_three_and_the_pledged_fire_check_reuses_it(plan_of):
    plan = plan_of(HOTEL)

    (visit,) = plan.visits
    (reusing,) = visit.reusing
    assert len(visit.gated) == 3
    assert plan.branch(reusing).inspection is InspectionWhen.AFTER
    assert in_days(plan.branch(reusing).ends, plan) == 1
    assert_inside_every_bar(plan, visit)
    assert in_days(plan.promise, plan) == 14


def test_the_ktv_files_with_the_police_after_its_licences_and_reuses_the_visit(plan_of):
    plan = plan_of(KTV)

    (visit,) = plan.visits
    last = max(plan.branches, key=lambda branch: branch.starts)
    assert len(last.needs) == 3
    assert (in_days(last.starts, plan), in_days(last.ends, plan)) == (13, 14)
    assert last.item not in visit.gated
    assert len(visit.gated) == 4
    assert_inside_every_bar(plan, visit)


def test_the_ktv_hearing_and_notice_are_told_as_days_off_the_clock(plan_of):
    plan = plan_of(KTV)

    procedures = [each for branch in plan.branches for each in branch.off_clock]
    assert any("听证" in each.title.zh for each in procedures)
    assert any("公示" in each.title.zh and each.usual_days == 10 for each in procedures)
    assert in_days(plan.promise, plan) == 14


def test_the_fire_check_after_the_visit_is_told_and_does_not_shorten_the_bar(plan_of):
    plan = plan_of(KTV)

    (early,) = [branch for branch in plan.branches if branch.after_visit is not None]

    assert (in_days(early.after_visit, plan), in_days(early.ends, plan)) == (5, 13)


def assert_inside_every_bar(plan, visit):
    for item in visit.gated:
        branch = plan.branch(item)
        assert branch.starts < visit.at <= branch.ends


def every_answer(catalogue, theme):
    """All combinations of the theme's yes-or-no and choice answers."""
    possible = {}
    for question in theme.questions:
        element = catalogue.elements[question.element]
        if element.type is ElementType.BOOLEAN:
            possible[element.id] = (True, False)
        elif element.type is ElementType.CHOICE:
            possible[element.id] = tuple(option.id for option in element.options)
        else:
            possible[element.id] = (question.reference,)
    for values in itertools.product(*possible.values()):
        yield dict(zip(possible, values, strict=True))


@pytest.mark.parametrize("theme_id", HEADLINE)
@pytest.mark.parametrize("standing", [Standing(*[True] * 4), Standing(*[False] * 4)])
def test_every_answer_has_a_plan_or_an_article(catalogue, theme_id, standing):
    theme = catalogue.theme(theme_id)
    for answers in every_answer(catalogue, theme):
        made = compile_plan(catalogue, theme_id, answers, standing)

        if isinstance(made, Unlawful):
            assert made.basis.article
            assert made.instead.zh
        else:
            assert made.branches
            assert all(visit.gated for visit in made.visits)


@pytest.mark.parametrize("theme_id", HEADLINE)
def test_every_question_can_change_the_plan_before_anything_is_answered(catalogue, theme_id):
    theme = catalogue.theme(theme_id)

    asked = open_questions(catalogue, theme_id, {}, None)

    assert [q.element for q in asked] == [q.element for q in theme.questions]
    assert open_questions(catalogue, theme_id, reference_answers(theme), None) == ()


@pytest.mark.parametrize("theme_id", HEADLINE)
def test_the_reference_plan_lies_inside_the_range_shown_before_login(catalogue, plan_of, theme_id):
    span = plan_range(catalogue, theme_id, {}, None)
    plan = plan_of(theme_id)

    assert span is not None
    assert span.days[0] <= in_days(plan.promise, plan) <= span.days[1]
    assert span.materials[0] <= plan.savings.materials_proof_free.value <= span.materials[1]
