"""The queue, and what a clerk does with one case."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations.branches import claim_branch, decide_branch, examine_branch
from banhao.apps.certificates import queries as certificates
from banhao.apps.people.models import AccessLogRecord
from banhao.apps.people.queries import actor
from banhao.channels.counter.waiting import waited
from banhao.core.authority.acts import Role
from banhao.core.cases.case import (
    Finding,
)
from tests.apps.counter.conftest import REGION, officer, signed_in
from tests.apps.sessions import posted_too_late, sign_in, stranger

URLS = ("case", "accept", "refuse", "hand-out", "receipt")
POSTED = {"accept", "hand-out"}


def url(name, case):
    return reverse(f"counter:{name}", args=[case])


def page(client, name, case):
    return client.get(url(name, case)).content.decode()


def decide(case, now_of):
    examiner = actor(officer(Role.EXAMINER, REGION, "e@example.com", "office"))
    decider = actor(officer(Role.DECIDER, REGION, "d@example.com", "office"))
    about = {"case_id": case, "item": "stall", "now": now_of}
    claim_branch(actor=examiner, **about)
    examine_branch(actor=examiner, finding=Finding.MEETS, comment="齐", **about)
    decide_branch(actor=decider, grant=True, **about)


def test_the_queue_says_who_waits_how_long_and_until_when(clerk, case):
    found = signed_in(clerk).get(reverse("counter:home")).content.decode()
    row = CaseRecord.objects.get(id=case)

    assert row.number in found
    assert "等了 25 分钟" in found
    assert f"{row.notice_on.month}月{row.notice_on.day}日" in found
    assert "赵*" in found
    assert "赵文博" not in found


def test_the_queue_speaks_english(clerk, case):
    found = signed_in(clerk, "en").get(reverse("counter:home")).content.decode()

    assert "25 minutes waiting" in found
    assert "Open a stall" in found


def test_a_wait_is_said_in_minutes_then_hours_then_days():
    filed = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    said = [waited(filed, filed + timedelta(minutes=n)).code for n in (119, 120, 601, 1500)]

    assert said == [
        "counter.waited_minutes",
        "counter.waited_hours",
        "counter.waited_long",
        "counter.waited_days",
    ]


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_an_empty_queue_says_what_will_stand_there(clerk, lang):
    found = signed_in(clerk, lang).get(reverse("counter:home")).content.decode()

    assert ("现在没有等受理的" in found) or ("Nothing waits to be accepted" in found)


def test_a_case_shows_form_and_materials_and_is_accepted(clerk, case):
    client = signed_in(clerk)
    before = page(client, "case", case)
    answer = client.post(url("accept", case))

    assert "材料齐了" in before
    assert "平面图" in before
    assert answer.url == url("receipt", case)
    assert CaseRecord.objects.get(id=case).state == "accepted"
    assert "受理回执" in page(client, "receipt", case)


def test_accepting_twice_says_why_not(clerk, case):
    client = signed_in(clerk)
    client.post(url("accept", case))

    answer = client.post(url("accept", case))

    assert answer.status_code == 409
    assert "没有办成" in answer.content.decode()


def test_refusing_needs_kind_article_and_reason(clerk, case):
    client = signed_in(clerk)
    empty = client.post(url("refuse", case), {})
    given = {
        "kind": "not-competent",
        "article": "《行政许可法》第三十二条",
        "reason": "向市级部门申请",
    }
    done = client.post(url("refuse", case), given)

    assert empty.status_code == 400
    assert "有 3 处要改" in empty.content.decode()
    assert done.url == url("receipt", case)
    assert CaseRecord.objects.get(id=case).state == "not-accepted"


def test_results_are_handed_out_with_their_pages(clerk, case):
    from django.utils import timezone

    client = signed_in(clerk)
    client.post(url("accept", case))
    decide(case, timezone.now())
    home = client.get(reverse("counter:home")).content.decode()
    papers = [client.get(reverse("counter:page", args=[c.id]))
              for c in certificates.certificates_of(case)]  # fmt: skip
    done = client.post(url("hand-out", case))

    assert url("case", case) in home
    assert len(papers) == 2
    assert all(paper.content.startswith(b"%PDF") for paper in papers)
    assert done.url == url("case", case)
    assert "扫码评价" in client.get(done.url).content.decode()
    assert CaseRecord.objects.get(id=case).state == "delivered"


@pytest.mark.parametrize("name", URLS)
def test_a_clerk_of_elsewhere_finds_nothing_and_is_noted(stranger, case, name):
    client = signed_in(stranger)
    send = client.post if name in POSTED else client.get

    assert send(url(name, case)).status_code == 404
    row = AccessLogRecord.objects.get(result="not-found")
    assert (row.person, row.path) == (stranger, url(name, case))
    assert CaseRecord.objects.get(id=case).state == "submitted"


def test_a_clerk_of_elsewhere_finds_no_certificate(clerk, stranger, case):
    from django.utils import timezone

    signed_in(clerk).post(url("accept", case))
    decide(case, timezone.now())
    issued = certificates.certificates_of(case)[0]

    assert signed_in(stranger).get(reverse("counter:page", args=[issued.id])).status_code == 404


def test_an_examiner_has_no_counter(case):
    examiner = officer(Role.EXAMINER, REGION, "e@example.com", "office")

    assert signed_in(examiner).get(reverse("counter:home")).status_code == 403


def test_reading_a_case_is_noted(clerk, case):
    page(signed_in(clerk), "case", case)

    row = AccessLogRecord.objects.get(result="read")
    assert (row.person, row.whose) == (clerk, f"case:{case}")


def test_a_reason_written_in_a_session_that_was_over_is_there_again(clerk, case):
    sent = {"kind": "not-needed", "article": "", "reason": "流动摊点不用许可"}

    found = posted_too_late(actor(clerk), url("refuse", case), sent)

    assert "流动摊点不用许可</textarea>" in found
    assert CaseRecord.objects.get(id=case).state == "submitted"


def test_a_button_pressed_in_a_session_that_was_over_leads_back_to_its_page(clerk, case):
    client = stranger()
    referer = {"Referer": f"http://testserver{url('case', case)}"}

    found = sign_in(client, actor(clerk), client.post(url("accept", case), headers=referer))

    assert "受理并打印回执" in found
    assert CaseRecord.objects.get(id=case).state == "submitted"
