"""A refused item on the portal: why, how to do only it again, and what is lost with one item."""

import pytest
from django.urls import reverse
from django.utils import timezone

from banhao.apps.cases.operations import acceptance
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.drafts.queries import form_values
from banhao.apps.papers.queries import letters
from banhao.core.cases.case import BranchState, State
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, LATER, NOW
from tests.apps.pictures import a_picture
from tests.apps.portal.test_way_in import text
from tests.apps.sessions import posted_too_late

REASON = "疏散通道只有 0.9 米"


@pytest.fixture
def case(signed_in, person):
    small_city.publish(town.FOLDER | town.EXITS)
    draft = town.ready_draft(person, exits="1")
    case_id = submit_case(actor=person, draft_id=draft.id, key="k", now=NOW).case_id
    acceptance.accept_case(actor=CLERK, case_id=case_id, now=NOW + LATER)
    return town.visited(case_id)


@pytest.fixture
def refused(case):
    town.granted(case, "health")
    town.refused(case, "fire")
    return case


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def stands(case):
    return cases_by_id([case])[case]


def test_a_refusal_says_why_under_what_and_what_can_be_done(signed_in, refused):
    page = text(signed_in.get(url("case", refused)))

    for words in (REASON, "《消防法》第十五条", "拓宽后重办这一项", "只重办这一项", "1 项通过"):
        assert words in page
    assert url("refile", refused, "fire") in page
    assert url("refile", refused, "health") not in page


def test_only_this_item_is_done_again(signed_in, person, refused):
    page = text(signed_in.get(url("refile", refused, "fire")))
    assert REASON in page
    assert 'name="exits"' in page
    assert 'name="boss_id"' not in page  # who applies stays
    assert "夜间经营" in page  # begins again with it

    signed_in.post(url("prepare", refused, "fire", "layout"), {"file": a_picture()})
    answer = signed_in.post(url("refile", refused, "fire"), {"exits": "2", "agree": "yes"})

    assert answer.status_code == 302
    assert form_values(refused)["exits"] == "2"
    assert stands(refused).branch("fire").state is BranchState.REFILED
    page = text(signed_in.get(url("case", refused)))
    assert "正在重办「消防检查」" in page
    assert "告诉您是否受理" in page
    assert "上一次没有通过的理由" in page
    assert url("refile", refused, "fire") not in page
    tell_subscribers(timezone.now())
    told = [letter.message.code for letter in letters(person)]
    assert {"papers.refiled", "papers.resumed"} <= set(told)


def test_what_was_typed_stays_when_something_is_wrong(signed_in, refused):
    answer = signed_in.post(url("refile", refused, "fire"), {"exits": "zwei"})

    page = text(answer)
    assert answer.status_code == 400
    assert 'value="zwei"' in page
    assert "有 2 处要改" in page
    assert stands(refused).state is State.DECIDED
    assert form_values(refused)["exits"] == "1"


def test_sent_twice_it_counts_once(signed_in, refused):
    for _ in range(2):
        answer = signed_in.post(url("refile", refused, "fire"), {"exits": "2", "agree": "yes"})
        assert answer.status_code == 302

    assert [b.attempt for b in stands(refused).branches if b.item == "fire"] == [1, 2]
    page = text(signed_in.get(url("refile", refused, "fire")))
    assert "现在不用重办" in page


def test_a_wrong_file_is_said_beside_it(signed_in, refused):
    answer = signed_in.post(url("prepare", refused, "fire", "layout"))

    assert answer.status_code == 400
    assert 'id="f-layout-e"' in text(answer)


def test_the_pages_in_english(signed_in, refused):
    signed_in.cookies["django_language"] = "en"

    page = text(signed_in.get(url("refile", refused, "fire")))

    assert "Only this item again" in page
    assert "Why it was refused" in page


def test_taking_back_one_item_says_exactly_what_is_lost(signed_in, case):
    page = text(signed_in.get(url("case", case)))
    assert url("withdraw-item", case, "fire") in page

    page = text(signed_in.get(url("withdraw-item", case, "fire")))

    assert "「夜间经营」也停止" in page
    assert "不再发综合许可证" in page
    answer = signed_in.post(url("withdraw-item", case, "fire"), {"reason": "不做了"})
    assert answer.status_code == 400
    assert stands(case).branch("fire").state is BranchState.ACCEPTED
    signed_in.post(url("withdraw-item", case, "fire"), {"agree": "yes"})
    assert stands(case).branch("fire").state is BranchState.WITHDRAWN
    assert "现在不能单独撤回" in text(signed_in.get(url("withdraw-item", case, "fire")))
    assert "您已撤回" in text(signed_in.get(url("case", case)))


def test_an_item_without_followers_loses_only_itself_and_the_composite(signed_in, case):
    page = text(signed_in.get(url("withdraw-item", case, "health")))

    assert "也停止" not in page
    assert "不再发综合许可证" in page


def test_what_was_typed_in_a_session_that_was_over_is_there_again(person, refused):
    page = posted_too_late(person, url("refile", refused, "fire"), {"exits": "2", "agree": "yes"})

    assert 'value="2"' in page
    assert "还没有提交" in page
    assert form_values(refused)["exits"] == "1"


@pytest.mark.parametrize("name", ["withdraw", "withdraw-item"])
def test_why_one_withdraws_is_kept_until_the_tick_is_there(signed_in, person, case, name):
    address = url(name, case, *(["fire"] if name == "withdraw-item" else []))
    sent = {"reason": "房东不续租", "agree": ""}

    too_late = posted_too_late(person, address, sent)
    without_tick = text(signed_in.post(address, sent))

    assert "房东不续租</textarea>" in too_late
    assert "房东不续租</textarea>" in without_tick
    assert stands(case).state is State.ACCEPTED
