from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.clock.local import CHINA, localdate
from banhao.core.clock.minutes import add_working_minutes, working_minutes_between
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Stretch
from banhao.core.errors import BadInput

CALENDAR = announced_calendar()
HOURS = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))  # seven hours a day
FRIDAY = date(2026, 11, 6)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def test_half_a_day_over_lunch():
    assert add_working_minutes(at(FRIDAY, 10), 210, HOURS, CALENDAR) == at(FRIDAY, 14, 30)


def test_what_is_left_on_friday_evening_goes_on_on_monday():
    monday = FRIDAY + timedelta(days=3)

    assert add_working_minutes(at(FRIDAY, 16, 30), 45, HOURS, CALENDAR) == at(monday, 9, 15)


def test_a_span_that_ends_at_closing_time_ends_there():
    assert add_working_minutes(at(FRIDAY, 16), 60, HOURS, CALENDAR) == at(FRIDAY, 17)


def test_before_opening_time_starts_with_the_opening():
    assert add_working_minutes(at(FRIDAY, 3), 1, HOURS, CALENDAR) == at(FRIDAY, 9, 1)


def test_a_day_off_the_clock_does_not_count():
    stretch = Stretch(FRIDAY, FRIDAY)

    found = add_working_minutes(at(FRIDAY, 9), 60, HOURS, CALENDAR, (stretch,))

    assert found == at(FRIDAY + timedelta(days=3), 10)


def test_a_moment_in_utc_is_read_as_local_time():
    early = datetime(2026, 11, 5, 16, 30, tzinfo=UTC)  # 00:30 on Friday in China

    assert localdate(early) == FRIDAY
    assert add_working_minutes(early, 60, HOURS, CALENDAR) == at(FRIDAY, 10)


def test_a_moment_without_zone_is_a_bug():
    with pytest.raises(ValueError, match="time zone"):
        localdate(datetime(2026, 11, 6))  # noqa: DTZ001 -- the naive moment is what is tested


@pytest.mark.parametrize("hours", [(), ((720, 540),), ((540, 720), (700, 900))])
def test_office_hours_out_of_order_are_a_bug(hours):
    with pytest.raises(ValueError, match="not in order"):
        add_working_minutes(at(FRIDAY, 9), 1, hours, CALENDAR)


def test_negative_minutes_are_refused():
    with pytest.raises(BadInput):
        add_working_minutes(at(FRIDAY, 9), -1, HOURS, CALENDAR)


moments = st.builds(
    lambda day, minute: at(day, 0) + timedelta(minutes=minute),
    st.dates(date(2025, 1, 1), date(2027, 6, 1)),
    st.integers(0, 24 * 60 - 1),
)


@given(moments, st.integers(0, 5000))
def test_adding_and_counting_minutes_agree(start, minutes):
    end = add_working_minutes(start, minutes, HOURS, CALENDAR)

    assert working_minutes_between(start, end, HOURS, CALENDAR) == minutes
    assert working_minutes_between(end, start, HOURS, CALENDAR) == -minutes
