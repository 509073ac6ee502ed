"""The plan's list while a case runs and afterwards: what has happened, what is still expected."""

from collections.abc import Sequence
from datetime import date

from banhao.channels.portal.planned import Entry, entries, on_day, promised_days
from banhao.core.cases.case import CLOSED, BranchCase, BranchState, Case, State
from banhao.core.cases.dates import Dates, branch_dates, case_dates
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import working_days_between
from banhao.core.compiler.plan import Branch, Plan, Visit
from banhao.core.messages import Message
from banhao.ui.messages import swatch

ENDED = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN})


def truth(case: Case, plan: Plan, calendar: Calendar, today: date) -> Sequence[Entry]:
    """Return the list in time order: done things with their day, open ones with the expected."""
    if case.accepted_on is None and case.state is State.SUBMITTED:
        return entries(plan, today, calendar)[1:]
    start = case.accepted_on or case.submitted_on
    dates = branch_dates(case, plan, calendar)
    planned = {entry.head: entry for entry in entries(plan, start, calendar)}
    rows = [_handed_in(case)]
    if case.accepted_on:
        rows.append(Entry("mine", case.accepted_on, Message("portal.accepted"), done=True))
    rows += [
        _bar(branch, case, dates.get(branch.item), planned[branch.title], calendar, today)
        for branch in plan.branches
    ]
    rows += [_visit(visit, case, plan, start, calendar) for visit in plan.visits]
    if case.state not in ENDED:
        rows += [Entry("today", today, Message("portal.today")), _end(case, plan, calendar)]
    return sorted(rows, key=_place)


def _place(entry: Entry) -> tuple[date, int]:
    rank = {"mine": 3, "today": 2, "visit": 0}.get(entry.kind, 1)
    if entry.kind == "mine" and entry.done and entry.last == 0:
        rank = -1
    return (entry.on or date.max, rank)


def _handed_in(case: Case) -> Entry:
    number = Message("portal.number", number=case.number)
    return Entry("mine", case.submitted_on, Message("portal.submitted"), number, done=True)


def _end(case: Case, plan: Plan, calendar: Calendar) -> Entry:
    if case.state in {State.DECIDED, State.DELIVERED}:
        on = max((b.decided_on for b in case.branches if b.decided_on), default=None)
        return Entry("mine", on, Message("portal.got"), done=True, last=1)
    promised = case_dates(case, plan, calendar).promised
    n = plan.savings.licences_planned.value
    return Entry("mine", promised.on if promised else None, Message("portal.you_get", n=n), last=1)


def _bar(
    branch: Branch,
    case: Case,
    dates: Dates | None,
    planned: Entry,
    calendar: Calendar,
    today: date,
) -> Entry:  # fmt: skip
    mine = case.branch(branch.item)
    promised = dates.promised if dates else None
    expected = promised.on if promised else planned.on
    on = mine.decided_on if mine.state in CLOSED else expected
    state, css = _state(mine, promised.on if promised else None, calendar, today)
    return Entry(
        "bar",
        None if case.state in ENDED and not mine.decided_on else on,
        branch.title,
        who=branch.department_title,
        state=state,
        swatch=css,
        critical=planned.critical,
        done=mine.state is BranchState.GRANTED,
        x=planned.x,
        width=planned.width,
        off_clock=() if mine.state in CLOSED else branch.off_clock,
    )


def _state(
    mine: BranchCase, end: date | None, calendar: Calendar, today: date
) -> tuple[Message, str]:
    """Return the words and the pattern of a branch's state, with the days that are left."""
    code = f"state.branch.{mine.state.value}"
    if mine.state in CLOSED or end is None:
        return Message(code), swatch(code)
    left = working_days_between(today, end, calendar)
    if left < 0:
        return Message("portal.bar_late", state=Message(code), n=-left), "s-late"
    return Message("portal.bar_left", state=Message(code), n=left), swatch(code)


def _visit(visit: Visit, case: Case, plan: Plan, start: date, calendar: Calendar) -> Entry:
    mine = next((each for each in case.visits if each.id == visit.id), None)
    done = mine is not None and all(part.result is not None for part in mine.parts)
    fixed = mine.on if mine else None
    if done and mine is not None:
        on = max((part.recorded_on for part in mine.parts if part.recorded_on), default=fixed)
    else:
        number = min(-(-visit.at // plan.minutes_per_day), promised_days(plan))
        on = fixed or on_day(number, start, calendar)
    sub = "portal.visit_done" if done else "portal.visit_sub" if fixed else "portal.visit_open"
    return Entry("visit", on, Message("portal.visit", title=visit.title), Message(sub), done=done)
