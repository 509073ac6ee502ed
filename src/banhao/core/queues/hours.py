"""When a hall is open: office hours on working days. A hall without hours is always open."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from banhao.core.clock.local import CHINA, localdate
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import is_working_day

Hours = Sequence[tuple[int, int]]
MOST_DAYS_OFF = 30  # longer than any holiday


def moment(day: date, minute: int) -> datetime:
    """Return a minute after midnight of a day in China."""
    return datetime.combine(day, time(), CHINA) + timedelta(minutes=minute)


def is_open(now: datetime, hours: Hours, calendar: Calendar) -> bool:
    """Return whether the hall is open at this moment."""
    today = localdate(now)
    if not hours:
        return True
    within = any(moment(today, first) <= now < moment(today, last) for first, last in hours)
    return within and is_working_day(today, calendar)


def opens_next(now: datetime, hours: Hours, calendar: Calendar) -> datetime | None:
    """Return when the hall opens next after now, None if no opening is in sight."""
    today = localdate(now)
    for day in (today + timedelta(days=n) for n in range(MOST_DAYS_OFF)):
        for first, _ in hours if is_working_day(day, calendar) else ():
            if moment(day, first) > now:
                return moment(day, first)
    return None


def minutes_left(now: datetime, hours: Hours) -> int | None:
    """Return the minutes of office hours left today, None without hours."""
    if not hours:
        return None
    today, left = localdate(now), timedelta()
    for first, last in hours:
        left += max(moment(today, last) - max(moment(today, first), now), timedelta())
    return int(left.total_seconds() // 60)
