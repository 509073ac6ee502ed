"""Which ends of an open case move when the days off of a year are announced, and to when."""

from datetime import date

from banhao.core.cases.case import CLOSED, Case, State
from banhao.core.cases.commands import End, Ends, Moved, MoveEnds
from banhao.core.cases.dates import answer_due, branch_due, case_dates, notice_due
from banhao.core.cases.events import DueMoved
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message

OPEN = frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED})


def open_ends(case: Case, plan: Plan, calendar: Calendar) -> Ends:
    """Return the ends of a case that are still to come to, by the calendar. `case`: with visits."""
    answer = answer_due(case, calendar)
    found = {
        (End.TOLD, ""): notice_due(case, calendar),
        (End.ANSWER, ""): answer.on if answer else None,
        (End.CASE, ""): case_dates(case, plan, calendar).first,
    }
    for branch in case.latest:
        if branch.state not in CLOSED:
            found[End.ITEM, branch.item] = branch_due(case, branch, plan, calendar)
    return {place: day for place, day in found.items() if day and case.state in OPEN}


def moves(case: Case, plan: Plan, calendar: Calendar, stood: Ends) -> tuple[Moved, ...]:
    """Return which of the ends that stood are other days by this calendar."""
    return tuple(
        Moved(end, stood[end, item], day, item)
        for (end, item), day in open_ends(case, plan, calendar).items()
        if stood.get((end, item), day) != day
    )


def foremost(moved: tuple[Moved, ...]) -> Moved:
    """Return the move that says most: of the whole case, else the first (what comes next)."""
    return next((each for each in moved if each.end is End.CASE), moved[0])


def move(
    case: Case, command: MoveEnds, plan: Plan, calendar: Calendar, today: date
) -> tuple[DueMoved]:
    """Move what has to move, all in one event. :raises NotAllowed: nothing has to."""
    found = moves(case, plan, calendar, command.stood)
    if not found:
        raise NotAllowed(Message("case.nothing_moves"))
    return (DueMoved(command.year, found, today),)
