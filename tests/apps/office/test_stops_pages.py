"""The clock of a branch on its page: a procedure begins and ends, a head extends; told to all."""

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.operations.acceptance import accept_case
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.core.authority.acts import Role
from banhao.core.cases.stops import open_procedures
from tests.apps import small_city
from tests.apps.city import officer, signed_in
from tests.apps.counter.conftest import complete
from tests.apps.office.pages import read
from tests.apps.sessions import posted_too_late

REGION = "999999"
HEARING = """
[[off_clock]]
id = "hearing"
title = "听证"
title_en = "Hearing"
usual_days = 10
unit = "day"
origin = "modelling"
"""
NOTICE = {"kind": "hearing", "days": "10", "notice": "邻居要求听证"}


@pytest.fixture
def applicant(db):
    small_city.publish({"base/items/stall.toml": small_city.ITEM + HEARING})
    return small_city.a_person()


@pytest.fixture
def case(applicant):
    draft, now = small_city.a_draft(applicant), timezone.now()
    complete(applicant, draft.id)
    case_id = submit_case(actor=applicant, draft_id=draft.id, key="k", now=now).case_id
    accept_case(actor=officer(60, Role.CLERK, region=REGION), case_id=case_id, now=now)
    return case_id


@pytest.fixture
def examiner(case):
    return signed_in(officer(61, Role.EXAMINER, "office", REGION))


def url(name, case):
    return reverse(f"office:{name}", args=[case, "stall"])


def test_what_may_be_needed_is_said_before_it_begins(examiner, case):
    page = read(examiner.get(url("branch", case)))

    assert "可能要听证，通常 10 天，不计时" in page
    assert "开始特别程序" in page


def test_a_procedure_stops_the_clock_and_its_end_lets_it_run(examiner, case):
    examiner.post(url("start-procedure", case), NOTICE)
    stopped = read(examiner.get(url("branch", case)))
    listed = read(examiner.get(reverse("office:tasks"), {"show": "stopped"}))
    blank = examiner.post(url("end-procedure", case), {"kind": "hearing", "result": ""})
    examiner.post(url("end-procedure", case), {"kind": "hearing", "result": "听证通过"})

    assert "停止计时" in stopped
    assert "邻居要求听证" in stopped
    assert url("branch", case) in listed
    assert blank.status_code == 400
    assert open_procedures(cases_by_id([case])[case], "stall") == ()
    assert "听证通过" in read(examiner.get(url("branch", case)))


def test_a_notice_without_words_or_days_is_asked_for_again(examiner, case):
    answer = examiner.post(url("start-procedure", case), {"kind": "hearing", "days": "x"})

    assert answer.status_code == 400
    assert "填写告知内容" in read(answer)
    assert cases_by_id([case])[case].turns.procedures == ()


def test_the_applicant_reads_the_notice_and_until_when(examiner, case, applicant):
    examiner.post(url("start-procedure", case), NOTICE)
    tell_subscribers(timezone.now())
    owner = signed_in(applicant)

    page = read(owner.get(reverse("portal:case", args=[case])))
    assert "邻居要求听证" in page
    assert "您不用做什么" in page
    assert "要听证，预计 10 天" in read(owner.get(reverse("portal:inbox")))


def test_a_head_extends_once_and_the_reason_is_told(case, applicant):
    head = signed_in(officer(62, Role.HEAD, "office", REGION))
    too_long = head.post(url("extend", case), {"days": "11", "reason": "疑难"})
    head.post(url("extend", case), {"days": "10", "reason": "要补检测"})
    again = head.post(url("extend", case), {"days": "1", "reason": "再延"})
    whole = head.post(url("extend", case), {"days": "15", "reason": "疑难", "whole": "1"})

    page = read(signed_in(applicant).get(reverse("portal:case", args=[case])))
    assert (too_long.status_code, again.status_code, whole.status_code) == (409, 409, 403)
    assert "要补检测" in page
    assert "延期 10 个工作日" in page


def test_the_head_of_the_government_extends_joint_handling(case):
    head = signed_in(officer(63, Role.HEAD, "", REGION))
    page = read(head.get(url("branch", case)))

    head.post(url("extend", case), {"days": "15", "reason": "疑难", "whole": "1"})

    assert "批准联合办理延期" in page
    assert cases_by_id([case])[case].turns.extensions[0].days == 15


def test_what_was_written_in_a_session_that_was_over_is_there_again(case):
    examiner = officer(61, Role.EXAMINER, "office", REGION)

    started = posted_too_late(examiner, url("start-procedure", case), NOTICE)
    signed_in(examiner).post(url("start-procedure", case), NOTICE)
    ended = posted_too_late(examiner, url("end-procedure", case), {"result": "没有人反对"})

    assert "邻居要求听证</textarea>" in started
    assert "没有人反对</textarea>" in ended
    assert len(open_procedures(cases_by_id([case])[case], "stall")) == 1


def test_the_reason_of_an_extension_written_too_late_is_there_again(case):
    head = officer(62, Role.HEAD, "office", REGION)

    page = posted_too_late(head, url("extend", case), {"days": "10", "reason": "要补检测"})

    assert "要补检测</textarea>" in page
    assert cases_by_id([case])[case].turns.extensions == ()
