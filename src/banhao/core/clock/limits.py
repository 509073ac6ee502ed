"""When a limit ends, and why: the last day of so many working days or calendar days.

Day 1 is the first counted day after the start. A calendar-day limit that would end on a day off
ends on the next working day: 民法典 203, which we take as a convention for authorities' limits too.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from banhao.core.clock import explain
from banhao.core.clock.explain import Step
from banhao.core.clock.stretches import off_clock
from banhao.core.clock.values import Calendar, Due, Reason, Rule, Stretch, Unit
from banhao.core.clock.working import ONE_DAY, WORKED, counts, is_working_day, rule_of
from banhao.core.errors import BadInput
from banhao.core.messages import Message

MOST_DAYS = 3660  # ten years: longer than any limit of the field, short enough to walk day by day
EARLIEST = date(1950, 1, 1)
LATEST = date(2199, 12, 31)
WORKING_DAYS_ARTICLE = "《行政许可法》第八十二条"
MOVED_ARTICLE = "《民法典》第二百零三条"


def due(start: date, days: int, unit: Unit, calendar: Calendar, off: Sequence[Stretch] = ()) -> Due:
    """Return the last day of a limit that begins with an event on `start`, and the reasons.

    Both units stand still on days off the clock. `days` 0 and 当场 end on the same day.
    :raises BadInput: `days` negative or over `MOST_DAYS`, a stretch that ends before it begins, or
        days before 1950 or after 2199.
    """
    _refuse_impossible(start, days, off)
    if days == 0 or unit is Unit.ON_THE_SPOT:
        return Due(start, False, (Reason(Rule.ON_THE_SPOT, "", start, start, 0),))
    steps = list(_walk(start, days, unit, calendar, off))
    end = steps[-1].day
    moved = end if unit is Unit.WORKING_DAY else _next_worked(end, calendar, off)
    leaning = (start + ONE_DAY, moved) if unit is Unit.WORKING_DAY else (end, moved)
    open_years = explain.open_years(*leaning, calendar)
    reasons = (
        Reason(Rule.START, "", start, start, 0),
        *explain.runs(steps),
        *explain.move(end, moved, rule_of(end, calendar)[1], MOVED_ARTICLE),
        *open_years,
    )
    return Due(moved, bool(open_years), reasons)


def _walk(
    start: date, days: int, unit: Unit, calendar: Calendar, off: Sequence[Stretch]
) -> Iterator[Step]:
    """Yield day after day what it is, until so many have counted."""
    day, counted = start, 0
    while counted < days:
        day = _next(day)
        step = _step(day, unit, calendar, off)
        counted += step.counted
        yield step


def _step(day: date, unit: Unit, calendar: Calendar, off: Sequence[Stretch]) -> Step:
    stopped = off_clock(day, off)
    if stopped is not None:
        return Step(day, Rule.OFF_CLOCK, stopped.article, stopped.why, counted=False)
    if unit is Unit.DAY:
        return Step(day, Rule.COUNT, "", "", counted=True)
    rule, name = rule_of(day, calendar)
    return Step(day, rule, explain.ARTICLES.get(rule, WORKING_DAYS_ARTICLE), name, rule in WORKED)


def _next_worked(end: date, calendar: Calendar, off: Sequence[Stretch]) -> date:
    day = end
    while not is_working_day(day, calendar) or (day > end and not counts(day, calendar, off)):
        day = _next(day)
    return day


def _next(day: date) -> date:
    if day >= LATEST:
        raise BadInput(Message("clock.too_far", latest=LATEST), field="days")
    return day + ONE_DAY


def _refuse_impossible(start: date, days: int, off: Sequence[Stretch]) -> None:
    if days < 0:
        raise BadInput(Message("clock.negative_days", days=days), field="days")
    if days > MOST_DAYS:
        raise BadInput(Message("clock.too_many_days", days=days, most=MOST_DAYS), field="days")
    if not EARLIEST <= start <= LATEST:
        problem = Message("clock.start_out_of_range", earliest=EARLIEST, latest=LATEST)
        raise BadInput(problem, field="start")
    for stretch in off:
        if stretch.last < stretch.first:
            problem = Message("clock.stretch_reversed", first=stretch.first, last=stretch.last)
            raise BadInput(problem, field="off")
