"""Past moments of the demo: office hours of working days before now."""

from datetime import date, datetime, time, timedelta

from banhao.core.clock.local import CHINA, localdate
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.working import is_working_day

OPENING_DAYS = 200  # so long before now the demo city opened


def opening(now: datetime) -> datetime:
    """Return when the demo city opened."""
    return now - timedelta(days=OPENING_DAYS)


def office_moment(now: datetime, working_days_ago: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment in China on the working day so many working days before today, never later
    than a minute ago (the demo may be made at night).
    """
    day = _working_day_before(localdate(now), working_days_ago)
    moment = datetime.combine(day, time(hour, minute), tzinfo=CHINA)
    return min(moment, now - timedelta(minutes=1))


def _working_day_before(today: date, count: int) -> date:
    calendar, day = announced_calendar(), today
    while count > 0 or not is_working_day(day, calendar):
        day -= timedelta(days=1)
        count -= is_working_day(day, calendar)
    return day
