"""The time axis of the plan picture: a column a working day, days off as gaps between columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banhao.core.clock.festivals import JOINED, festival
from banhao.core.clock.values import Calendar, Rule
from banhao.core.clock.working import (
    ONE_DAY,
    add_working_days,
    is_working_day,
    rule_of,
    working_days_between,
)
from banhao.core.messages import Text

FESTIVE = frozenset({Rule.HOLIDAY, Rule.STATUTORY_DAY})


@dataclass(frozen=True, slots=True)
class Day:
    """One column: the `number`-th working day after acceptance. `adjusted`: a worked weekend."""

    number: int
    on: date
    adjusted: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Days off between two columns, after so many columns; `name` of a festival, its `days` off.

    `first`, `last`: the days off of the festival; of a weekend the weekend.
    """

    after: int
    days: int
    name: Text | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Axis:
    """Columns in order, and the gaps between them. Column n lies between places n − 1 and n."""

    origin: date
    days: tuple[Day, ...]
    gaps: tuple[Gap, ...]


def axis(origin: date, columns: int, calendar: Calendar) -> Axis:
    """Return the axis of so many working days after `origin`."""
    days, gaps, before = [], [], origin
    for number in range(1, columns + 1):
        on = add_working_days(before, 1, calendar)
        if off := tuple(_between(before, on)):
            gaps.append(_gap(number - 1, off, calendar))
        days.append(Day(number, on, rule_of(on, calendar)[0] is Rule.ADJUSTED))
        before = on
    return Axis(origin, tuple(days), tuple(gaps))


def place(day: date, origin: date, calendar: Calendar) -> int:
    """Return where a day ends on the axis: working days after `origin`, 0 at the earliest."""
    return max(working_days_between(origin, day, calendar), 0)


def middle(day: date, origin: date, calendar: Calendar) -> float:
    """Return the middle of a day's column; the gap's place for a day off, 0 for the origin."""
    end = place(day, origin, calendar)
    return end - 0.5 if end and is_working_day(day, calendar) else float(end)


def _between(before: date, after: date) -> Iterable[date]:
    return (before + n * ONE_DAY for n in range(1, (after - before).days))


def _gap(after: int, off: tuple[date, ...], calendar: Calendar) -> Gap:
    """Return a gap; a festival gives it its name, and a weekend beside it is not counted to it."""
    rules = {day: rule_of(day, calendar) for day in off}
    festive = [day for day in off if rules[day][0] in FESTIVE]
    names = dict.fromkeys(rules[day][1] for day in festive)
    shown = festive or list(off)
    return Gap(
        after=after,
        days=len(shown),
        name=festival(JOINED.join(names)) if names else None,
        first=shown[0],
        last=shown[-1],
    )
