"""Stories of law that a case lives through, told with the real errands and the worker's clock."""

from datetime import UTC, date, datetime

import pytest

from banhao.apps.cases.jobs import notice_silence
from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.cases.operations import refilings
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.certificates.queries import certificates_of
from banhao.core.cases.case import BranchState, State
from banhao.core.cases.events import Accepted
from banhao.core.certificates import numbers
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.journal import entered

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
    [(written, event)] = entered(case_id, "accepted")
    assert (written.stamp.by, written.stamp.machine) == (None, "law")
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


def refused_on(moment: datetime):
    """The hygiene licence is granted at once, the fire check of the same shop is refused."""
    small_city.publish(town.FOLDER)
    person = small_city.a_person()
    case_id = town.visited(town.accepted(person))
    town.granted(case_id, "health")
    town.refused(case_id, "fire", moment)
    return person, case_id


def test_a_refused_item_is_done_again_and_the_others_are_not_touched() -> None:
    """Refused on Friday 25 September 2026, filed again on Monday 28 September. Five working days
    to answer (art. 32): 29, 30 September, 8, 9, 10 October. Accepted on 9 October, its own clock
    starts there: five promised working days are 10 (a Saturday worked), 12, 13, 14, 15 October. The
    licence that was granted before stays as it was, and the composite comes when all gates are
    granted.
    """
    person, case_id = refused_on(at(date(2026, 9, 25)))
    assert [c.item for c in certificates_of(case_id)] == ["health"]

    filed, accepted = at(date(2026, 9, 28)), at(date(2026, 10, 9))
    refilings.refile_branch(actor=person, case_id=case_id, item="fire", fields={}, now=filed)
    rows = BranchRecord.objects.filter(case=case_id, item="fire", attempt=2)
    assert rows.get().due_on == date(2026, 10, 10)
    refilings.accept_refiling(actor=town.CLERK, case_id=case_id, item="fire", now=accepted)

    assert rows.get().due_on == date(2026, 10, 15)
    town.granted(case_id, "fire", at(date(2026, 10, 12)))
    assert sorted(c.item for c in certificates_of(case_id)) == ["", "fire", "health", "night"]
    assert certificates_of(case_id)[0].issued_on == date(2026, 10, 12)


def test_silence_about_an_item_filed_again_is_acceptance_as_of_its_receipt() -> None:
    """Filed again on Monday 28 September 2026 and left alone: noticed on Monday 12 October, counted
    from 28 September, as for a whole case (art. 32).
    """
    person, case_id = refused_on(at(date(2026, 9, 25)))
    filed = at(date(2026, 9, 28))
    refilings.refile_branch(actor=person, case_id=case_id, item="fire", fields={}, now=filed)

    assert notice_silence(at(date(2026, 10, 10))) == 0
    assert notice_silence(at(date(2026, 10, 12))) == 1

    branch = cases_by_id([case_id])[case_id].branch("fire")
    assert (branch.state, branch.accepted_on) == (BranchState.ACCEPTED, date(2026, 9, 28))


def test_one_item_is_taken_back_before_its_decision() -> None:
    """撤回 of one item: what needs its result stops with it, the others go on and are decided; no
    composite without its gate.
    """
    small_city.publish(town.FOLDER)
    person = small_city.a_person()
    case_id = town.visited(town.accepted(person))

    refilings.withdraw_branch(
        actor=person, case_id=case_id, item="fire", reason="", now=at(date(2026, 9, 18))
    )
    case = town.granted(case_id, "health", at(date(2026, 9, 18), hour=3))

    assert [b.state.value for b in case.latest] == ["withdrawn", "granted", "stopped"]
    assert case.state is State.DECIDED
    assert [c.item for c in certificates_of(case_id)] == ["health"]


def test_the_composite_gets_version_002_when_a_listed_item_is_granted_later() -> None:
    """The composite is issued when all gates are granted; a listed item that the theme does not
    wait for comes later: version 002 lists it, 001 is replaced and says by what. Type, issuer and
    serial stay, the check character (GB/T 17710) changes with the version.
    """
    items = 'items = ["fire", { item = "health", gate = false }, "night"]'
    theme = town.THEME_TEXT.replace('items = ["fire", "health", "night"]', items)
    small_city.publish(town.FOLDER | {"smallcity/themes/open-a-shop.toml": theme})
    case_id = town.visited(town.accepted(small_city.a_person()))
    town.granted(case_id, "fire")
    town.granted(case_id, "health", at(date(2026, 9, 21)))

    second, *_, first = certificates_of(case_id)
    assert (first.version, second.version) == (1, 2)
    assert first.identifier.split(".")[:-2] == second.identifier.split(".")[:-2]
    assert [c.identifier.split(".")[-2] for c in (first, second)] == ["001", "002"]
    assert all(numbers.checks_out(c.identifier) for c in (first, second))
    assert (first.state.value, first.replaced_by.identifier) == ("replaced", second.identifier)
