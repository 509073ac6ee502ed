"""One branch: what is read, what can be done, what the rules and authority refuse."""

import pytest
from django.urls import reverse

from banhao.apps.cases.models import BranchRecord
from banhao.apps.people.models import AccessLogRecord
from banhao.channels.office.opened import opened
from banhao.channels.office.steps import Step
from banhao.core.cases.case import BranchState, Finding
from tests.apps.city import signed_in
from tests.apps.office.pages import (
    ALSO_MINE,
    MINE,
    THEIRS,
    VISIT,
    count,
    examination,
    examine,
    inspect,
    read,
    stands,
    url,
)

BRANCH_URLS = ("branch", "claim", "release", "examine", "decide")
REFUSAL = {"reason": "面积不够", "article": "《食品安全法》第三十五条", "remedy": "扩大后重办"}


def page(client, case, item=MINE, **query):
    return read(client.get(url("branch", case, item), query))


def test_only_what_the_item_reads_is_shown(city, case, now):
    food, drug = (opened(city.examiner, case, item, now) for item in (MINE, ALSO_MINE))

    assert {f.element for f in food.facts} <= set(food.branch.elements)
    assert {p.id for p in food.papers} <= set(food.branch.materials)
    assert {f.element for f in drug.facts} - {f.element for f in food.facts}


def test_personal_values_are_masked_until_they_are_asked_for(city, case):
    client, person = signed_in(city.examiner), city.applicant.firm.representative
    masked = page(client, case)
    shown = page(client, case, show="leg_id_no")

    assert person.id_number not in masked
    assert person.mobile not in masked
    assert person.id_number in shown
    assert person.mobile not in shown


def test_what_differs_from_a_register_stands_first_with_both_values(city, now):
    case = city.accepted(now, ent_name="另一家药店有限公司")
    facts = opened(city.examiner, case, MINE, now).facts
    found = page(signed_in(city.examiner), case)

    assert facts[0].element == "ent_name"
    assert facts[0].registers[0].value.zh == city.applicant.firm.name
    assert f"登记：{city.applicant.firm.name}" in found
    assert "另一家药店有限公司" in found
    assert "与申请表不一致" in found  # what came of the way before, beside the material


def test_agreeing_registers_are_named(city, case):
    assert "✓ 与" in page(signed_in(city.examiner), case)


def test_a_file_of_the_item_can_be_opened_by_its_office_only(city, case, now):
    client = signed_in(city.examiner)
    papers = [p for item in (MINE, ALSO_MINE)
              for p in opened(city.examiner, case, item, now).papers]  # fmt: skip
    uploaded = next(upload for paper in papers for upload in paper.files)

    assert client.get(reverse("files:download", args=[uploaded.id])).status_code == 200
    stranger = signed_in(city.stranger)
    assert stranger.get(reverse("files:download", args=[uploaded.id])).status_code == 404


def test_every_read_is_noted_and_an_opened_value_apart(city, case):
    page(signed_in(city.examiner), case, show="leg_id_no")

    rows = AccessLogRecord.objects.filter(person=city.examiner.person, whose=f"case:{case}")
    assert [row.why for row in rows.order_by("id")] == ["see-office", "show:leg_id_no"]


def test_the_clock_says_why(city, case, now):
    found = opened(city.examiner, case, MINE, now)
    due = BranchRecord.objects.get(case=case, item=MINE).due_on

    assert next(clock.code for clock in found.clocks) == "office.clock.promised"
    assert min(clock.due.on for clock in found.clocks) == due
    assert all(clock.reasons for clock in found.clocks)
    assert f"为什么是 {due.year}年{due.month}月{due.day}日" in page(signed_in(city.examiner), case)


def test_it_speaks_english(city, case):
    found = page(signed_in(city.examiner, "en"), case)

    assert "Take this task" in found
    assert "What this item reads" in found


def test_other_departments_are_seen_and_not_opened(city, case):
    client = signed_in(city.other)

    assert "药品零售" in page(client, case, THEIRS)
    assert client.get(url("branch", case, MINE)).status_code == 404


def test_a_claimed_task_is_examined_and_goes_to_a_decider(city, case, now):
    client = signed_in(city.examiner)

    claimed = client.post(url("claim", case, MINE), follow=True)
    answer = client.post(
        url("examine", case, MINE), examination(city.examiner, case, now), follow=True
    )

    assert "已领取，在您名下" in read(claimed)
    assert "提交审查意见" in read(claimed)
    assert "审查意见已记录" in read(answer)
    assert stands(case).state is BranchState.EXAMINED
    seen = page(signed_in(city.decider), case)
    assert "材料齐全" in seen
    assert "✓ 申请表里的内容" in seen
    assert "要先完成踏勘" in seen


def test_meeting_the_conditions_needs_all_points(city, case, now):
    client = signed_in(city.examiner)
    client.post(url("claim", case, MINE))
    given = examination(city.examiner, case, now)

    answer = client.post(url("examine", case, MINE), given | {"points": given["points"][1:]})

    assert answer.status_code == 400
    assert "还有 1 个要点没核对" in read(answer)
    assert "材料齐全" in read(answer)
    assert stands(case).state is BranchState.ACCEPTED


