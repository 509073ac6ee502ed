"""Working days: which days are worked, how many lie between two, and the n-th after one."""

from collections.abc import Sequence
from datetime import date, timedelta

from banhao.core.clock.statutory import statutory_days
from banhao.core.clock.stretches import off_clock
from banhao.core.clock.values import Calendar, Rule, Stretch

SATURDAY = 5
ONE_DAY = timedelta(days=1)
WORKED = frozenset({Rule.COUNT, Rule.ADJUSTED})


def rule_of(day: date, calendar: Calendar) -> tuple[Rule, str]:
    """Return what a day is (COUNT = an ordinary working day) and the name of its festival."""
    if day in calendar.adjusted:
        return Rule.ADJUSTED, calendar.adjusted[day]
    if day in calendar.off:
        return Rule.HOLIDAY, calendar.off[day]
    if day.year not in calendar.announced and day in (fixed := statutory_days(day.year)):
        return Rule.STATUTORY_DAY, fixed[day]
    return (Rule.WEEKEND, "") if day.weekday() >= SATURDAY else (Rule.COUNT, "")


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Return whether a day is worked: adjusted weekends are, festivals are not (art. 82)."""
    return rule_of(day, calendar)[0] in WORKED


def working_days_between(a: date, b: date, calendar: Calendar, off: Sequence[Stretch] = ()) -> int:
    """Return the working days after `a` up to and including `b`; negative if `b` is earlier."""
    if b < a:
        return -working_days_between(b, a, calendar, off)
    days = (a + ONE_DAY * n for n in range(1, (b - a).days + 1))
    return sum(1 for day in days if counts(day, calendar, off))


def add_working_days(start: date, n: int, calendar: Calendar, off: Sequence[Stretch] = ()) -> date:
    """Return the `n`-th working day after `start` that is on the clock; `start` itself for 0.

    For `n` and stretches that come from outside use `limits.due`, which refuses the impossible.
    """
    day = start
    while n > 0:
        day += ONE_DAY
        n -= counts(day, calendar, off)
    return day


def counts(day: date, calendar: Calendar, off: Sequence[Stretch] = ()) -> bool:
    """Return whether a day is worked and on the clock."""
    return is_working_day(day, calendar) and (not off or off_clock(day, off) is None)
