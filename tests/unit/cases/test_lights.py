"""Lights of the office, the limit after a visit, and a day that is set twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from banhao.core.cases.case import Finding
from banhao.core.cases.commands import Accept, ArrangeVisit, Decide, Examine, RecordInspection
from banhao.core.cases.dates import dates_of_branch
from banhao.core.cases.inspections import decision_due
from banhao.core.cases.lights import Left, Light, left
from banhao.core.catalogue.places import Lights
from banhao.core.catalogue.values import Limit
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Unit
from banhao.core.compiler.plan import Visit
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.messages import Text
from tests.unit.cases.plans import DECIDER, EXAMINER, MODELLED, SECOND, Desk, shop

CALENDAR = announced_calendar()
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("days", "length", "light"),
    [
        (-1, 3, Light.LATE),
        (0, 3, Light.SOON),
        (1, 3, Light.SOON),
        (2, 3, Light.NORMAL),
        (2, 10, Light.SOON),
        (3, 10, Light.NORMAL),
        (4, 20, Light.SOON),
    ],
)
def test_one_day_or_a_fifth_of_the_limit_left_is_soon(days: int, length: int, light: Light) -> None:
    assert Left(days, length).light is light


def test_when_it_is_soon_is_data_of_the_region() -> None:
    assert Left(3, 10, Lights(soon_days=3, soon_percent=0)).light is Light.SOON
    assert Left(5, 10, Lights(soon_days=0, soon_percent=50)).light is Light.SOON
    assert Left(1, 10, Lights(soon_days=0, soon_percent=5)).light is Light.NORMAL


def test_a_stopped_clock_is_neither_late_nor_soon() -> None:
    assert Left(-3, 10, stopped=True).light is Light.STOPPED


def test_what_is_left_is_counted_in_working_days() -> None:
    friday = MONDAY + timedelta(days=4)

    assert left(MONDAY, friday, MONDAY, CALENDAR) == Left(4, 4)
    assert left(MONDAY, friday, friday, CALENDAR) == Left(0, 4)


def test_a_limit_is_over_on_the_weekend_after_it() -> None:
    friday, sunday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=6)

    assert left(MONDAY, friday, sunday, CALENDAR) == Left(-1, 4)


def test_a_limit_after_the_visit_runs_from_the_real_visit() -> None:
    desk = Desk()
    desk.do(Accept())
    three_days = Limit(Decimal(3), Unit.WORKING_DAY, MODELLED)
    branch = replace(desk.plan.branch("FIREA"), after_inspection=three_days)
    before = decision_due(desk.case, branch, CALENDAR)
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r"), EXAMINER)

    end = decision_due(desk.case, branch, CALENDAR)

    assert before is None
    assert end is not None
    # National Day is 1–7 October 2026: 29 and 30 September, then 8 October.
    assert end.on == date(2026, 10, 8)
    assert decision_due(desk.case, desk.plan.branch("FIREA"), CALENDAR) is None


def test_the_same_day_is_not_set_twice() -> None:
    desk = Desk()
    desk.do(Accept())
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)

    with pytest.raises(NotAllowed) as again:
        desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)

    assert again.value.message.code == "case.visit_on_that_day"


def test_the_limit_after_the_visit_is_worked_towards_if_it_ends_first() -> None:
    desk = Desk()
    desk.do(Accept())
    two_days = Limit(Decimal(2), Unit.WORKING_DAY, MODELLED)
    branch = replace(desk.plan.branch("FIREA"), after_inspection=two_days)
    before = dates_of_branch(desk.case, branch, desk.plan, CALENDAR).first
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r"), EXAMINER)

    assert before == date(2026, 10, 10)  # a Saturday that is worked
    assert dates_of_branch(desk.case, branch, desk.plan, CALENDAR).first == date(2026, 9, 30)


def test_a_record_that_is_taken_over_counts_from_the_acceptance_of_the_branch() -> None:
    desk = Desk(replace(shop(), visits=(Visit("site", Text("踏勘"), ("FIREA",), ("HOTELA",), 0),)))
    desk.do(Accept())
    hotel = replace(
        desk.plan.branch("HOTELA"), after_inspection=Limit(Decimal(2), Unit.WORKING_DAY, MODELLED)
    )
    desk.do(ArrangeVisit("site", "HOTELA", desk.today), EXAMINER)
    for item in ("FIREA", "HOTELA"):
        desk.do(RecordInspection("site", item, Finding.MEETS, (EXAMINER, SECOND), "r"), EXAMINER)
    waiting = decision_due(desk.case, hotel, CALENDAR)
    desk.today = date(2026, 9, 30)
    desk.do(Examine("FIREA", Finding.MEETS, "c"), EXAMINER)
    desk.do(Decide("FIREA", grant=True), DECIDER)

    end = decision_due(desk.case, hotel, CALENDAR)

    assert waiting is None
    assert end is not None
    assert end.on == date(2026, 10, 9)


def test_only_a_member_of_the_visit_arranges_it() -> None:
    desk = Desk()
    desk.do(Accept())

    with pytest.raises(NotFound):
        desk.do(ArrangeVisit("site", "SIGNA", desk.today), EXAMINER)
