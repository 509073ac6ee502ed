"""After-checks: a promise that was relied on is looked at by a day, and holds or does not.

Ground: 国办发〔2020〕42号 (告知承诺制): after the decision the organ checks; a promise that was not
kept is to be put right in time, else the decision is revoked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from banhao.core.clock.values import Calendar
from banhao.core.clock.working import add_working_days
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message


class CheckState(StrEnum):
    """State of an after-check."""

    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"


ALLOWED: Mapping[CheckState, frozenset[CheckState]] = {
    CheckState.OPEN: frozenset({CheckState.PASSED, CheckState.FAILED}),
    CheckState.PASSED: frozenset(),
    CheckState.FAILED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class AfterCheck:
    """One after-check; dates are local dates."""

    case: UUID
    item: str
    material: str
    opened_on: date
    due_on: date
    state: CheckState = CheckState.OPEN


def due_on(opened_on: date, due_days: int, calendar: Calendar) -> date:
    """Return the day by which a pledge is checked: working days after the decision.

    A pledge without a number of days is checked by the next working day.
    """
    return add_working_days(opened_on, max(due_days, 1), calendar, ())


def close(check: AfterCheck, state: CheckState) -> AfterCheck:
    """Return the check as passed or failed. :raises NotAllowed: if it is closed already."""
    if state not in ALLOWED[check.state]:
        raise NotAllowed(Message("pledges.check_closed"))
    return replace(check, state=state)


def is_late(check: AfterCheck, today: date) -> bool:
    """Return whether an open check should have been done before today."""
    return check.state is CheckState.OPEN and check.due_on < today
