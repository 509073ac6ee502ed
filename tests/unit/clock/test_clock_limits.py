from datetime import date

import pytest

from banhao.core.clock.limits import LATEST, MOST_DAYS, due
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Calendar, Stretch, Unit
from banhao.core.clock.working import add_working_days, working_days_between
from banhao.core.errors import BadInput

CALENDAR = announced_calendar()
PLAIN = Calendar({}, {}, frozenset(range(2000, 2200)))
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("start", "days", "off", "code"),
    [
        (MONDAY, -1, (), "clock.negative_days"),
        (MONDAY, MOST_DAYS + 1, (), "clock.too_many_days"),
        (date(1949, 12, 31), 1, (), "clock.start_out_of_range"),
        (date(2200, 1, 1), 1, (), "clock.start_out_of_range"),
        (MONDAY, 1, (Stretch(MONDAY, date(2026, 11, 1)),), "clock.stretch_reversed"),
        (MONDAY, 1, (Stretch(MONDAY, date.max),), "clock.too_far"),
        (LATEST, 1, (), "clock.too_far"),
    ],
)
def test_the_impossible_is_refused_with_a_code(start, days, off, code):
    with pytest.raises(BadInput) as refused:
        due(start, days, Unit.WORKING_DAY, PLAIN, off)

    assert refused.value.message.code == code


def test_ten_years_of_working_days_are_still_found():
    assert due(MONDAY, MOST_DAYS, Unit.WORKING_DAY, PLAIN).on > date(2040, 1, 1)


def test_a_start_on_a_day_off_counts_from_the_next_working_day():
    saturday = date(2026, 11, 7)

    assert due(saturday, 1, Unit.WORKING_DAY, CALENDAR).on == date(2026, 11, 9)


def test_a_stretch_that_begins_on_the_last_day_moves_it():
    last = date(2026, 11, 4)

    assert due(MONDAY, 2, Unit.WORKING_DAY, CALENDAR, (Stretch(last, last),)).on == date(
        2026, 11, 5
    )


def test_a_stretch_after_the_last_day_changes_nothing():
    later = Stretch(date(2026, 11, 5), date(2026, 11, 30))

    found = due(MONDAY, 2, Unit.WORKING_DAY, CALENDAR, (later,))

    assert found == due(MONDAY, 2, Unit.WORKING_DAY, CALENDAR)


def test_a_calendar_day_limit_does_not_move_into_a_stretch_off_the_clock():
    monday_off = Stretch(date(2026, 11, 9), date(2026, 11, 9))

    found = due(MONDAY, 5, Unit.DAY, CALENDAR, (monday_off,))  # the fifth day is a Saturday

    assert found.on == date(2026, 11, 10)


def test_a_calendar_day_limit_leans_on_an_open_year_only_with_its_end():
    assert due(date(2026, 12, 28), 3, Unit.DAY, CALENDAR).provisional is False
    assert due(date(2026, 12, 28), 4, Unit.DAY, CALENDAR).provisional is True
    assert due(date(2026, 12, 28), 4, Unit.DAY, CALENDAR).on == date(2027, 1, 4)


def test_days_between_are_counted_after_the_first_up_to_the_second():
    friday, next_monday = date(2026, 11, 6), date(2026, 11, 9)

    assert working_days_between(MONDAY, MONDAY, CALENDAR) == 0
    assert working_days_between(friday, next_monday, CALENDAR) == 1
    assert working_days_between(next_monday, friday, CALENDAR) == -1
    assert working_days_between(MONDAY, friday, CALENDAR, (Stretch(friday, friday),)) == 3


def test_adding_no_days_stays_on_the_day():
    assert add_working_days(date(2026, 11, 1), 0, CALENDAR) == date(2026, 11, 1)
