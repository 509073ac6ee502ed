"""Several tasks at once: a preview that changes nothing, then each by itself."""

from uuid import uuid4

import pytest
from django.db import OperationalError
from django.urls import reverse

from banhao.apps.cases.operations.branches import claim_branch
from banhao.channels.office import bulk
from tests.apps.city import signed_in
from tests.apps.office.many import copies
from tests.apps.office.pages import ALSO_MINE, MINE, THEIRS, read, stands, url

BULK = reverse("office:bulk")


def sent(client, case, *items, verb="claim", **more):
    picks = [f"{case}/{item}" for item in items]
    return client.post(BULK, {"pick": picks, "verb": verb} | more)


def test_the_list_offers_boxes_and_both_acts(city, case):
    found = read(signed_in(city.examiner).get(reverse("office:tasks")))

    assert f'value="{case}/{MINE}"' in found
    assert "领取勾选的…" in found
    assert "退回勾选的…" in found


def test_who_may_only_look_gets_no_boxes(city, case):
    found = read(signed_in(city.inspector).get(reverse("office:tasks")))

    assert 'name="pick"' not in found
    assert sent(signed_in(city.inspector), case, MINE).status_code == 403


def test_a_preview_says_what_will_happen_to_each_and_changes_nothing(city, case, now):
    claim_branch(actor=city.second, case_id=case, item=ALSO_MINE, now=now)

    found = read(sent(signed_in(city.examiner), case, MINE, ALSO_MINE))

    assert "将领取 1 件" in found
    assert "将到您名下" in found
    assert "这个任务已由同事领取" in found
    assert stands(case).claimed_by is None


def test_what_is_confirmed_is_done_and_one_refusal_does_not_stop_the_rest(city, case, now):
    claim_branch(actor=city.second, case_id=case, item=MINE, now=now)

    found = read(sent(signed_in(city.examiner), case, MINE, ALSO_MINE, confirm="yes"))

    assert "领取了 1 件" in found
    assert "这个任务已由同事领取" in found
    assert stands(case, ALSO_MINE).claimed_by == city.examiner.person
    assert stands(case, MINE).claimed_by == city.second.person


def test_sent_twice_it_counts_once(city, case):
    client = signed_in(city.examiner)
    sent(client, case, MINE, confirm="yes")

    found = read(sent(client, case, MINE, confirm="yes"))

    assert "这个任务已经在您名下" in found
    assert stands(case).claimed_by == city.examiner.person


def test_given_back_together(city, case):
    client = signed_in(city.examiner)
    sent(client, case, MINE, ALSO_MINE, confirm="yes")

    found = read(sent(client, case, MINE, ALSO_MINE, verb="release", confirm="yes"))

    assert "退回了 2 件" in found
    assert stands(case).claimed_by is stands(case, ALSO_MINE).claimed_by is None


def test_what_is_not_of_ones_department_is_left_out_and_not_named(city, case):
    answer = sent(signed_in(city.examiner), case, MINE, THEIRS)
    found = read(answer)

    assert "有 1 件不在您的部门，已略过" in found
    assert url("branch", case, THEIRS) not in found


def test_a_busy_database_fails_one_row_and_says_so(city, case, now, monkeypatch):
    def locked(*, item, **more):
        if item == MINE:
            raise OperationalError("database is locked")
        return claim_branch(item=item, **more)

    monkeypatch.setattr(bulk, "claim_branch", locked)

    found = read(sent(signed_in(city.examiner), case, MINE, ALSO_MINE, confirm="yes"))

    assert "刚才数据库正忙，这一件没有改变" in found
    assert stands(case, ALSO_MINE).claimed_by == city.examiner.person


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"verb": "claim"}, "先在列表里勾选任务", "Tick tasks in the list first"),
        ({"verb": "claim", "pick": "x"}, "没看懂勾选的是哪几件", "not clear which tasks"),
        ({"pick": f"{uuid4()}/x"}, "选一个：领取，或退回", "Choose one"),
        (
            {"verb": "claim", "pick": [f"{uuid4()}/x" for _ in range(51)]},
            "一次最多 50 件",
            "At most 50 at once",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_the_list(city, case, fields, zh, en):
    answers = [signed_in(city.examiner, lang).post(BULK, fields) for lang in ("zh-hans", "en")]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert zh in read(answers[0])
    assert en in read(answers[1])


def test_a_page_full_of_boxes_is_previewed_with_few_statements(
    city, case, now, django_assert_max_num_queries
):
    copies(case, 49)
    client = signed_in(city.examiner)
    boxes = read(client.get(reverse("office:tasks"))).split('name="pick" value="')[1:]
    picks = [box.split('"')[0] for box in boxes]

    with django_assert_max_num_queries(20):
        found = read(client.post(BULK, {"pick": picks, "verb": "claim"}))

    assert "将领取 50 件" in found
