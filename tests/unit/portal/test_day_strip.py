"""The day strip says for every day whether it counts, and why not."""

from datetime import date

from banhao.channels.portal.strip import strip_of
from banhao.core.clock.limits import due
from banhao.core.clock.values import Calendar, Unit

GOLDEN_WEEK = {date(2026, 10, day): "国庆节" for day in range(1, 8)}
CALENDAR = Calendar(
    off=GOLDEN_WEEK, adjusted={date(2026, 10, 10): "国庆节"}, announced=frozenset({2026})
)


def cells(start, days, today=date(2026, 10, 8)):
    return {c.on: c for c in strip_of(due(start, days, Unit.WORKING_DAY, CALENDAR), today)}


def test_whole_weeks_are_shown_two_at_least():
    strip = cells(date(2026, 9, 15), 1)

    assert len(strip) == 14
    assert min(strip).weekday() == 0


def test_counted_days_are_numbered_up_to_the_last():
    strip = cells(date(2026, 9, 28), 5)

    assert [strip[date(2026, 9, d)].number for d in (28, 29, 30)] == [0, 1, 2]
    assert [strip[date(2026, 10, d)].number for d in (8, 9, 10)] == [3, 4, 5]
    assert strip[date(2026, 10, 10)].css == "due"


def test_festivals_weekends_and_adjusted_days_have_their_own_pattern():
    strip = cells(date(2026, 9, 28), 6)

    assert strip[date(2026, 10, 1)].css == "hol"
    assert str(strip[date(2026, 10, 1)].name) == "国庆节"
    assert strip[date(2026, 10, 11)].css == "off"
    assert strip[date(2026, 10, 10)].css == "adj"
    assert strip[date(2026, 10, 12)].css == "due"


def test_days_outside_the_limit_are_quiet_and_today_is_marked():
    strip = cells(date(2026, 9, 30), 3)

    assert strip[date(2026, 9, 28)].css == "off"
    assert strip[date(2026, 10, 8)].today
    assert not strip[date(2026, 10, 9)].today
