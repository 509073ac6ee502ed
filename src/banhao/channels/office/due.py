"""How many tasks end on which of the next working days, as a small chart with its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from banhao.core.clock.values import Calendar
from banhao.core.clock.working import is_working_day

DAYS = 10  # working days that the chart shows, today among them
COLUMN, TALLEST, BASE = 30, 64, 84  # pixels: of a column, of the tallest bar, where bars stand
SOON = 1  # working days after today that are drawn as pressing


@dataclass(frozen=True, slots=True)
class DueDay:
    """One column. `on`: the day, None: all that is overdue; pixels of its bar in the drawing."""

    on: date | None
    n: int
    presses: bool
    adjusted: bool
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Return the middle of the column."""
        return self.x + COLUMN // 2


def due_days(due: Mapping[date, int], today: date, calendar: Calendar) -> Sequence[DueDay]:
    """Return what is overdue and the next working days, each with how many tasks end by it.

    What ends on a day off is counted on the working day before: later would be too late.
    """
    days = working_days(today, calendar)
    numbers: dict[date | None, int] = {None: sum(n for on, n in due.items() if on < today)}
    for number, on in enumerate(days):
        nxt = days[number + 1] if number + 1 < len(days) else on + timedelta(days=1)
        numbers[on] = sum(n for day, n in due.items() if on <= day < nxt)
    most = max(*numbers.values(), 1)
    pressing = {None, *(day for day in days[: SOON + 1])}
    return [
        _column(place, on, n, most, presses=on in pressing)
        for place, (on, n) in enumerate(numbers.items())
    ]


def working_days(today: date, calendar: Calendar) -> Sequence[date]:
    """Return today and the working days after it; today also where it is a day off."""
    found, day = [today], today
    while len(found) < DAYS:
        day += timedelta(days=1)
        if is_working_day(day, calendar):
            found.append(day)
    return found


def _column(place: int, on: date | None, n: int, most: int, *, presses: bool) -> DueDay:
    height = max(3, round(TALLEST * n / most)) if n else 0
    worked_weekend = on is not None and on.weekday() >= 5  # Saturday or Sunday
    return DueDay(on, n, presses, worked_weekend, place * COLUMN, BASE - height, height)
