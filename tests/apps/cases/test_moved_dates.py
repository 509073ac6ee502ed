"""The story of a case of December 2026 whose date is provisional, until 2027 is announced.

The notice is made up (tests/data/notices): 4 January is off, the weekend after it worked.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from banhao.apps.cases import jobs, moving
from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.models import BranchRecord, CaseRecord, EventRecord
from banhao.apps.cases.operations import acceptance
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id, history
from banhao.apps.catalogues import calendars, queries
from banhao.apps.catalogues.operations.holidays import SETTLES, import_notice
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.papers import queries as papers
from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import THE_OPERATOR, Actor, Office, Role
from banhao.core.cases.commands import End, Moved
from banhao.core.cases.dates import case_dates
from banhao.core.cases.events import DueMoved
from banhao.core.clock.notices import read_notice
from banhao.core.errors import Conflict, NotAllowed
from banhao.ui.messages import render
from tests.apps import small_city
from tests.apps.cases import town

pytestmark = pytest.mark.django_db
NOTICE = Path(__file__).parents[2] / "data" / "notices" / "2027-made-up.json"
FILED = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)  # Monday
ANNOUNCED = datetime(2026, 12, 29, 3, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def notice():
    return read_notice(NOTICE.read_text("utf-8"))


def december_case(actor, key="december"):
    draft = town.ready_draft(actor)
    case_id = submit_case(actor=actor, draft_id=draft.id, key=key, now=FILED).case_id
    acceptance.accept_case(actor=town.CLERK, case_id=case_id, now=FILED + HOUR)
    return case_id


def announced(now=ANNOUNCED):
    import_notice(actor=THE_OPERATOR, notice=notice(), now=now)
    moved = jobs.move_dates(now + HOUR)
    assert jobs.move_dates(now + 2 * HOUR) == 0  # nothing is left: this turn says so
    return moved


@pytest.fixture
def actor():
    small_city.publish(town.FOLDER)
    return small_city.a_person()


def promised(case_id):
    (case,) = cases_by_id([case_id]).values()
    return case_dates(case, queries.plan(case.plan), queries.calendar()).promised


def moved_events(case_id):
    return [event for _, event in history(case_id) if isinstance(event, DueMoved)]


def test_a_case_of_december_moves_once_with_its_reason_when_the_next_year_is_announced(actor):
    case_id = december_case(actor)
    before = promised(case_id)
    assert (before.on, before.provisional) == (date(2027, 1, 5), True)

    assert announced() == 1

    after, row = promised(case_id), CaseRecord.objects.get(id=case_id)
    assert (after.on, after.provisional) == (date(2027, 1, 6), False)
    assert row.due_on == date(2027, 1, 6)
    (event,) = moved_events(case_id)
    assert event.year == 2027
    assert Moved(End.CASE, date(2027, 1, 5), date(2027, 1, 6)) in event.moved
    assert {m.item for m in event.moved if m.end is End.ITEM} == {"fire"}
    assert BranchRecord.objects.get(case=case_id, item="fire").due_on == date(2027, 1, 6)
    assert list(damages({})) == []


def test_the_applicant_reads_why_in_the_inbox_and_on_the_page_of_the_case(actor):
    case_id = december_case(actor)
    announced()

    tell_subscribers(ANNOUNCED + 3 * HOUR)

    said = (
        "国务院公布了2027年的放假安排，您的办结日期重新算过："
        "原来2027年1月5日（周二），现在2027年1月6日（周三）。"
    )
    letters = [render(letter.message, "zh-hans") for letter in papers.letters(actor, case=case_id)]
    assert letters.count(said) == 1
    client = Client()
    client.force_login(AccountRecord.objects.get(pk=actor.person))
    page = client.get(f"/cases/{case_id}/").content.decode()
    assert "日期为什么变了" in page
    assert said in page
    assert "放假安排还没公布" not in page


def test_hearing_it_again_and_going_on_after_a_stop_moves_nothing_twice(actor, monkeypatch):
    cases = sorted(december_case(actor, key) for key in ("a", "b", "c"))
    monkeypatch.setattr(moving, "AT_ONCE", 2)
    import_notice(actor=THE_OPERATOR, notice=notice(), now=ANNOUNCED)

    turns = [jobs.move_dates(ANNOUNCED + n * HOUR) for n in range(1, 5)]

    assert turns == [2, 1, 0, 0]
    assert [len(moved_events(case_id)) for case_id in cases] == [1, 1, 1]
    (row,) = calendars.notices()
    assert (row.moved, row.settled_at) == (3, ANNOUNCED + 3 * HOUR)


def test_open_cases_are_gone_through_again_until_every_process_knows_the_notice(actor):
    december_case(actor)
    import_notice(actor=THE_OPERATOR, notice=notice(), now=ANNOUNCED)

    first = [jobs.move_dates(ANNOUNCED), jobs.move_dates(ANNOUNCED)]
    (row,) = calendars.notices()
    assert (first, row.settled_at) == ([1, 0], None)

    assert [jobs.move_dates(ANNOUNCED + SETTLES) for _ in range(2)] == [0, 0]
    (row,) = calendars.notices()
    assert row.settled_at == ANNOUNCED + SETTLES


def test_what_was_decided_before_keeps_the_dates_it_was_decided_with(actor):
    case_id = december_case(actor)
    town.visited(case_id, FILED + 2 * HOUR)
    for item in ("fire", "health"):
        town.granted(case_id, item, FILED + 3 * HOUR)
    before = promised(case_id)
    events = EventRecord.objects.filter(case=case_id).count()

    announced()

    assert promised(case_id) == before
    assert EventRecord.objects.filter(case=case_id).count() == events
    assert list(damages({})) == []


def test_the_preview_says_how_many_cases_move_and_by_how_much(actor):
    december_case(actor)

    seen = moving.of_notice(notice())

    assert (seen.seen, seen.not_seen, seen.by_days) == (1, 0, {1: 1})
    assert calendars.notices() == []


def test_a_notice_that_says_nothing_new_is_refused(actor):
    announced()

    with pytest.raises(Conflict):
        import_notice(actor=THE_OPERATOR, notice=notice(), now=ANNOUNCED + DAY)


def test_an_administrator_of_one_region_cannot_change_the_calendar_of_all(actor):
    office = Office(1, Role.ADMINISTRATOR, "999999")

    with pytest.raises(NotAllowed) as refused:
        import_notice(actor=Actor(7, (office,)), notice=notice(), now=ANNOUNCED)

    assert refused.value.message.code == "authority.not_the_installation"
