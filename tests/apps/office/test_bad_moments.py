"""Acts at a moment when they cannot be: said in words in both languages, and nothing is changed."""

from datetime import timedelta

import pytest

from banhao.apps.cases.operations.branches import claim_branch
from banhao.apps.cases.operations.ends import withdraw_case
from banhao.apps.cases.operations.supplement import ask_supplement, note_line
from banhao.apps.cases.queries import cases_by_id
from banhao.core.cases.case import BranchState
from banhao.core.cases.turns import About
from banhao.core.errors import NotAllowed
from banhao.ui.messages import render
from tests.apps.city import signed_in
from tests.apps.office.pages import MINE, examination, examine, read, stands, url


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", "没有办成，什么都没有改变"), ("en", "nothing has changed")],
)
def test_a_decision_on_a_withdrawn_case(city, case, now, lang, words):
    examine(signed_in(city.examiner), city.examiner, case, now)
    withdraw_case(actor=city.applicant.actor, case_id=case, reason="", now=now)

    answer = signed_in(city.decider, lang).post(url("decide", case, MINE), {"grant": "yes"})

    assert answer.status_code == 409
    assert words in read(answer)
    assert stands(case).state is not BranchState.GRANTED
    assert stands(case).decided_on is None


def test_an_opinion_on_a_withdrawn_case_is_not_lost_with_the_page(city, case, now):
    client = signed_in(city.examiner)
    client.post(url("claim", case, MINE))
    sent = examination(city.examiner, case, now, comment="写了很久的意见")
    withdraw_case(actor=city.applicant.actor, case_id=case, reason="", now=now)

    answer = client.post(url("examine", case, MINE), sent)

    assert answer.status_code == 409
    assert "已撤回" in read(answer)
    assert "您写的没有存" in read(answer)
    assert "写了很久的意见" in read(answer)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", "请管理员校准服务器的时钟"), ("en", "set the server's clock")],
)
def test_a_clock_that_was_set_back_writes_nothing_before_what_is_recorded(city, now, lang, words):
    case = city.accepted(now + timedelta(days=2))  # accepted when the clock still ran ahead

    with pytest.raises(NotAllowed) as refused:
        claim_branch(actor=city.examiner, case_id=case, item=MINE, now=now)
    answer = signed_in(city.examiner, lang).post(url("claim", case, MINE))

    assert words in render(refused.value.message, lang)
    assert answer.status_code == 409
    assert words in read(answer)
    assert stands(case).claimed_by is None


def test_a_clock_that_is_a_little_off_within_the_day_does_no_harm(city, now):
    noon = now.replace(hour=4, minute=0)  # in China
    case = city.accepted(noon)

    claim_branch(actor=city.examiner, case_id=case, item=MINE, now=noon - timedelta(minutes=5))

    assert stands(case).claimed_by == city.examiner.person


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", "补正只能告知一次"), ("en", "A supplement may be asked for only once")],
)
def test_a_second_supplement(city, now, lang, words):
    case = city.filed(now)
    line = {"case_id": case, "item": MINE, "kind": About.MATERIAL, "about": "PLAN", "now": now}
    note_line(actor=city.examiner, wrong="看不清", **line)
    ask_supplement(actor=city.clerk, case_id=case, now=now)

    answer = signed_in(city.examiner, lang).post(
        url("note", case, MINE), {"target": f"{MINE}/material/PLAN", "wrong": "还缺一张"}
    )

    assert answer.status_code == 409
    assert words in read(answer)
    assert "还缺一张" in read(answer)
    assert len(cases_by_id([case])[case].turns.supplement.lines) == 1
