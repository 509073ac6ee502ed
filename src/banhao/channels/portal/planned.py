"""The plan in words and dates: a promise that can be read, and the list in time order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from banhao.core.catalogue.values import OffClock
from banhao.core.clock.values import Calendar, Unit
from banhao.core.clock.working import add_working_days
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the plan's list. `first`, `last`: working days after acceptance (0 = that day).

    `kind`: mine, bar, visit or today. `state`: message of the state and `swatch` its pattern.
    `x`, `width`: place on the track in per cent; `part`: how much of it is over.
    """

    kind: str
    on: date | None
    head: Message | Text
    sub: Message | Text | None = None
    who: Text | None = None
    first: int = 0
    last: int = 0
    state: Message | None = None
    swatch: str = ""
    critical: bool = False
    done: bool = False
    x: str = ""
    width: str = ""
    part: str = ""
    off_clock: tuple[OffClock, ...] = ()


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


def entries(plan: Plan, accepted_on: date, calendar: Calendar) -> Sequence[Entry]:
    """Return the promise as a list in the order of finishing, with dates from `accepted_on`."""
    rows: list[tuple[float, Entry]] = [(-1, _handed_in(accepted_on))]
    rows += [(branch.ends, _bar(branch, plan, accepted_on, calendar)) for branch in plan.branches]
    rows += [
        (visit.at - 0.5, _visit(visit.title, visit.at, plan, accepted_on, calendar))
        for visit in plan.visits
    ]
    rows.append((plan.promise + 0.5, _taken(plan, promised_on(plan, accepted_on, calendar))))
    return [entry for _, entry in sorted(rows, key=lambda row: row[0])]


def span(branch: Branch, plan: Plan) -> tuple[int, int]:
    """Return the first and the last working day of a branch, counted from acceptance."""
    first = branch.starts // plan.minutes_per_day + 1
    last = day_number(branch.ends, plan)
    return (min(first, last), last)


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


def _handed_in(on: date) -> Entry:
    return Entry("mine", on, Message("portal.you_submit"), Message("portal.you_submit_sub"))


def _taken(plan: Plan, on: date) -> Entry:
    licences = plan.savings.licences_planned.value
    return Entry("mine", on, Message("portal.you_get", n=licences), Message("portal.you_get_sub"))


def _bar(branch: Branch, plan: Plan, accepted_on: date, calendar: Calendar) -> Entry:
    first, last = span(branch, plan)
    days = day_number(branch.ends - branch.starts, plan)
    total = max(plan.promise, 1)
    return Entry(
        "bar",
        on_day(last, accepted_on, calendar),
        branch.title,
        who=branch.department_title,
        first=first,
        last=last,
        state=Message("portal.bar_days", n=days) if days else Message("portal.bar_at_once"),
        swatch="s-plan",
        critical=branch.slack == 0,
        x=f"{branch.starts / total:.1%}",
        width=f"{max((branch.ends - branch.starts) / total, 0.01):.1%}",
        off_clock=branch.off_clock,
    )


def _visit(title: Text, at: int, plan: Plan, accepted_on: date, calendar: Calendar) -> Entry:
    return Entry(
        "visit",
        on_day(day_number(at, plan), accepted_on, calendar),
        Message("portal.visit", title=title),
        Message("portal.visit_sub"),
    )
