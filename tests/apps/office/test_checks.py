"""Checking a filed case for one item, before the counter accepts it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases import notes
from banhao.apps.cases.operations.supplement import ask_supplement
from banhao.apps.cases.queries import cases_by_id
from tests.apps.city import signed_in
from tests.apps.office.pages import MINE, THEIRS, read, url


@pytest.fixture
def filed(city):
    return city.filed(timezone.now() - timedelta(minutes=5))


@pytest.fixture
def material(filed, city):
    from banhao.channels.office.opened import opened

    plan = opened(city.examiner, filed, MINE, timezone.now()).plan
    return next(m for m in plan.materials if MINE in m.for_items and not m.form_of_application)


def test_a_filed_case_is_listed_until_it_is_called_complete(city, filed):
    client = signed_in(city.examiner)
    before = read(client.get(reverse("office:filed")))

    client.post(url("note", filed, MINE), {"complete": "1"})

    link = url("branch", filed, MINE)
    assert link in before
    assert reverse("office:filed") in read(client.get(reverse("office:tasks")))
    assert link not in read(client.get(reverse("office:filed")))
    assert "本事项不缺，已告诉窗口" in read(client.get(link))


def test_a_line_is_noted_for_the_counter_and_taken_back(city, filed, material):
    client, target = signed_in(city.examiner), f"{MINE}/material/{material.id}"
    client.post(url("note", filed, MINE), {"target": target, "wrong": "看不清"})
    noted = read(client.get(url("branch", filed, MINE)))

    client.post(url("note", filed, MINE), {"remove": target})

    assert "看不清" in noted
    assert "已记 1 条" in noted or "已记的 1 条" in noted
    assert notes.notes(filed) == []


def test_a_line_without_words_is_asked_for_again(city, filed, material):
    client = signed_in(city.examiner)

    answer = client.post(
        url("note", filed, MINE), {"target": f"{MINE}/material/{material.id}", "wrong": " "}
    )

    assert answer.status_code == 400
    assert "填写哪里不对" in read(answer)


def test_lines_of_other_items_are_not_for_this_desk(city, filed, material):
    client = signed_in(city.examiner)

    other = client.post(url("note", filed, MINE), {"remove": f"{THEIRS}/material/{material.id}"})
    theirs = client.post(url("note", filed, THEIRS), {"complete": "1"})

    assert (other.status_code, theirs.status_code) == (404, 404)


def test_after_the_one_notice_nothing_more_can_be_noted(city, filed, material):
    client, now = signed_in(city.examiner), timezone.now()
    line = {"target": f"{MINE}/material/{material.id}", "wrong": "看不清"}
    client.post(url("note", filed, MINE), line)
    ask_supplement(actor=city.clerk, case_id=filed, now=now)

    again = client.post(url("note", filed, MINE), line)

    page = read(client.get(url("branch", filed, MINE)))
    assert again.status_code == 409
    assert "一次告知的补正" in page
    assert "一次告知补正，共 1 条" in page
    assert cases_by_id([filed])[filed].turns.supplement is not None
