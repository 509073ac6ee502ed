"""After-checks: a promise that was relied on is looked at by a day, and holds or does not.

Ground: 国办发〔2020〕42号 (告知承诺制): after the decision the organ checks; a promise that was not
kept is to be put right in time (限期改正), and is looked at again. What was not put right is
failed: the decision that leaned on it can be revoked, by a decision of its own.
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
    TO_PUT_RIGHT = "to-put-right"  # not kept; a day is set by which it is to be put right
    FAILED = "failed"


ALLOWED: Mapping[CheckState, frozenset[CheckState]] = {
    CheckState.OPEN: frozenset({CheckState.PASSED, CheckState.TO_PUT_RIGHT}),
    CheckState.TO_PUT_RIGHT: frozenset({CheckState.PASSED, CheckState.FAILED}),
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
    put_right_by: date | None = None

    @property
    def ends_on(self) -> date:
        """The day by which somebody looks: the first time, or after it was to be put right."""
        return self.put_right_by or self.due_on

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can follow."""
        return not ALLOWED[self.state]


def due_on(opened_on: date, due_days: int, calendar: Calendar) -> date:
    """Return the day by which a pledge is checked: working days after the decision.

    A pledge without a number of days is checked by the next working day.
    """
    return add_working_days(opened_on, max(due_days, 1), calendar, ())


def record(
    check: AfterCheck, *, kept: bool, put_right_days: int, today: date, calendar: Calendar
) -> AfterCheck:
    """Return the check after somebody has looked.

    `put_right_days`: working days from today to put right what was not kept, at the first look.
    :raises NotAllowed: if it is closed already, or no time to put it right is given.
    """
    if check.is_closed:
        raise NotAllowed(Message("pledges.check_closed"))
    if kept:
        return replace(check, state=CheckState.PASSED)
    if check.state is CheckState.TO_PUT_RIGHT:
        return replace(check, state=CheckState.FAILED)
    if put_right_days < 1:
        raise NotAllowed(Message("pledges.needs_time"))
    by = add_working_days(today, put_right_days, calendar, ())
    return replace(check, state=CheckState.TO_PUT_RIGHT, put_right_by=by)


def is_late(check: AfterCheck, today: date) -> bool:
    """Return whether a check that is not closed should have been done before today."""
    return not check.is_closed and check.ends_on < today
