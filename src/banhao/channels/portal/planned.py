"""The plan in numbers and dates: what it promises if it is accepted on a day."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from banhao.core.clock.values import Calendar, Unit
from banhao.core.clock.working import add_working_days
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Text


def day_number(minutes: int, plan: Plan) -> int:
    """Return the working day in which a stretch of working minutes ends (0 = on the spot)."""
    return ceil(minutes / plan.minutes_per_day)


def promised_days(plan: Plan) -> int:
    """Return the promise of the plan in working days; a begun day counts."""
    return day_number(plan.promise, plan)


def papers_to_bring(plan: Plan) -> int:
    """Return the papers the applicant brings; pages count the one form apart from them."""
    return int(plan.savings.materials_proof_free.value) - 1


def promised_on(plan: Plan, accepted_on: date, calendar: Calendar) -> date:
    """Return the day on which all is done if the case is accepted on `accepted_on`."""
    return on_day(promised_days(plan), accepted_on, calendar)


def on_day(number: int, accepted_on: date, calendar: Calendar) -> date:
    """Return the date of a working day after acceptance."""
    return add_working_days(accepted_on, number, calendar) if number else accepted_on


def off_clock(plan: Plan) -> tuple[Sequence[Text], int, bool] | None:
    """Return the procedures that stop the clock: their titles, usual days, whether working days.

    Branches run side by side, so the longest sum of one branch counts. None: there are none.
    """
    sums = [(sum(each.usual_days for each in b.off_clock), b.off_clock) for b in plan.branches]
    days, procedures = max(sums, key=lambda pair: pair[0], default=(0, ()))
    if not procedures:
        return None
    return (
        [each.title for each in procedures],
        days,
        all(each.unit is Unit.WORKING_DAY for each in procedures),
    )
