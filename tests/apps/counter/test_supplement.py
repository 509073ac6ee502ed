"""补正 at the counter: gathered, looked at, sent once, served by hand where nobody agreed."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.people.queries import actor
from banhao.core.cases.case import State
from banhao.core.clock.local import localdate
from tests.apps.counter.conftest import signed_in
from tests.apps.pictures import a_picture
from tests.apps.sessions import posted_too_late

LINE = {"target": "stall/material/layout", "wrong": "没有标出口", "example": "标出两个出口"}


def url(name, case):
    return reverse(f"counter:{name}", args=[case])


def read(answer):
    return unescape(answer.content.decode())


@pytest.fixture
def client(clerk):
    return signed_in(clerk)


def send(client, case):
    client.post(url("note", case), LINE)
    page = read(client.get(url("supplement", case)))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    return client.post(url("supplement", case), {"seen": seen})


def test_before_anything_is_noted_the_page_says_where_lines_come_from(client, case):
    page = read(client.get(url("supplement", case)))

    assert "还没有人记要补的内容" in page
    assert "发出这一份通知" not in page
    assert "还没核对" in page


def test_the_preview_shows_what_the_applicant_will_read_and_lines_can_be_taken_back(client, case):
    client.post(url("note", case), LINE)
    before = read(client.get(url("supplement", case)))
    client.post(url("note", case), {"remove": LINE["target"]})
    after = read(client.get(url("supplement", case)))

    assert "没有标出口" in before
    assert "自送达起 10 个工作日内" in before
    assert "没有标出口" not in after


def test_a_line_needs_its_target_and_its_words(client, case):
    answer = client.post(url("note", case), {"target": "", "wrong": ""})

    assert answer.status_code == 400
    assert "选择补什么" in read(answer)
    assert "填写哪里不对" in read(answer)


def test_an_online_case_is_told_at_once_and_only_once(client, case):
    answer = send(client, case)
    again = send(client, case)

    page = read(client.get(url("supplement", case)))
    assert answer.status_code == 302
    assert again.status_code == 409
    assert "前答复" in page
    assert cases_by_id([case])[case].turns.supplement.served_on == localdate(timezone.now())
    assert "前答复" in read(client.get(reverse("counter:home")))
    assert "看补正通知" in read(client.get(url("case", case)))


def test_what_was_noted_meanwhile_is_read_before_it_is_sent(client, case):
    client.post(url("note", case), LINE)

    answer = client.post(url("supplement", case), {"seen": "what another page showed"})

    assert answer.status_code == 409
    assert "看一遍新的清单" in read(answer)


def test_a_walk_in_is_served_by_hand_and_answered_for_at_the_counter(client, case):
    CaseRecord.objects.filter(id=case).update(channel="counter")
    send(client, case)
    unserved = read(client.get(url("supplement", case)))
    blank = client.post(url("served", case), {})
    today = localdate(timezone.now())
    client.post(url("served", case), {"how": "counter", "on": today.isoformat()})
    answers = reverse("portal:supplement", args=[case])

    upload = reverse("portal:supplement-upload", args=[case, "layout"])
    client.post(upload, {"file": a_picture()})
    done = client.post(answers, {"answer": "1"})

    assert "还没有送达" in unserved
    assert blank.status_code == 400
    assert done["Location"] == url("case", case)
    assert cases_by_id([case])[case].state is State.SUBMITTED


def test_another_city_finds_nothing(stranger, case):
    away = signed_in(stranger)

    assert away.get(url("supplement", case)).status_code == 404
    assert away.post(url("note", case), LINE).status_code == 404
    assert away.post(url("served", case), {}).status_code == 404


def test_the_page_speaks_english(clerk, case):
    page = read(signed_in(clerk, "en").get(url("supplement", case)))

    assert "Ask for everything, once" in page
    assert "Not checked yet" in page


def test_a_line_written_in_a_session_that_was_over_is_there_again(clerk, case):
    found = posted_too_late(actor(clerk), url("note", case), LINE)

    assert "没有标出口</textarea>" in found
    assert "还没有人记要补的内容" in found
