"""Where the bars of the plan picture begin and end, and which chain of them decides the end.

Places are working days after acceptance: 0 the acceptance, n the end of the n-th working day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from banhao.core.clock.values import Calendar
from banhao.core.clock.working import ONE_DAY
from banhao.core.compiler.axis import place
from banhao.core.compiler.order import ancestors
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.compiler.progress import Course, Look, Progress
from banhao.core.messages import Message

AT_ONCE = Message("picture.at_once")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an axis, from place to place."""

    at: float
    to: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A branch, its course, and its piece of the axis. `past`: up to where it lies behind us."""

    branch: Branch
    course: Course
    whole: Piece
    past: float
    stops: tuple[Piece, ...] = ()


def promised(branch: Branch, plan: Plan) -> Piece:
    """Return the piece that the plan itself gives a branch."""
    return Piece(branch.starts / plan.minutes_per_day, branch.ends / plan.minutes_per_day)


def in_order(plan: Plan) -> Sequence[Branch]:
    """Return the branches as lanes: by beginning, then by end, so that what decides stands last.

    What is needed stands before what needs it, also where both are done on the spot.
    """
    behind = ancestors({branch.item: branch.needs for branch in plan.branches})
    return sorted(plan.branches, key=lambda b: (b.starts, b.ends, len(behind[b.item])))


def promised_bars(plan: Plan) -> Sequence[Bar]:
    """Return the bars of a plan that has not begun."""
    found = []
    for branch in in_order(plan):
        whole = promised(branch, plan)
        course = Course(branch.item, Look.PLANNED, AT_ONCE)
        found.append(Bar(branch, course, whole, past=whole.at))
    return found


@dataclass(frozen=True, slots=True)
class Clock:
    """What turns days into places."""

    origin: date
    today: date
    calendar: Calendar

    def place(self, day: date) -> int:
        """Return where a day ends on the axis."""
        return place(day, self.origin, self.calendar)


def true_bars(plan: Plan, progress: Progress, clock: Clock) -> Sequence[Bar]:
    """Return the bars of a case: as they were, are, and are still expected.

    What has not begun is expected to begin when all it needs has ended; what is late, to end today
    at the earliest.
    """
    courses: dict[str, list[Course]] = {}
    for course in progress.courses:
        courses.setdefault(course.item, []).append(course)
    ends: dict[str, float] = {}
    found: list[Bar] = []
    for branch in in_order(plan):  # what is needed begins earlier, so it stands before
        for course in courses.get(branch.item, ()):
            ready = max((ends[need] for need in branch.needs if need in ends), default=0.0)
            whole = _whole(course, promised(branch, plan), ready, clock)
            ends[branch.item] = whole.to
            found.append(Bar(branch, course, whole, _past(course, whole, clock),
                             _stops(course, whole, clock)))  # fmt: skip
    return found


def _whole(course: Course, planned: Piece, ready: float, clock: Clock) -> Piece:
    if course.began_on is None:
        if course.closed and course.ends_on:
            at = float(clock.place(course.ends_on))
            return Piece(at, at)
        at = max(planned.at, ready, 0 if course.closed else clock.place(clock.today))
        return Piece(at, at + planned.to - planned.at)
    at = float(clock.place(course.began_on))
    to = clock.place(course.ends_on) if course.ends_on else at + planned.to - planned.at
    if not course.closed:
        to = max(to, clock.place(clock.today))
    return Piece(at, max(at, to))


def _past(course: Course, whole: Piece, clock: Clock) -> float:
    if course.began_on is None:
        return whole.at
    if course.closed:
        return whole.to
    return min(max(whole.at, clock.place(clock.today)), whole.to)


def _stops(course: Course, whole: Piece, clock: Clock) -> tuple[Piece, ...]:
    """Return the days not counted, as far as they lie inside the bar."""
    pieces = (
        Piece(
            max(whole.at, clock.place(stretch.first - ONE_DAY)),
            min(whole.to, clock.place(stretch.last)),
        )
        for stretch in course.off
    )
    return tuple(piece for piece in pieces if piece.to > piece.at)


def chain(bars: Sequence[Bar]) -> tuple[int, ...]:
    """Return the bars that decide the end, earliest first; of several chains the lowest."""
    if not bars:
        return ()
    last = max(bar.whole.to for bar in bars)
    here = max(n for n, bar in enumerate(bars) if bar.whole.to == last)
    found = [here]
    while (before := _decider(here, bars)) is not None:
        found.append(before)
        here = before
    return tuple(reversed(found))


def critical(bars: Sequence[Bar]) -> frozenset[int]:
    """Return every bar that the end hangs on, also where several chains are equally long."""
    last = max((bar.whole.to for bar in bars), default=0.0)
    found = {n for n, bar in enumerate(bars) if bar.whole.to == last}
    open_ = list(found)
    while open_:
        here = open_.pop()
        new = {n for n in _needed(here, bars) if bars[n].whole.to == bars[here].whole.at} - found
        found |= new
        open_ += new
    return frozenset(found)


def _decider(here: int, bars: Sequence[Bar]) -> int | None:
    """Return the last of what a bar waited for, if it began only then."""
    tight = [n for n in _needed(here, bars) if bars[n].whole.to == bars[here].whole.at]
    return tight[-1] if tight else None


def _needed(here: int, bars: Sequence[Bar]) -> Iterable[int]:
    newest: Mapping[str, int] = {bar.branch.item: n for n, bar in enumerate(bars)}
    return [newest[need] for need in bars[here].branch.needs if need in newest]
