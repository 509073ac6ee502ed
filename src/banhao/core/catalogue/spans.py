"""How long working days can last: a promise in working days against a limit in calendar days."""

import math
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from banhao.core.catalogue.values import Limit
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Unit
from banhao.core.clock.working import is_working_day


@cache
def longest_span(working_days: int) -> int:
    """Return the most calendar days so many working days have taken in any announced year.

    Day 1 is the working day after the start; the worst start is a working day before a festival.
    """
    worked = _worked()
    if working_days <= 0:
        return 0
    if working_days >= len(worked):
        return 2 * working_days
    ends = worked[working_days:]
    return max((end - start).days for start, end in zip(worked, ends, strict=False))


@cache
def _worked() -> tuple[date, ...]:
    calendar = announced_calendar()
    first, last = min(calendar.announced), max(calendar.announced)
    length = (date(last, 12, 31) - date(first, 1, 1)).days + 1
    days = (date(first, 1, 1) + timedelta(days=n) for n in range(length))
    return tuple(day for day in days if is_working_day(day, calendar))


def within(promise: Decimal, limit: Limit) -> bool:
    """Return whether a promise in working days can never break a limit, whatever the calendar."""
    if limit.unit is Unit.ON_THE_SPOT:
        return promise <= 0
    if limit.unit is Unit.WORKING_DAY:
        return promise <= limit.days
    return longest_span(math.ceil(promise)) <= limit.days
