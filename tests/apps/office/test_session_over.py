"""A session that ends while an official writes: the text is there again, nothing was recorded."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.models import EventRecord
from banhao.apps.cases.notes import notes
from banhao.apps.cases.operations.visits import arrange_visit
from banhao.core.cases.case import BranchState
from banhao.core.clock.local import localdate
from tests.apps.city import signed_in
from tests.apps.office.pages import (
    MINE,
    VISIT,
    count,
    examination,
    examine,
    inspect,
    read,
    stands,
    url,
)
from tests.apps.sessions import next_of, posted_too_late, sign_in, stranger

WRITTEN = "疏散通道净宽 0.9 米，现场量了两次"
KEPT = {
    "zh-hans": ("刚才写的没有丢，还没有提交", "退出前写的都在下面，还没有提交"),
    "en": ("What you wrote is not lost, and not handed in", "What you wrote before is below"),
}


@pytest.mark.parametrize("lang", KEPT)
def test_an_opinion_is_there_again_and_counts_when_it_is_handed_in(city, case, now, lang):
    signed_in(city.examiner).post(url("claim", case, MINE))
    client, sent = stranger(lang), examination(city.examiner, case, now, comment=WRITTEN)

    answer = client.post(url("examine", case, MINE), sent)
    asked = read(client.get(answer.url))
    page = sign_in(client, city.examiner, answer)

    assert KEPT[lang][0] in asked
    assert KEPT[lang][1] in page
    assert f"{WRITTEN}</textarea>" in page
    assert len(re.findall("<input[^>]* checked", page)) == len(sent["points"]) + 1  # the finding
    assert stands(case).finding is None
    client.post(url("examine", case, MINE), sent)
    assert stands(case).examined_by == city.examiner.person


def test_what_is_wrong_with_it_is_said_as_ever(city, case, now):
    signed_in(city.examiner).post(url("claim", case, MINE))

    page = posted_too_late(city.examiner, url("examine", case, MINE), {"comment": WRITTEN})

    assert WRITTEN in page
    assert "选择审查结论" in page


def test_the_reason_of_a_refusal_is_there_again(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now)
    inspect(city, case, now)
    sent = {"grant": "no", "reason": WRITTEN}

    page = posted_too_late(city.decider, url("decide", case, MINE), sent)

    assert f"{WRITTEN}</textarea>" in page
    assert stands(case).state is BranchState.EXAMINED


def test_a_button_alone_leads_back_and_does_nothing(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now)
    inspect(city, case, now)

    page = posted_too_late(city.decider, url("decide", case, MINE), {"grant": "yes"})

    assert "退出前写的" not in page
    assert "准予并签发" in page
    assert stands(case).state is BranchState.EXAMINED


def test_a_line_for_the_one_notice_is_there_again(city):
    filed = city.filed(timezone.now())

    page = posted_too_late(city.examiner, url("note", filed, MINE), {"wrong": WRITTEN})

    assert WRITTEN in page
    assert notes(filed) == []


def test_what_was_seen_on_the_spot_is_there_again(city, case, now):
    today = localdate(now)
    arrange_visit(actor=city.examiner, case_id=case, visit=VISIT, item=MINE, on=today, now=now)
    sent = {"result": "meets", "notes": WRITTEN}

    page = posted_too_late(city.inspector, url("record", case, VISIT, MINE), sent)

    assert WRITTEN in page
    assert count(case, "inspected") == 0


def test_it_is_shown_once_and_only_where_it_was_written(city, case, now):
    signed_in(city.examiner).post(url("claim", case, MINE))
    client, sent = stranger(), examination(city.examiner, case, now, comment=WRITTEN)
    answer = client.post(url("examine", case, MINE), sent)

    assert WRITTEN not in str(dict(client.session))
    assert WRITTEN in sign_in(client, city.examiner, answer)
    assert WRITTEN not in read(client.get(url("examine", case, MINE)))


def test_who_may_not_see_the_branch_gets_nothing_of_it(city, case, now):
    sent = examination(city.examiner, case, now, comment=WRITTEN)

    page = posted_too_late(city.other, url("examine", case, MINE), sent)

    assert WRITTEN not in page


@pytest.mark.parametrize("come_from", ["/office/?number=1", ""])
def test_an_address_that_only_takes_posts_leads_back_to_the_page_of_its_form(city, come_from):
    bulk, client = reverse("office:bulk"), stranger()
    before = EventRecord.objects.count()

    referer = {"Referer": f"http://testserver{come_from}"} if come_from else {}
    answer = client.post(bulk, {"do": "claim"}, headers=referer)

    assert next_of(answer) == (come_from or bulk)
    assert EventRecord.objects.count() == before


def test_another_site_does_not_say_where_one_goes_on(city):
    bulk = reverse("office:bulk")

    answer = stranger().post(bulk, headers={"Referer": "https://elsewhere.example/trap"})

    assert next_of(answer) == bulk
