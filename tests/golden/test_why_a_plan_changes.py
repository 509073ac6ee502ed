"""What an applicant without a pledge or without e-licences reads about their changed plan."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from banhao.channels.portal.planned import papers_to_bring, promised_days
from banhao.channels.portal.reasons import Reasons, reasons
from banhao.commands._folder import read_folder
from banhao.core.clock.tables import announced_calendar
from banhao.core.compiler.answers import reference_answers, reference_standing
from banhao.core.compiler.compile import compile_plan
from banhao.core.compiler.plan import Plan
from banhao.ui.messages import render

CALENDAR, MONDAY = announced_calendar(), date(2026, 11, 2)
HOTEL = "jinan/open-a-hotel"


@pytest.fixture(scope="module")
def catalogue():
    return read_folder(Path(__file__).parents[2] / "catalogues")


def change(catalogue, **standing: bool) -> tuple[Plan, Plan, Reasons]:
    theme = catalogue.theme(HOTEL)
    answers, held = reference_answers(theme), reference_standing(theme)
    plans = [
        compile_plan(catalogue, HOTEL, answers, each) for each in (held, replace(held, **standing))
    ]
    before, after = plans
    assert isinstance(before, Plan)
    assert isinstance(after, Plan)
    return before, after, reasons(before, after, catalogue, MONDAY, CALENDAR)


def words(message, lang="zh-hans") -> str:
    return message.zh if hasattr(message, "zh") else render(message, lang)


def test_without_a_pledge_it_says_which_papers_come_back_and_whose_days_change(catalogue) -> None:
    """The fire inspection of a hotel is granted on a pledge in one working day; without it the
    ordinary way takes thirteen. What was pledged comes back to the applicant.
    """
    before, after, why = change(catalogue, pledge=False)

    assert [words(each) for each in why.said] == [
        "您不用承诺：原来承诺的材料要现在交，有告知承诺办法的事项改按一般程序办。"
    ]
    fire = next(each for each in why.courses if "消防" in each.title.zh)
    assert words(fire.before).startswith("告知承诺")
    assert words(fire.after) == "一般程序"
    assert (fire.days_before, fire.days_after) == (1, 13)
    back = [each for each in why.papers if words(each.what) == "改为由您交"]
    assert len(back) == papers_to_bring(after) - papers_to_bring(before) > 0
    assert all(each.items for each in back)
    assert promised_days(after) >= promised_days(before)
    assert why.done_after >= why.done_before


def test_without_e_licences_only_the_list_changes(catalogue) -> None:
    before, after, why = change(catalogue, e_licences=False)

    assert why.courses == []
    assert papers_to_bring(after) > papers_to_bring(before)
    assert {words(each.what) for each in why.papers} == {"改为由您交", "改为可以承诺，不用现在交"}
    assert why.done_after == why.done_before


def test_an_agent_brings_the_power_of_attorney(catalogue) -> None:
    theme = catalogue.theme("longquanyi/open-a-gym")
    held = reference_standing(theme)
    before, after = (
        compile_plan(catalogue, theme.id, reference_answers(theme), replace(held, by_agent=agent))
        for agent in (False, True)
    )
    assert isinstance(before, Plan)
    assert isinstance(after, Plan)

    why = reasons(before, after, catalogue, MONDAY, CALENDAR)

    assert [(each.title.zh, words(each.what)) for each in why.papers] == [
        ("授权委托书", "新增：要您交")
    ]


def test_every_sentence_is_there_in_both_languages(catalogue) -> None:
    for name in ("pledge", "e_licences", "premises_registered", "by_agent"):
        held = reference_standing(catalogue.theme(HOTEL))
        _, _, why = change(catalogue, **{name: not getattr(held, name)})
        for lang in ("zh-hans", "en"):
            assert all(" " in words(m, "en") for m in why.said)
            assert all(words(each.what, lang) for each in why.papers)
