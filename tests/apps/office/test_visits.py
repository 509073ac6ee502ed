"""The joint inspection: its day, a part for each department, who may record."""

from datetime import timedelta

import pytest

from banhao.apps.cases.queries import cases_by_id
from banhao.apps.people.models import AccessLogRecord
from banhao.core.cases.case import Finding
from banhao.core.clock.local import localdate
from tests.apps.city import signed_in
from tests.apps.office.pages import MINE, THEIRS, VISIT, count, inspect, read, url


def visit(case):
    return cases_by_id([case])[case].visits[0]


def next_weekday(now, weekday):
    """Return the next such day (Monday 0) that is no holiday week of its own."""
    day = localdate(now)
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)


def arrange(client, case, on, **more):
    return client.post(url("arrange", case, VISIT), {"on": on.isoformat(), **more}, follow=True)


def record(city, client, case, *officers, item=MINE, **more):
    given = {
        "result": "meets",
        "officers": [str(each.person) for each in officers],
        "notes": "与申报一致",
    }
    return client.post(url("record", case, VISIT, item), given | more, follow=True)


def test_the_page_says_where_and_shows_the_parts(city, case):
    found = read(signed_in(city.examiner).get(url("visit", case, VISIT)))

    assert city.applicant.firm.address in found
    assert "还没有定日期" in found
    assert "食品经营许可" in found
    assert "医疗器械" in found


def test_the_telephone_number_is_shown_on_demand_and_noted(city, case):
    client, phone = signed_in(city.examiner), city.applicant.firm.representative.mobile
    before = read(client.get(url("visit", case, VISIT)))
    after = read(client.get(url("visit", case, VISIT), {"show": "contact"}))

    assert phone not in before
    assert phone in after
    assert AccessLogRecord.objects.filter(why="show:contact", whose=f"case:{case}").count() == 1


def test_a_day_is_set_once(city, case, now):
    client = signed_in(city.inspector)
    answers = [arrange(client, case, localdate(now), anyway="on") for _ in range(2)]

    assert visit(case).on == localdate(now)
    assert "日期已定" in read(answers[0])
    assert "只算一次" in read(answers[1])
    assert count(case, "visit_arranged") == 1


def test_a_day_off_is_asked_about_once_more(city, case, now):
    client, sunday = signed_in(city.examiner), next_weekday(now, 6)
    asked = arrange(client, case, sunday)
    kept = arrange(client, case, sunday, anyway="on")

    assert asked.status_code == 400
    assert "不是工作日" in read(asked)
    assert "就定这一天，已与申请人说好" in read(asked)
    assert kept.status_code == 200
    assert visit(case).on == sunday


def test_a_day_that_is_over_is_refused(city, case, now):
    answer = arrange(
        signed_in(city.examiner), case, localdate(now) - timedelta(days=1), anyway="on"
    )

    assert answer.status_code == 409
    assert "已经过去" in read(answer)


def test_a_result_needs_two_officers(city, case, now):
    client = signed_in(city.examiner)
    arrange(client, case, localdate(now), anyway="on")

    alone = record(city, client, case, city.examiner)
    without_me = record(city, client, case, city.second, city.inspector)

    assert alone.status_code == without_me.status_code == 409
    assert "2 名以上" in read(alone)
    assert "由到场的工作人员记录" in read(without_me)
    assert visit(case).parts[0].result is None


def test_a_part_is_recorded_once_and_others_read_its_result(city, case, now):
    client = signed_in(city.examiner)
    arrange(client, case, localdate(now), anyway="on")

    answers = [record(city, client, case, city.examiner, city.inspector) for _ in range(2)]
    theirs = read(signed_in(city.other).get(url("visit", case, VISIT)))

    mine = next(part for part in visit(case).parts if part.item == MINE)
    assert mine.result is Finding.MEETS
    assert "与申报一致" in read(answers[0])
    assert "只算一次" in read(answers[1])
    assert count(case, "part_recorded") == 1
    assert "符合" in theirs
    assert "与申报一致" not in theirs


def test_only_colleagues_of_the_department_can_have_been_there(city, case, now):
    client = signed_in(city.examiner)
    arrange(client, case, localdate(now), anyway="on")

    answer = record(city, client, case, city.examiner, city.other)

    assert answer.status_code == 400
    assert "错误" in read(answer)


def test_the_part_of_another_department_is_not_found(city, case, now):
    client = signed_in(city.examiner)
    arrange(client, case, localdate(now), anyway="on")

    answer = record(city, client, case, city.examiner, city.inspector, item=THEIRS)

    assert answer.status_code == 404
    assert AccessLogRecord.objects.filter(result="not-found").count() == 1


def test_a_recorded_result_fixes_the_day(city, case, now):
    inspect(city, case, now)

    answer = arrange(
        signed_in(city.examiner), case, localdate(now) + timedelta(days=1), anyway="on"
    )

    assert answer.status_code == 409
    assert "不能再改日期" in read(answer)


@pytest.mark.parametrize(("name", "more"), [("visit", ()), ("arrange", ()), ("record", (MINE,))])
def test_the_wrong_officer_finds_nothing_and_is_noted(city, case, name, more):
    address = url(name, case, VISIT, *more)

    answer = signed_in(city.stranger).post(address, {"on": "2026-11-30"})

    assert answer.status_code == 404
    row = AccessLogRecord.objects.get(result="not-found")
    assert (row.person, row.path) == (city.stranger.person, address)


@pytest.mark.parametrize(("name", "more"), [("arrange", ()), ("record", (MINE,))])
def test_a_decider_looks_and_does_not_inspect(city, case, name, more):
    client = signed_in(city.decider)

    assert client.get(url("visit", case, VISIT)).status_code == 200
    assert client.post(url(name, case, VISIT, *more), {}).status_code == 403


def test_a_visit_that_the_case_has_not_is_not_found(city, case):
    assert signed_in(city.examiner).get(url("visit", case, "elsewhere")).status_code == 404
