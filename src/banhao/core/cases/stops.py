"""Stretches off the clock of a case: from the special procedures that it has been through.

The day on which a procedure is started still counts, as the day of every event does; the day on
which it ends does not. An open one is reckoned to its expected end (decision 0041).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from banhao.core.cases.case import BranchCase, Case
from banhao.core.cases.turns import Procedure
from banhao.core.clock.values import Calendar, Stretch, Unit
from banhao.core.clock.working import ONE_DAY, add_working_days
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Text


def stops(
    case: Case, plan: Plan, calendar: Calendar, mine: BranchCase | None = None
) -> tuple[Stretch, ...]:
    """Return the stretches of an attempt at an item; None: of all items together."""
    found = (
        _stretch(each, plan, calendar)
        for each in case.turns.procedures
        if mine is None or (each.item, each.attempt) == (mine.item, mine.attempt)
    )
    return tuple(each for each in found if each.first <= each.last)


def stopped_on(case: Case, mine: BranchCase) -> date | None:
    """Return since when the clock of an attempt at an item stands still, None: it does not."""
    if not case.turns.procedures or mine is not case.branch(mine.item):
        return None
    return min((each.started_on for each in open_procedures(case, mine.item)), default=None)


def open_procedures(case: Case, item: str) -> tuple[Procedure, ...]:
    """Return the procedures of an item that have not ended."""
    return tuple(p for p in case.turns.procedures if p.item == item and p.ended_on is None)


def expected_until(procedure: Procedure, calendar: Calendar) -> date:
    """Return the last day a procedure is expected to take, as the applicant was told."""
    if procedure.unit is Unit.WORKING_DAY:
        return add_working_days(procedure.started_on, procedure.days, calendar)
    return procedure.started_on + timedelta(procedure.days)


def names_of_stops(plan: Plan) -> Mapping[str, Text]:
    """Return kind → title of all procedures of a plan, for the reasons of a date."""
    return {each.id: each.title for branch in plan.branches for each in branch.off_clock}


def _stretch(procedure: Procedure, plan: Plan, calendar: Calendar) -> Stretch:
    declared = (e for e in plan.branch(procedure.item).off_clock if e.id == procedure.kind)
    basis = next((each.basis for each in declared), None)
    article = f"《{basis.law}》{basis.article}" if basis and basis.law else ""
    last = procedure.ended_on or expected_until(procedure, calendar)
    return Stretch(procedure.started_on + ONE_DAY, last, procedure.kind, article)
