"""The days of a case never go back: a clock that was set back is noticed before anything is done.

Events are ordered by their number. Their local days are what limits count from, so a step on a day
before one that is recorded already is refused. A clock a little off within a day does no harm.
"""

from datetime import date

from banhao.core.cases.case import Case
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message


def last_day(case: Case) -> date:
    """Return the latest day on which something of the case is known to have happened."""
    days = [case.accepted_on]
    for branch in case.branches:
        days += [branch.accepted_on, branch.decided_on, branch.refiled_on]
    days += [part.recorded_on for visit in case.visits for part in visit.parts]
    return max([case.submitted_on, *(day for day in days if day is not None)])


def keep_order(case: Case, today: date) -> None:
    """Pass if `today` lies on or after all that is recorded. :raises NotAllowed: if not."""
    last = last_day(case)
    if today < last:
        raise NotAllowed(Message("case.clock_back", today=today, last=last))