def test_a_form_sent_twice_has_one_effect_and_says_so(city, case, now):
    client = signed_in(city.examiner)
    claimed = [client.post(url("claim", case, MINE), follow=True) for _ in range(2)]
    given = examination(city.examiner, case, now)
    examined = [client.post(url("examine", case, MINE), given, follow=True) for _ in range(2)]

    assert "只算一次" in read(claimed[1])
    assert "只算一次" in read(examined[1])
    assert count(case, "claimed") == count(case, "examined") == 1


def test_giving_back_frees_the_task(city, case):
    client = signed_in(city.examiner)
    client.post(url("claim", case, MINE))
    answers = [client.post(url("release", case, MINE), follow=True) for _ in range(2)]

    assert stands(case).claimed_by is None
    assert "已退回" in read(answers[0])
    assert "只算一次" in read(answers[1])
    assert count(case, "released") == 1


def test_what_a_colleague_has_is_not_taken(city, case, now):
    signed_in(city.second).post(url("claim", case, MINE))
    client = signed_in(city.examiner)

    answer = client.post(url("examine", case, MINE), examination(city.examiner, case, now))

    assert answer.status_code == 409
    assert "已由同事领取" in read(answer)
    assert opened(city.examiner, case, MINE, now).step is Step.OTHERS


def test_the_decision_waits_for_the_visit(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now)

    answer = signed_in(city.decider).post(url("decide", case, MINE), {"grant": "yes"})

    assert answer.status_code == 409
    assert "要先完成现场踏勘" in read(answer)
    assert url("visit", case, VISIT) in read(answer)


def test_granting_issues_once(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now)
    inspect(city, case, now)
    client = signed_in(city.decider)
    before = page(client, case)

    answers = [
        client.post(url("decide", case, MINE), {"grant": "yes"}, follow=True) for _ in range(2)
    ]

    assert "准予并签发" in before
    assert stands(case).state is BranchState.GRANTED
    assert "证照已签发" in read(answers[0])
    assert "只算一次" in read(answers[1])
    assert count(case, "granted") == 1 + 1  # the filing item was granted by acceptance


def test_refusing_asks_for_all_three(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now)
    inspect(city, case, now)
    client = signed_in(city.decider)

    empty = client.post(url("decide", case, MINE), {"grant": "no"})
    other = client.post(url("decide", case, MINE), REFUSAL | {"article": "other"})

    assert empty.status_code == 400
    assert "有 3 处要改" in read(empty)
    assert "填写依据的条款" in read(other)
    assert stands(case).state is BranchState.EXAMINED


def test_a_refusal_is_recorded_with_what_was_written(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now, finding="fails", points=[])
    inspect(city, case, now)
    client = signed_in(city.decider)
    before = page(client, case)

    answers = [client.post(url("decide", case, MINE), REFUSAL, follow=True) for _ in range(2)]

    assert "只能不予许可" in before
    assert "准予并签发" not in before
    assert "对决定不服的" in before  # the item's remedies as a template
    assert stands(case).state is BranchState.REFUSED
    assert "面积不够" in read(answers[0])
    assert "只算一次" in read(answers[1])
    assert count(case, "refused") == 1


def test_a_failed_visit_cannot_be_granted(city, case, now):
    examine(signed_in(city.examiner), city.examiner, case, now)
    inspect(city, case, now, Finding.FAILS)

    answer = signed_in(city.decider).post(url("decide", case, MINE), {"grant": "yes"})

    assert answer.status_code == 409
    assert "踏勘结果为不符合，不能准予" in read(answer)


@pytest.mark.parametrize("who", ["clerk", "examiner", "inspector"])
def test_who_is_no_decider_cannot_post_a_decision(city, case, now, who):
    examine(signed_in(city.examiner), city.examiner, case, now)

    answer = signed_in(getattr(city, who)).post(url("decide", case, MINE), {"grant": "yes"})

    assert answer.status_code == 403
    assert stands(case).state is BranchState.EXAMINED
    assert AccessLogRecord.objects.filter(result="not-allowed").count() == 1


@pytest.mark.parametrize("name", BRANCH_URLS[:4])
@pytest.mark.parametrize("send", ["get", "post"])
@pytest.mark.parametrize("who", ["stranger", "other"])
def test_the_wrong_officer_finds_nothing_and_is_noted(city, case, name, send, who):
    actor = getattr(city, who)

    answer = getattr(signed_in(actor), send)(url(name, case, MINE))

    assert answer.status_code == 404
    row = AccessLogRecord.objects.get(result="not-found")
    assert (row.person, row.path) == (actor.person, url(name, case, MINE))
    assert stands(case).claimed_by is None


def test_an_item_that_the_case_has_not_is_not_found(city, case):
    assert signed_in(city.examiner).get(url("branch", case, "NOTHING")).status_code == 404
