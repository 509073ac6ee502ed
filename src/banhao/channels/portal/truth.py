"""The plan's list while a case runs and afterwards: what has happened, what is still expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from banhao.channels.portal.planned import (
    Entry,
    day_number,
    entries,
    on_day,
    promised_days,
    promised_on,
)
from banhao.core.cases.case import (
    CLOSED,
    BranchCase,
    BranchState,
    Case,
    State,
)
from banhao.core.cases.dates import Dates, branch_dates, case_dates
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import working_days_between
from banhao.core.compiler.plan import Branch, Plan, Visit
from banhao.core.messages import Message, Text
from banhao.ui.messages import swatch

ENDED = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Seen:
    """A case on a day: with its plan, its dates, and the entries as they were planned."""

    case: Case
    plan: Plan
    calendar: Calendar
    today: date
    start: date
    dates: Mapping[str, Dates]
    planned: Mapping[Message | Text, Entry]


def truth(case: Case, plan: Plan, calendar: Calendar, today: date) -> Sequence[Entry]:
    """Return the list in time order: done things with their day, open ones with the expected."""
    start = case.accepted_on or (today if case.state is State.SUBMITTED else case.submitted_on)
    planned = {entry.head: entry for entry in entries(plan, start, calendar)}
    dates = branch_dates(case, plan, calendar)
    seen = Seen(case, plan, calendar, today, start, dates, planned)
    rows = [_handed_in(case)]
    if case.accepted_on:
        rows.append(Entry("mine", case.accepted_on, Message("portal.accepted"), done=True))
    rows += [_bar(branch, seen) for branch in plan.branches]
    rows += [_visit(visit, seen) for visit in plan.visits]
    if case.state not in ENDED:
        rows += [Entry("today", today, Message("portal.today")), _end(seen)]
    return sorted(rows, key=_place)


def _place(entry: Entry) -> tuple[date, int]:
    rank = {"mine": 4, "today": 1, "visit": 2}.get(entry.kind, 3)
    if entry.done and entry.last == 0:
        rank = {"mine": -2, "visit": -1}.get(entry.kind, 0)  # the visit came before what it gates
    return (entry.on or date.max, rank)


def _handed_in(case: Case) -> Entry:
    number = Message("portal.number", number=case.number)
    return Entry("mine", case.submitted_on, Message("portal.submitted"), number, done=True)


def _end(seen: Seen) -> Entry:
    case, plan = seen.case, seen.plan
    if case.state in {State.DECIDED, State.DELIVERED}:
        on = max((b.decided_on for b in case.branches if b.decided_on), default=None)
        return Entry("mine", on, Message("portal.got"), done=True, last=1)
    promised = case_dates(case, plan, seen.calendar).promised
    on = promised.on if promised else promised_on(plan, seen.start, seen.calendar)
    words = Message("portal.you_get", n=plan.savings.licences_planned.value)
    return Entry("mine", on, words, last=1)


def _bar(branch: Branch, seen: Seen) -> Entry:
    mine, planned = seen.case.branch(branch.item), seen.planned[branch.title]
    promised = seen.dates[branch.item].promised
    closed = mine.state in CLOSED
    on = mine.decided_on if closed else promised.on if promised else planned.on
    state, css = _state(mine, promised.on if promised else None, seen)
    return replace(
        planned,
        on=None if seen.case.state in ENDED and not mine.decided_on else on,
        first=0,
        last=0,
        state=state,
        swatch=css,
        part="" if closed or not promised else _over(planned.width, mine, promised.on, seen),
        done=mine.state is BranchState.GRANTED,
        off_clock=() if closed else branch.off_clock,
    )


def _over(width: str, mine: BranchCase, end: date, seen: Seen) -> str:
    """Return the part of the bar that lies behind us, in per cent of the track."""
    start = mine.accepted_on or seen.start
    total = max(working_days_between(start, end, seen.calendar), 1)
    over = min(max(working_days_between(start, seen.today, seen.calendar), 0), total)
    return f"{float(width.rstrip('%')) * over / total:.1f}%"


def _state(mine: BranchCase, end: date | None, seen: Seen) -> tuple[Message, str]:
    """Return the words and the pattern of a branch's state, with the days that are left."""
    code = f"state.branch.{mine.state.value}"
    if mine.state in CLOSED or end is None:
        return Message(code), swatch(code)
    left = working_days_between(seen.today, end, seen.calendar)
    if left < 0:
        return Message("portal.bar_late", state=Message(code), n=-left), "s-late"
    return Message("portal.bar_left", state=Message(code), n=left), swatch(code)


def _visit(visit: Visit, seen: Seen) -> Entry:
    mine = next((each for each in seen.case.visits if each.id == visit.id), None)
    parts = mine.parts if mine else ()
    done = bool(parts) and all(part.result is not None for part in parts)
    fixed = mine.on if mine else None
    if done:
        on = max((part.recorded_on for part in parts if part.recorded_on), default=fixed)
    else:
        number = min(day_number(visit.at, seen.plan), promised_days(seen.plan))
        on = fixed or on_day(number, seen.start, seen.calendar)
    sub = "portal.visit_done" if done else "portal.visit_sub" if fixed else "portal.visit_open"
    return Entry("visit", on, Message("portal.visit", title=visit.title), Message(sub), done=done)
