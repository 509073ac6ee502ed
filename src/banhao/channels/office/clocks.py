"""The limits of a branch side by side: promise, law, and what runs from a real visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banhao.core.cases.case import Case
from banhao.core.cases.dates import branch_dates
from banhao.core.cases.stops import names_of_stops
from banhao.core.catalogue.values import Limit
from banhao.core.clock import explain
from banhao.core.clock.values import Calendar, Due
from banhao.core.clock.working import working_days_between
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit: what it is, when it ends, what is left in working days, and why."""

    code: str
    due: Due
    left: int
    limit: Limit | None
    reasons: Sequence[Message]

    @property
    def over(self) -> int:
        """Return by how many working days it is over."""
        return -self.left


def clocks(
    case: Case, plan: Plan, branch: Branch, calendar: Calendar, today: date
) -> Sequence[Clock]:
    """Return the limits that run, or have run, for a branch."""
    dates = branch_dates(case, plan, calendar)[branch.item]
    found = [
        ("office.clock.promised", dates.promised, None),
        ("office.clock.statutory", dates.statutory, branch.limit),
        ("office.clock.after_visit", dates.after_visit, branch.after_inspection),
    ]
    return [
        Clock(
            code,
            due,
            working_days_between(today, due.on, calendar),
            limit,
            explain.messages(due.reasons, names_of_stops(plan)),
        )
        for code, due, limit in found
        if due is not None
    ]
