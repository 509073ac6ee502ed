"""My cases: what one reads from filing to the certificate, and what strangers do not."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.operations.acceptance import accept_case, deem_accepted, refuse_to_accept
from banhao.apps.cases.operations.branches import claim_branch, decide_branch, examine_branch
from banhao.apps.certificates import queries as certificates
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import Actor, Office, Role
from banhao.core.cases.case import (
    Finding,
)
from tests.apps import small_city
from tests.apps.pictures import a_picture
from tests.apps.portal.test_draft import complete, key_in
from tests.apps.portal.test_draft import url as draft_url
from tests.apps.portal.test_way_in import text

REGION = "999999"


def officer(number, role, department="office"):
    person = small_city.a_person(f"officer-{number}").person
    office = Office(number, role, REGION, department, since=date(2020, 1, 1))
    return Actor(person=person, offices=(office,))


@pytest.fixture
def case(signed_in, person):
    draft = small_city.a_draft(person)
    complete(signed_in, draft)
    page = text(signed_in.get(draft_url("check", draft)))
    signed_in.post(
        draft_url("check", draft), {"key": key_in(page), "agree": "yes", "name": "赵文博"}
    )
    return draft.id


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def ready(signed_in, case):
    """Supply what the sources, which nobody runs here, have not answered."""
    for material in ["id-card", "licence"]:
        signed_in.post(url("supply", case, material), {"file": a_picture()})


def accept(signed_in, case, now):
    ready(signed_in, case)
    accept_case(actor=officer(1, Role.CLERK, ""), case_id=case, now=now)


def decide(case, now, **decision):
    examiner, decider = officer(2, Role.EXAMINER), officer(3, Role.DECIDER)
    claim_branch(actor=examiner, case_id=case, item="stall", now=now)
    examine_branch(
        actor=examiner, case_id=case, item="stall", finding=Finding.MEETS, comment="齐", now=now
    )
    decide_branch(actor=decider, case_id=case, item="stall", now=now, **decision)


def test_a_filed_case_says_when_it_will_be_told_and_why(signed_in, case):
    page = text(signed_in.get(url("case", case)))

    assert "已收到，正在核对材料是否齐全" in page
    assert "为什么是" in page
    assert "第三十二条" in page
    assert "撤回申请" in page


def test_my_cases_lists_it_and_its_number_finds_it(signed_in, case):
    listed = text(signed_in.get(url("cases")))
    assert "我要摆摊" in listed

    number = re.search(r"YJS(\d{20})", listed)[1]
    assert signed_in.get(url("find-case"), {"number": "YJS" + number}).url == url("case", case)
    assert "没有编号以「nothing」结尾" in text(
        signed_in.get(url("find-case"), {"number": "nothing"})
    )


@pytest.mark.parametrize("name", ["case", "withdraw", "received"])
def test_the_pages_of_a_case_speak_english(signed_in, case, name):
    signed_in.cookies["django_language"] = "en"
    response = signed_in.get(url(name, case))

    assert response.status_code == 200
    assert "portal." not in text(response)
    assert "Open a stall" in text(response) or name == "received"


def test_a_missing_paper_is_uploaded_on_the_page_of_the_case(signed_in, case):
    assert "还没齐的材料" in text(signed_in.get(url("case", case)))

    nothing = signed_in.post(url("supply", case, "licence"), {})
    assert nothing.status_code == 400
    ready(signed_in, case)

    assert "还没齐的材料" not in text(signed_in.get(url("case", case)))


def test_an_accepted_case_shows_its_promise_and_the_branch_that_runs(signed_in, case, now):
    accept(signed_in, case, now)
    page = text(signed_in.get(url("case", case)))

    assert "1 个部门正在办 1 项许可" in page
    assert "前办结" in page
    assert "办事处" in page
    assert "办理中 · 还剩 5 个工作日" in page


def test_silence_is_told_as_acceptance(signed_in, case):
    deem_accepted(case_id=case, now=timezone.now() + timedelta(days=30))
    tell_subscribers(timezone.now() + timedelta(days=30))

    assert "视为受理" in text(signed_in.get(url("inbox")))


def test_not_accepted_shows_article_and_reason(signed_in, case, now):
    refuse_to_accept(
        actor=officer(1, Role.CLERK, ""),
        case_id=case,
        not_needed=True,
        article="《行政许可法》第三十二条",
        reason="这件事不用许可",
        now=now,
    )
    page = text(signed_in.get(url("case", case)))

    assert "没有受理" in page
    assert "这件事不用许可" in page
    assert "撤回申请" not in page


def test_a_refused_branch_shows_reason_article_and_remedy(signed_in, case, now):
    accept(signed_in, case, now)
    decide(case, now, grant=False, reason="面积不够", article="《办法》第一条", remedy="扩大后再来")
    page = text(signed_in.get(url("case", case)))

    for words in ["没有通过", "面积不够", "《办法》第一条", "扩大后再来"]:
        assert words in page


def test_a_granted_case_leads_to_its_certificate(signed_in, case, now):
    accept(signed_in, case, now)
    decide(case, now, grant=True)
    composite = certificates.certificates_of(case)[0]
    page = text(signed_in.get(url("case", case)))
    assert url("certificate", composite.id) in page

    shown = text(signed_in.get(url("certificate", composite.id)))

    assert "行业综合许可证" in shown
    assert "data:image/svg" in shown
    assert "有效" in shown
    assert "下载 PDF" in shown


def test_news_of_the_case_is_in_the_inbox_once_and_is_read_then(signed_in, case, now):
    assert "还没有消息" in text(signed_in.get(url("inbox")))
    tell_subscribers(now + timedelta(minutes=1))
    tell_subscribers(now + timedelta(minutes=1))

    first = text(signed_in.get(url("inbox")))

    assert first.count("已收到您的申请") == 1
    assert ">新<" in first
    assert ">新<" not in text(signed_in.get(url("inbox")))


def test_papers_stand_on_the_page_of_the_case_and_open(signed_in, case, now):
    assert "文书" not in text(signed_in.get(url("case", case)))
    tell_subscribers(now + timedelta(minutes=1))

    page = text(signed_in.get(url("case", case)))

    assert "收件凭证" in page
    assert "电子送达" in page  # signing the page is consent
    (address,) = re.findall(r'href="(/cases/[^"]+\.pdf)"', page)
    assert signed_in.get(address).content.startswith(b"%PDF")


def test_withdrawing_needs_a_tick_and_then_stops_everything(signed_in, case):
    unticked = signed_in.post(url("withdraw", case), {})
    assert unticked.status_code == 400

    signed_in.post(url("withdraw", case), {"agree": "yes", "reason": "改主意了"})

    assert "您已撤回" in text(signed_in.get(url("case", case)))


def test_a_stranger_finds_nothing_of_a_case(client, signed_in, case, now):
    accept(signed_in, case, now)
    decide(case, now, grant=True)
    composite = certificates.certificates_of(case)[0]
    stranger = small_city.a_person("stranger")
    client.force_login(AccountRecord.objects.get(pk=stranger.person))

    for name in ["case", "received", "withdraw"]:
        assert client.get(url(name, case)).status_code == 404
    assert client.post(url("supply", case, "licence"), {}).status_code == 404
    assert client.get(url("certificate", composite.id)).status_code == 404


def test_empty_pages_say_what_would_be_there(signed_in):
    assert "还没有提交过" in text(signed_in.get(url("cases")))
    assert "还没有消息" in text(signed_in.get(url("inbox")))
