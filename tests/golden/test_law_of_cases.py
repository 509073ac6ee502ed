"""Stories of law that a case lives through, told with the real errands and the worker's clock."""

from datetime import UTC, date, datetime

import pytest

from banhao.apps.cases.jobs import notice_silence
from banhao.apps.cases.models import BranchRecord, CaseRecord, EventRecord
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id
from banhao.core.cases.case import State
from banhao.core.cases.codec import decode
from banhao.core.cases.events import Accepted
from tests.apps import small_city
from tests.apps.cases import town

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 2) -> datetime:
    """Return a moment of a day in China; hour 16 UTC is already the next day there."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def filed_on(moment: datetime):
    small_city.publish(town.FOLDER)
    person = small_city.a_person()
    draft = town.ready_draft(person)
    return submit_case(actor=person, draft_id=draft.id, key="k", now=moment).case_id


def test_left_alone_since_28_september_2026() -> None:
    """Monday 28 September 2026; nobody answers. 29, 30 September, 8, 9 and Saturday 10 October (a
    day worked instead) are the five working days of art. 32; on the sixth, Monday 12 October, the
    silence is noticed, and the case counts as accepted on the day of its receipt.
    """
    case_id = filed_on(at(date(2026, 9, 28)))

    assert notice_silence(at(date(2026, 10, 10))) == 0
    assert notice_silence(at(date(2026, 10, 12))) == 1
    assert notice_silence(at(date(2026, 10, 12))) == 0

    case = cases_by_id([case_id])[case_id]
    assert (case.state, case.accepted_on) == (State.ACCEPTED, date(2026, 9, 28))
    row = EventRecord.objects.get(case=case_id, kind="accepted")
    assert (row.by, row.machine) == (None, "law")
    event = decode(row.kind, row.version, row.data)
    assert event == Accepted(date(2026, 9, 28), "silence")


def test_the_limit_has_already_used_the_days_of_silence() -> None:
    """The promise of five working days runs from the receipt: it ends on 10 October, before the
    silence was even noticed.
    """
    case_id = filed_on(at(date(2026, 9, 28)))

    notice_silence(at(date(2026, 10, 12)))

    assert BranchRecord.objects.get(case=case_id, item="fire").due_on == date(2026, 10, 10)


def test_half_past_midnight_in_china_is_the_new_day() -> None:
    """00:30 on 29 September in China is still 28 September in UTC; the law counts China's days."""
    case_id = filed_on(datetime(2026, 9, 28, 16, 30, tzinfo=UTC))

    row = CaseRecord.objects.get(id=case_id)
    assert row.submitted_on == date(2026, 9, 29)
    assert "20260929" in row.number


def test_the_eve_of_the_spring_festival() -> None:
    """Filed on Friday 13 February 2026: Saturday 14 February is worked (day 1), the festival takes
    15 to 23 February, and the fifth day is Friday 27 February.
    """
    case_id = filed_on(at(date(2026, 2, 13)))

    assert CaseRecord.objects.get(id=case_id).notice_on == date(2026, 2, 27)


def test_a_case_at_the_turn_of_an_unannounced_year() -> None:
    """Filed on Wednesday 30 December 2026: 31 December is day 1, New Year's Day 2027 is off by the
    statutory days, though the year is not announced; then Monday to Thursday.
    """
    case_id = filed_on(at(date(2026, 12, 30)))

    assert CaseRecord.objects.get(id=case_id).notice_on == date(2027, 1, 7)
