"""The plan picture: lanes, columns and bars as numbers. The promise, the truth, the comparison.

`ui` draws it from the plain mapping that `plain` makes; the same values become picture and list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor
from typing import Any

from banhao.core.clock.values import Calendar
from banhao.core.clock.working import add_working_days
from banhao.core.compiler import captions
from banhao.core.compiler.axis import Axis, axis, middle
from banhao.core.compiler.lanes import (
    Bar,
    Clock,
    Piece,
    chain,
    critical,
    promised,
    promised_bars,
    true_bars,
)
from banhao.core.compiler.plan import Plan, Visit
from banhao.core.compiler.progress import Look, Progress, Seen
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Lane:
    """One bar with its words. `first`, `last`: working days, counted from 1 (0: the day itself).

    `on`: the day it ends. `label` stands in the bar, `say` in the list. `promised`: the piece that
    was promised, for the comparison; `overdue`: what lies behind the due day. `notes`: procedures
    that stop the clock, or would.
    """

    title: Text
    who: Text
    at: float
    to: float
    past: float
    first: int
    last: int
    on: date | None
    look: Look
    label: Message
    say: Message
    critical: bool
    stops: tuple[Piece, ...]
    overdue: Piece | None
    promised: Piece | None
    compared: Message | None
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A visit in the applicant's lane: one diamond, a ring in each lane (index) that it gates."""

    at: float
    on: date
    title: Message
    sub: Message
    lanes: tuple[int, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """What the applicant does or gets: `kind` submit, accept or take."""

    kind: str
    at: float
    on: date | None
    label: Message
    title: Message
    sub: Message | None
    done: bool


@dataclass(frozen=True, slots=True)
class Today:
    """Where today stands."""

    at: float
    on: date


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything there is to draw. `path`: the lanes that decide the end, in order of time."""

    title: Message
    axis: Axis
    lanes: tuple[Lane, ...]
    path: tuple[int, ...]
    visits: tuple[Sight, ...]
    moments: tuple[Moment, ...]
    today: Today | None
    compares: bool


def promise_of(plan: Plan, accepted_on: date, calendar: Calendar) -> Picture:
    """Return the picture of a plan as if it were accepted on a day (which is today)."""
    clock, bars = Clock(accepted_on, accepted_on, calendar), promised_bars(plan)
    end = max((bar.whole.to for bar in bars), default=0.0)
    taken = _taken(plan, end, add_working_days(accepted_on, ceil(end), calendar), done=False)
    submit = Moment(
        "submit", 0, accepted_on, Message("picture.submit"),
        Message("picture.you_submit"), Message("picture.you_submit_sub"), done=False,
    )  # fmt: skip
    return _picture(_Told(plan, None, clock, bars), (submit, taken), Message("picture.promise"))


def truth_of(plan: Plan, progress: Progress, today: date, calendar: Calendar) -> Picture:
    """Return the picture of a case on a day; before it is accepted, as if it were so today."""
    origin = progress.accepted_on or (progress.submitted_on if progress.ended else today)
    clock = Clock(origin, today, calendar)
    bars = true_bars(plan, progress, clock)
    moments = [_submitted(progress)]
    if progress.accepted_on:
        words = Message("picture.accepted")
        moments.append(Moment("accept", 0, progress.accepted_on, words, words, None, done=True))
    if not progress.ended:
        moments.append(_end(plan, progress, bars, clock))
    title = Message("picture.comparison" if progress.over else "picture.truth")
    return _picture(_Told(plan, progress, clock, bars), moments, title)


@dataclass(frozen=True, slots=True)
class _Told:
    """What there is to tell: a plan, how far it has come (None: not begun), and its bars."""

    plan: Plan
    progress: Progress | None
    clock: Clock
    bars: Sequence[Bar]


def _picture(told: _Told, moments: Sequence[Moment], title: Message) -> Picture:
    plan, progress, clock, bars = told.plan, told.progress, told.clock, told.bars
    over, ended = bool(progress and progress.over), bool(progress and progress.ended)
    deciding = frozenset[int]() if ended else critical(bars)
    lanes = tuple(
        _lane(bar, plan, clock, critical=n in deciding, compare=over) for n, bar in enumerate(bars)
    )
    seen = progress.visits if progress else {}
    known = {visit.id for visit in plan.visits}
    visits = (
        *(_planned_sight(visit, seen.get(visit.id), told) for visit in plan.visits),
        *(_own_sight(each, told) for id_, each in seen.items() if id_ not in known and each.title),
    )
    now = None
    if not over and not ended:
        now = Today(middle(clock.today, clock.origin, clock.calendar), clock.today)
    places = [lane.to for lane in lanes] + [sight.at for sight in visits]
    places += [moment.at for moment in moments] + ([now.at] if now else [])
    places += [lane.promised.to for lane in lanes if lane.promised]
    columns = axis(clock.origin, max(ceil(max(places)), 1), clock.calendar)
    path = () if ended else chain(bars)
    return Picture(title, columns, lanes, path, visits, tuple(moments), now, over)


def _lane(bar: Bar, plan: Plan, clock: Clock, *, critical: bool, compare: bool) -> Lane:
    last = ceil(bar.whole.to)
    expected = None if bar.course.closed else add_working_days(clock.origin, last, clock.calendar)
    was = promised(bar.branch, plan) if compare else None
    label, say = captions.words(bar)
    return Lane(
        title=bar.branch.title,
        who=bar.branch.department_title,
        at=bar.whole.at,
        to=bar.whole.to,
        past=bar.past,
        first=min(floor(bar.whole.at) + 1, last),
        last=last,
        on=bar.course.ends_on or expected,
        look=bar.course.look,
        label=label,
        say=say,
        critical=critical,
        stops=bar.stops,
        overdue=_overdue(bar, clock),
        promised=was,
        compared=captions.compared(was, clock) if was else None,
        notes=captions.stopped(bar)
        if bar.stops
        else ()
        if bar.course.closed
        else captions.usual(bar),
    )


def _overdue(bar: Bar, clock: Clock) -> Piece | None:
    if bar.course.closed or bar.course.began_on is None or bar.course.ends_on is None:
        return None
    due = float(clock.place(bar.course.ends_on))
    return Piece(due, bar.whole.to) if due < bar.whole.to else None


def _planned_sight(visit: Visit, seen: Seen | None, told: _Told) -> Sight:
    """Return a visit where it took place or is fixed; else where the plan has it, not behind us."""
    number = max(ceil(visit.at / told.plan.minutes_per_day), told.clock.place(told.clock.today))
    return _sight(visit.title, visit.gated, number, seen, told)


def _own_sight(seen: Seen, told: _Told) -> Sight:
    """Return a visit that the plan does not have."""
    today = told.clock.place(told.clock.today)
    return _sight(seen.title or Text(""), seen.items, today, seen, told)


def _sight(
    title: Text | Message, gated: Sequence[str], number: int, seen: Seen | None, told: _Told
) -> Sight:  # fmt: skip
    clock = told.clock
    newest = {bar.branch.item: n for n, bar in enumerate(told.bars)}
    lanes = tuple(sorted(newest[item] for item in gated if item in newest))
    done = bool(seen and seen.done)
    sub = "picture.visit_done" if done else "picture.visit_sub"
    if seen and seen.on:
        at, on = middle(seen.on, clock.origin, clock.calendar), seen.on
    else:
        on = add_working_days(clock.origin, number, clock.calendar)
        at = _inside(number - 0.5 if number else 0.0, [told.bars[n].whole for n in lanes])
        sub = "picture.visit_open" if seen else sub
    words = Message("picture.visit", title=title)
    return Sight(at, on, words, Message(sub), lanes, done)


def _inside(at: float, pieces: Sequence[Piece]) -> float:
    """Return the place, moved into the pieces if they have one in common."""
    first = max((piece.at for piece in pieces), default=at)
    last = min((piece.to for piece in pieces), default=at)
    return min(max(at, first), last) if first <= last else at


def _submitted(progress: Progress) -> Moment:
    words = Message("picture.submitted")
    return Moment(
        "submit", 0, progress.submitted_on, Message("picture.submit"), words, None, done=True
    )


def _end(plan: Plan, progress: Progress, bars: Sequence[Bar], clock: Clock) -> Moment:
    """Return the end: when it came, or when it is expected, not before the promise."""
    last = max((bar.whole.to for bar in bars), default=0.0)
    if progress.over:
        ends = [bar.course.ends_on for bar in bars if bar.course.ends_on]
        words = Message("picture.all_decided")
        return Moment("take", last, max(ends, default=None), words, words, None, done=True)
    if progress.promised_on:
        last = max(last, clock.place(progress.promised_on))
    return _taken(
        plan, last, add_working_days(clock.origin, ceil(last), clock.calendar), done=False
    )


def _taken(plan: Plan, at: float, on: date, *, done: bool) -> Moment:
    n = plan.savings.licences_planned.value
    return Moment("take", at, on, Message("picture.take", n=n), Message("picture.you_get", n=n),
                  Message("picture.you_get_sub"), done)  # fmt: skip


def plain(value: Any) -> Any:
    """Return a picture (or a silhouette) as mappings, lists, numbers, dates and words."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Message | Text) or not is_dataclass(value):
        return [plain(each) for each in value] if isinstance(value, tuple) else value
    found: Mapping[str, Any] = {
        each.name: plain(getattr(value, each.name)) for each in fields(value)
    }
    return found
