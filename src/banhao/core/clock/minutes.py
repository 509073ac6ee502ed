"""Part-days: working time in minutes inside the office hours of a region."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from banhao.core.clock.limits import LATEST
from banhao.core.clock.local import CHINA, localdate
from banhao.core.clock.values import Calendar, Stretch
from banhao.core.clock.working import ONE_DAY, counts
from banhao.core.errors import BadInput
from banhao.core.messages import Message

OfficeHours = Sequence[tuple[int, int]]
ONE_MINUTE = timedelta(minutes=1)


def add_working_minutes(
    at: datetime,
    minutes: int,
    office_hours: OfficeHours,
    calendar: Calendar,
    off: Sequence[Stretch] = (),
) -> datetime:
    """Return the moment (China) when so many minutes of office hours have passed since `at`.

    `office_hours`: pairs of minutes after midnight, in order. Time outside them, on days off and
    on days off the clock does not count; a span that ends at closing time ends there.
    :raises BadInput: if minutes are negative, or the end is not in sight.
    :raises ValueError: if the hours are empty or out of order, or `at` has no zone.
    """
    _refuse_impossible(minutes, office_hours)
    here, left = at.astimezone(CHINA), timedelta(minutes=minutes)
    if not left:
        return here
    for opens, closes in _openings(localdate(at), office_hours, calendar, off):
        begins = max(opens, here)
        if begins + left <= closes:
            return begins + left
        left -= max(closes - begins, timedelta())
    raise BadInput(Message("clock.too_far", latest=LATEST), field="minutes")


def working_minutes_between(
    a: datetime,
    b: datetime,
    office_hours: OfficeHours,
    calendar: Calendar,
    off: Sequence[Stretch] = (),
) -> int:
    """Return the whole minutes of office hours between two moments; negative when `b` is before."""
    if b < a:
        return -working_minutes_between(b, a, office_hours, calendar, off)
    _refuse_impossible(0, office_hours)
    passed = timedelta()
    for opens, closes in _openings(localdate(a), office_hours, calendar, off):
        if opens >= b:
            break
        passed += max(min(closes, b) - max(opens, a), timedelta())
    return passed // ONE_MINUTE


def _openings(
    day: date, office_hours: OfficeHours, calendar: Calendar, off: Sequence[Stretch]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield when the office opens and closes, from `day` on."""
    while day < LATEST:
        if counts(day, calendar, off):
            midnight = datetime.combine(day, time(), CHINA)
            for first, last in office_hours:
                yield midnight + first * ONE_MINUTE, midnight + last * ONE_MINUTE
        day += ONE_DAY


def _refuse_impossible(minutes: int, office_hours: OfficeHours) -> None:
    edges = [edge for hours in office_hours for edge in hours]
    if not edges or edges != sorted(set(edges)):
        raise ValueError(f"office hours {office_hours} are not in order")
    if minutes < 0:
        raise BadInput(Message("clock.negative_days", days=minutes), field="minutes")
