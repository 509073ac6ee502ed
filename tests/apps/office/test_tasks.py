"""My tasks: who sees what, in which order, with which filters."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banhao.apps.cases import tasklist, taskstatements
from banhao.apps.cases.models import BranchRecord
from banhao.apps.cases.operations.branches import claim_branch
from banhao.apps.cases.taskcounts import Show
from banhao.apps.cases.tasklist import Place
from banhao.channels.office.due import due_days
from banhao.core.clock.local import localdate
from banhao.core.clock.tables import announced_calendar
from tests.apps.city import signed_in
from tests.apps.office.many import copies
from tests.apps.office.pages import ALSO_MINE, MINE, THEIRS, read, url

TASKS = reverse("office:tasks")
MOST_STATEMENTS = 5


def tasks(client, **query):
    return read(client.get(TASKS, query))


def test_an_examiner_sees_the_branches_of_the_department_and_no_others(city, case):
    found = tasks(signed_in(city.examiner))

    assert url("branch", case, MINE) in found
    assert url("branch", case, ALSO_MINE) in found
    assert url("branch", case, THEIRS) not in found


def test_the_applicant_is_masked(city, case):
    found = tasks(signed_in(city.examiner))

    assert city.applicant.firm.name not in found
    assert city.applicant.firm.name[:2] + "****" in found


def test_a_row_says_what_is_left_and_what_the_visit_waits_for(city, case):
    found = tasks(signed_in(city.examiner))

    assert "3 个工作日" in found
    assert "踏勘还没定日期" in found
    assert "待审查" in found


def test_it_speaks_english(city, case):
    found = tasks(signed_in(city.examiner, "en"))

    assert "3 working days" in found
    assert "To examine" in found


def test_a_department_of_another_city_has_nothing_and_reads_what_comes_next(city, case):
    found = tasks(signed_in(city.stranger))

    assert "现在没有任务" in found
    assert "没有已提交、还没受理的" in found


def test_what_is_filed_and_not_accepted_is_announced(city, case, now):
    city.filed(now)

    found = tasks(signed_in(city.examiner))

    assert "2 件已提交，等综合窗口受理，最晚" in found


def test_a_clerk_has_no_tasks(city):
    assert signed_in(city.clerk).get(TASKS).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get(TASKS).status_code == 302


def test_filters_show_what_they_say_and_stay_in_the_address(city, case, now):
    claim_branch(actor=city.examiner, case_id=case, item=MINE, now=now)
    client = signed_in(city.examiner)

    mine, free = tasks(client, show="mine", number="YJS"), tasks(client, show="free")

    assert url("branch", case, MINE) in mine
    assert url("branch", case, ALSO_MINE) not in mine
    assert "?show=free&number=YJS" in mine
    assert '<input type="hidden" name="show" value="mine">' in mine
    assert url("branch", case, MINE) in tasks(client, show="mine")
    assert url("branch", case, MINE) not in free
    assert url("branch", case, ALSO_MINE) in free


def test_a_number_is_found_by_its_end(city, case):
    client = signed_in(city.examiner)
    number = BranchRecord.objects.filter(case=case)[0].case.number

    assert url("branch", case, MINE) in tasks(client, number=number[-6:])
    assert "没有符合筛选的任务" in tasks(client, number="000000X")


@pytest.mark.parametrize("number", ["%", "_", "YJS_", "'"])
def test_signs_of_a_pattern_are_signs_of_a_number(city, case, number):
    assert "没有符合筛选的任务" in tasks(signed_in(city.examiner), number=number)


def test_a_number_is_found_in_small_letters(city, case, now):
    assert len(tasklist.tasks(city.examiner, now, number="yjs").rows) == 2


def test_what_cannot_be_read_in_the_address_is_left_out(city, case):
    found = tasks(signed_in(city.examiner), show="nonsense", after="x.y")

    assert url("branch", case, MINE) in found


def test_overdue_comes_first_and_the_lights_are_counted(city, case, now):
    late = city.accepted(now - timedelta(days=30))

    page = tasklist.tasks(city.examiner, now)
    found = tasks(signed_in(city.examiner))

    assert [row.case.id for row in page.rows] == [late, late, case, case]
    assert page.counts[Show.LATE] == 2
    assert page.counts[Show.SOON] == 0
    assert "期限已过，先办这一件" in found


def test_the_last_day_is_soon(city, case, now):
    row = BranchRecord.objects.get(case=case, item=MINE)
    last_day = now + (row.due_on - row.accepted_on)

    page = tasklist.tasks(city.examiner, last_day)
    soon = tasklist.tasks(city.examiner, last_day, Show.SOON)

    assert page.counts[Show.SOON] == len(soon.rows) == 2


def test_a_page_goes_on_where_the_one_before_ended(city, case, now):
    first, second = tasklist.tasks(city.examiner, now).rows

    place = Place(first.light, first.due_on, first.id)
    after = tasklist.tasks(city.examiner, now, after=place)
    query = {"after": f"{place.light}.{place.due_on}.{place.id}"}
    found = tasks(signed_in(city.examiner), **query)

    assert list(after.rows) == [second]
    assert url("branch", case, second.item) in found
    assert url("branch", case, first.item) not in found


def test_a_full_page_names_the_next_one(city, case, now, monkeypatch):
    monkeypatch.setattr(tasklist, "ROWS", 1)

    page = tasklist.tasks(city.examiner, now)

    assert page.more == Place(page.rows[0].light, page.rows[0].due_on, page.rows[0].id)
    assert "看后面的" in tasks(signed_in(city.examiner))


def test_a_filter_is_remembered_wherever_the_person_signs_in(city, case):
    tasks(signed_in(city.examiner), show="mine")

    again, another = tasks(signed_in(city.examiner)), tasks(signed_in(city.second))
    everything = tasks(signed_in(city.examiner), show="all")

    assert "没有符合筛选的任务" in again
    assert url("branch", case, MINE) in another
    assert url("branch", case, MINE) in everything
    assert url("branch", case, MINE) in tasks(signed_in(city.examiner))


@pytest.mark.parametrize("show", ["all", "late", "soon", "free"])
def test_pages_of_a_long_list_hold_each_task_once_in_order(city, case, now, show):
    copies(case, 180)
    every = tasklist.tasks(city.examiner, now, Show(show), most=1000)
    found, after = [], None

    while True:
        page = tasklist.tasks(city.examiner, now, Show(show), after=after)
        found += page.rows
        if page.more is None:
            break
        after = page.more

    places = [(row.light, row.due_on, row.id) for row in found]
    assert places == sorted(places)
    assert [row.id for row in found] == [row.id for row in every.rows]
    assert len(found) == every.counts[Show(show)] > 0


def test_a_list_of_very_many_days_is_read_in_several_statements(city, case, now, monkeypatch):
    copies(case, 180)
    at_once = tasklist.tasks(city.examiner, now, most=100)

    monkeypatch.setattr(taskstatements, "MOST_DAYS", 3)

    assert tasklist.tasks(city.examiner, now, most=100) == at_once


def test_a_post_for_some_items_reaches_these_alone(city, case, now):
    (office,) = city.examiner.offices
    one = replace(city.examiner, offices=(replace(office, items=frozenset({ALSO_MINE, "NONE"})),))
    both = replace(one, offices=(*one.offices, replace(office, items=frozenset({MINE}))))

    assert [row.item for row in tasklist.tasks(one, now).rows] == [ALSO_MINE]
    assert {row.item for row in tasklist.tasks(both, now).rows} == {MINE, ALSO_MINE}
    assert tasklist.tasks(replace(one, offices=()), now).rows == []


def test_only_one_item_is_shown_when_asked_and_the_others_stay_counted(city, case, now):
    copies(case, 3)

    mine = tasklist.tasks(city.examiner, now, item=MINE)

    assert {row.item for row in mine.rows} == {MINE}
    assert mine.counts[Show.ALL] == len(mine.rows)
    assert mine.items == {MINE: 4, ALSO_MINE: 1}
    client = signed_in(city.examiner)
    assert f'<option value="{ALSO_MINE}"' in tasks(client)
    assert f"item={ALSO_MINE}" in tasks(client, item=ALSO_MINE)
    assert url("branch", case, MINE) not in tasks(client, item=ALSO_MINE)
    assert "没有符合筛选的任务" in tasks(client, item="NOTHING")


def test_the_chart_counts_what_ends_on_which_day(city, case, now):
    copies(case, 180)

    page = tasklist.tasks(city.examiner, now)
    shown = due_days(page.due, localdate(now), announced_calendar())

    assert sum(page.due.values()) == page.counts[Show.ALL]
    assert shown[0].n == sum(n for on, n in page.due.items() if on < localdate(now))
    last = shown[-1].on
    assert sum(day.n for day in shown) == sum(n for on, n in page.due.items() if on <= last)
    assert "接下来 10 个工作日到期" in tasks(signed_in(city.examiner))


def test_the_statements_do_not_grow_with_the_list(city, case):
    """Five about cases, firms and people; the others are the session and who is asking."""
    client = signed_in(city.examiner)
    few = _about_tasks(client)

    copies(case, 2000)

    assert len(_about_tasks(client)) == len(few) <= MOST_STATEMENTS


def _about_tasks(client) -> list[str]:
    client.get(TASKS)  # a process looks now and then whether days off were announced
    with CaptureQueriesContext(connection) as seen:
        client.get(TASKS)
    who = (
        *("session", "people_account", "organisations_office", "organisations_absence"),
        *("firm_member", "preference"),
    )
    return [
        sql
        for query in seen.captured_queries
        if "select" in (sql := query["sql"]).lower()
        and (not any(name in sql for name in who) or '"id" IN (' in sql)
    ]
