"""Dates that follow from a case: never stored in events, always recomputable, with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from banhao.core.cases.acceptance import last_day_to_tell, received_on, waits_for_word
from banhao.core.cases.case import (
    BranchCase,
    BranchState,
    Case,
    State,
)
from banhao.core.cases.inspections import decision_due
from banhao.core.clock.limits import due
from banhao.core.clock.values import Calendar, Due, Unit
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.law import DELIVERY_DAYS, JOINT_HANDLING_DAYS, SUPPLEMENT_NOTICE_DAYS


@dataclass(frozen=True, slots=True)
class Dates:
    """Promised and statutory ends, and the end that runs from a real visit.

    None: not running yet, or law sets no limit.
    """

    promised: Due | None = None
    statutory: Due | None = None
    after_visit: Due | None = None

    @property
    def first(self) -> date | None:
        """The earliest of them: what the office works towards."""
        days = [end.on for end in (self.promised, self.statutory, self.after_visit) if end]
        return min(days, default=None)


def case_dates(case: Case, plan: Plan, calendar: Calendar) -> Dates:
    """Return the promise of the theme and the limit of joint handling, from acceptance."""
    if case.accepted_on is None:
        return Dates()
    days = working_days(plan.promise, plan)
    return Dates(
        promised=end_of(case.accepted_on, days, Unit.WORKING_DAY, calendar),
        statutory=end_of(case.accepted_on, JOINT_HANDLING_DAYS, Unit.WORKING_DAY, calendar),
    )


def branch_dates(case: Case, plan: Plan, calendar: Calendar) -> Mapping[str, Dates]:
    """Return item → dates. A branch that waits for a sibling's result has none yet."""
    return {branch.item: dates_of_branch(case, branch, plan, calendar) for branch in plan.branches}


def notice_due(case: Case, calendar: Calendar) -> date | None:
    """Return the last day to tell the applicant (art. 32) while the office has to."""
    return last_day_to_tell(received_on(case), calendar) if waits_for_word(case) else None


def telling_due(case: Case, calendar: Calendar) -> Due | None:
    """Return the same day with its reasons."""
    if not waits_for_word(case):
        return None
    return end_of(received_on(case), SUPPLEMENT_NOTICE_DAYS, Unit.WORKING_DAY, calendar)


def answer_due(case: Case, calendar: Calendar) -> Due | None:
    """Return the applicant's last day to answer a served supplement, and why; None: none waits."""
    asked = case.turns.supplement
    if case.state is not State.SUPPLEMENT or asked is None or asked.served_on is None:
        return None
    return end_of(asked.served_on, asked.answer_days, Unit.WORKING_DAY, calendar)


def delivery_due(decided_on: date, calendar: Calendar) -> Due:
    """Return the end of issuing and delivering after the decision (art. 44)."""
    return end_of(decided_on, DELIVERY_DAYS, Unit.WORKING_DAY, calendar)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A calendar by identity: it is large, and the same one as long as none is imported."""

    calendar: Calendar

    def __hash__(self) -> int:
        return id(self.calendar)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.calendar is self.calendar


def end_of(start: date, days: int, unit: Unit, calendar: Calendar) -> Due:
    """Return where a limit ends and why; remembered, as many cases start on the same day."""
    return _end_of(start, days, unit, _Known(calendar))


@lru_cache(maxsize=2000)
def _end_of(start: date, days: int, unit: Unit, known: _Known) -> Due:
    return due(start, days, unit, known.calendar)


def working_days(minutes: int, plan: Plan) -> int:
    """Return whole working days of a stretch of working minutes; a begun day counts."""
    return ceil(minutes / plan.minutes_per_day)


def branch_due(case: Case, mine: BranchCase, plan: Plan, calendar: Calendar) -> date | None:
    """Return the day a branch is worked towards: its first end, or while it waits to be accepted
    again the last day to tell the applicant (art. 32).
    """
    if mine.state is BranchState.REFILED and mine.refiled_on:
        return last_day_to_tell(mine.refiled_on, calendar)
    return dates_of_branch(case, plan.branch(mine.item), plan, calendar, mine).first


def dates_of_branch(
    case: Case, branch: Branch, plan: Plan, calendar: Calendar, mine: BranchCase | None = None
) -> Dates:
    """Return the ends of one branch (`mine`: an attempt, else the latest); `case` with its visits,
    as far as any has a result.
    """
    mine = mine or case.branch(branch.item)
    start = mine.accepted_on
    if start is None:
        return Dates()
    days = working_days(branch.ends - branch.starts, plan)
    limit = branch.limit
    return Dates(
        promised=end_of(start, days, Unit.WORKING_DAY, calendar),
        statutory=end_of(start, int(limit.days), limit.unit, calendar) if limit else None,
        after_visit=decision_due(case, branch, calendar, mine),
    )
