"""Dates that follow from a case: never stored in events, always recomputable, with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from banhao.core.cases.acceptance import last_day_to_tell, received_on, waits_for_word
from banhao.core.cases.case import (
    CLOSED,
    BranchCase,
    BranchState,
    Case,
    State,
)
from banhao.core.cases.inspections import decision_due
from banhao.core.cases.stops import stops
from banhao.core.cases.turns import Extension
from banhao.core.clock.limits import due
from banhao.core.clock.values import Calendar, Due, Reason, Rule, Stretch, Unit
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.errors import NotFound
from banhao.core.law import (
    DELIVERY_DAYS,
    EXTENSION_ARTICLE,
    JOINT_HANDLING_ARTICLE,
    JOINT_HANDLING_DAYS,
    SUPPLEMENT_NOTICE_DAYS,
)
from banhao.core.messages import Message


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
    calendar = calendar.as_of(_closed_on(case))
    days, off = working_days(plan.promise, plan), stops(case, plan, calendar)
    ends = (
        end_of(case.accepted_on, count, Unit.WORKING_DAY, calendar, off)
        for count in (days, JOINT_HANDLING_DAYS)
    )
    promised, statutory = (_extended(case, None, end, calendar, off) for end in ends)
    return Dates(promised=_after_its_items(case, promised, calendar, off), statutory=statutory)


def _closed_on(case: Case) -> date | None:
    """Return the day of the last decision of a case that nothing is open in."""
    if any(branch.state not in CLOSED for branch in case.latest):
        return None
    return max((b.decided_on for b in case.branches if b.decided_on), default=None)


def branch_dates(case: Case, plan: Plan, calendar: Calendar) -> Mapping[str, Dates]:
    """Return item → dates. A branch that waits for a sibling's result has none yet."""
    return {branch.item: dates_of_branch(case, branch, plan, calendar) for branch in plan.branches}


def ends_of(case: Case, item: str, plan: Plan, calendar: Calendar) -> Dates:
    """Return the ends of an item, of the whole case for "". :raises NotFound: no such item."""
    if not item:
        return case_dates(case, plan, calendar)
    if all(branch.item != item for branch in plan.branches):
        raise NotFound(Message("case.no_branch", item=item))
    return dates_of_branch(case, plan.branch(item), plan, calendar)


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


def end_of(
    start: date, days: int, unit: Unit, calendar: Calendar, off: tuple[Stretch, ...] = ()
) -> Due:
    """Return where a limit ends and why; remembered, as many cases start on the same day."""
    return _end_of(start, days, unit, _Known(calendar), off)


@lru_cache(maxsize=2000)
def _end_of(start: date, days: int, unit: Unit, known: _Known, off: tuple[Stretch, ...]) -> Due:
    return due(start, days, unit, known.calendar, off)


def extension_of(case: Case, mine: BranchCase | None) -> Extension | None:
    """Return the extension of an attempt at an item; None: of joint handling."""
    wanted = (mine.item, mine.attempt) if mine else ("", 1)
    return next((e for e in case.turns.extensions if (e.item, e.attempt) == wanted), None)


def _extended(
    case: Case, mine: BranchCase | None, end: Due, calendar: Calendar, off: tuple[Stretch, ...]
) -> Due:
    """Return where a limit ends after its extension, if it was extended."""
    extension = extension_of(case, mine)
    return _later(end, extension, calendar, off) if extension else end


def _after_its_items(case: Case, end: Due, calendar: Calendar, off: tuple[Stretch, ...]) -> Due:
    """Return the promise of the whole after the longest extension of an item: it waits for it."""
    longest = max(
        (e for e in case.turns.extensions if e.item), key=lambda each: each.days, default=None
    )
    return _later(end, longest, calendar, off) if longest else end


def _later(end: Due, by: Extension, calendar: Calendar, off: tuple[Stretch, ...]) -> Due:
    article = EXTENSION_ARTICLE if by.item else JOINT_HANDLING_ARTICLE
    remark = Reason(Rule.EXTENDED, article, end.on, end.on, 0, str(by.days))
    more = end_of(end.on, by.days, Unit.WORKING_DAY, calendar, off)
    reasons = (*end.reasons, remark, *more.reasons[1:])  # without its start: it goes on
    return Due(more.on, end.provisional or more.provisional, reasons)


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
    calendar = calendar.as_of(mine.decided_on)
    days = working_days(branch.ends - branch.starts, plan)
    off = stops(case, plan, calendar, mine)
    limit = branch.limit
    promised = end_of(start, days, Unit.WORKING_DAY, calendar, off)
    statutory = end_of(start, int(limit.days), limit.unit, calendar, off) if limit else None
    return Dates(
        promised=_extended(case, mine, promised, calendar, off),
        statutory=_extended(case, mine, statutory, calendar, off) if statutory else None,
        after_visit=decision_due(case, branch, calendar, mine, off),
    )
