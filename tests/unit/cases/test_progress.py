"""How far a case has come, as the plan picture is told."""

from datetime import date

from banhao.core.cases.case import Finding
from banhao.core.cases.commands import (
    Accept,
    ArrangeVisit,
    Decide,
    Examine,
    RecordInspection,
    Withdraw,
)
from banhao.core.cases.progress import progress_of
from banhao.core.clock.tables import announced_calendar
from banhao.core.compiler.picture import truth_of
from banhao.core.compiler.progress import Look, Progress
from tests.unit.cases.plans import APPLICANT, DECIDER, EXAMINER, FILED_ON, SECOND, Desk

CALENDAR = announced_calendar()


def progress(desk: Desk, today: date = FILED_ON) -> Progress:
    return progress_of(desk.case, desk.plan, CALENDAR, today)


def looks(found: Progress) -> dict[str, Look]:
    return {course.item: course.look for course in found.courses}


def test_before_acceptance_nothing_has_begun() -> None:
    found = progress(Desk())

    assert found.accepted_on is None
    assert set(looks(found).values()) == {Look.WAITING}
    assert {moment.kind for moment in _picture(found).moments} == {"submit", "take"}


def test_accepted_branches_run_and_know_what_is_left() -> None:
    desk = Desk()
    desk.do(Accept())

    found = progress(desk)

    firea = next(course for course in found.courses if course.item == "FIREA")
    assert (firea.began_on, firea.ends_on, firea.left) == (FILED_ON, date(2026, 10, 10), 5)
    assert looks(found) == {
        "FIREA": Look.RUNNING,
        "FILEA": Look.DONE,
        "SIGNA": Look.RUNNING,
        "HOTELA": Look.WAITING,
    }
    assert found.promised_on == date(2026, 10, 14)


def test_a_branch_past_its_promise_is_late() -> None:
    desk = Desk()
    desk.do(Accept())

    found = progress(desk, date(2026, 10, 9))

    assert looks(found)["SIGNA"] is Look.LATE
    assert looks(found)["FIREA"] is Look.RUNNING


def test_a_visit_is_fixed_then_done() -> None:
    desk = Desk()
    desk.do(Accept())
    desk.do(ArrangeVisit("site", "FIREA", date(2026, 9, 29)), EXAMINER)
    fixed = progress(desk).visits["site"]
    desk.today = date(2026, 9, 29)
    desk.do(RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r"), EXAMINER)

    done = progress(desk).visits["site"]

    assert (fixed.on, fixed.done) == (date(2026, 9, 29), False)
    assert (done.on, done.done) == (date(2026, 9, 29), True)


def test_a_refusal_stops_what_needed_it() -> None:
    desk = Desk()
    desk.do(Accept())
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", Finding.FAILS, (EXAMINER, SECOND), "r"), EXAMINER)
    desk.do(Examine("FIREA", Finding.FAILS, "c"), EXAMINER)
    desk.do(Decide("FIREA", grant=False, reason="r", article="a", remedy="m"), DECIDER)

    found = progress(desk)

    assert looks(found)["FIREA"] is Look.REFUSED
    assert looks(found)["HOTELA"] is Look.STOPPED


def test_a_withdrawn_case_has_ended() -> None:
    desk = Desk()
    desk.do(Withdraw("x"), APPLICANT)

    found = progress(desk)

    assert found.ended
    assert [moment.kind for moment in _picture(found).moments] == ["submit"]


def _picture(found: Progress):
    return truth_of(Desk().plan, found, FILED_ON, CALENDAR)
