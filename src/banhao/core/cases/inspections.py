"""Site inspections: one visit for all members, a part per member, two officers, gates decisions."""

from collections.abc import Mapping
from datetime import date

from banhao.core.cases.case import (
    Case,
    Part,
    Stamp,
    VisitCase,
)
from banhao.core.cases.commands import (
    ArrangeVisit,
    RecordInspection,
)
from banhao.core.cases.events import (
    Event,
    PartRecorded,
    VisitArranged,
)
from banhao.core.catalogue.values import InspectionWhen
from banhao.core.clock.limits import due
from banhao.core.clock.values import Calendar, Due
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.law import INSPECTING_OFFICERS, INSPECTION_ARTICLE
from banhao.core.messages import Message


def planned(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return visit id → members of the plan's visits, joint ones and single ones."""
    return {visit.id: (*visit.gated, *visit.reusing) for visit in plan.visits}


def gate(case: Case, planned_branch: Branch) -> None:
    """:raises NotAllowed: if the decision must wait for a visit that has no result yet."""
    if planned_branch.inspection is not InspectionWhen.BEFORE:
        return
    parts = [p for v in case.visits for p in v.parts if p.item == planned_branch.item]
    if any(part.result is None for part in parts):
        raise NotAllowed(Message("case.visit_first"))


def arrange(case: Case, command: ArrangeVisit, today: date) -> tuple[Event, ...]:
    """Set or move the day of a visit. :raises NotAllowed: in the past, the same, or begun.

    :raises NotFound: the item that arranges it is not a member of it.
    """
    visit = visit_of(case, command.visit)
    part_of(visit, command.item)
    if command.on < today:
        raise NotAllowed(Message("case.visit_in_past", on=command.on))
    if any(part.result is not None for part in visit.parts):
        raise NotAllowed(Message("case.visit_begun"))
    if command.on == visit.on:  # the same form sent twice
        raise NotAllowed(Message("case.visit_on_that_day", on=command.on))
    return (VisitArranged(visit.id, command.on),)


def record(case: Case, command: RecordInspection, today: date, stamp: Stamp) -> tuple[Event, ...]:
    """Record one member's part. :raises NotAllowed: no day yet, recorded, too few officers."""
    visit = visit_of(case, command.visit)
    part = part_of(visit, command.item)
    if visit.on is None or visit.on > today:
        raise NotAllowed(Message("case.visit_not_arranged"))
    if part.result is not None:
        raise NotAllowed(Message("case.part_recorded"))
    if len(set(command.officers)) < INSPECTING_OFFICERS:
        raise NotAllowed(
            Message("case.two_officers", count=INSPECTING_OFFICERS, article=INSPECTION_ARTICLE)
        )
    if stamp.by not in command.officers:
        raise NotAllowed(Message("case.inspector_records"))
    return (
        PartRecorded(
            visit=visit.id,
            item=part.item,
            result=command.result,
            officers=tuple(sorted(set(command.officers))),
            record=command.record,
            effective_on=today,
        ),
    )


def decision_due(case: Case, planned_branch: Branch, calendar: Calendar) -> Due | None:
    """Return the end of the limit that some laws set from the real visit; None: there is none.

    It never runs before the branch does: a record that is taken over counts from the acceptance.
    """
    limit, started = planned_branch.after_inspection, case.branch(planned_branch.item).accepted_on
    days = [
        part.recorded_on
        for visit in case.visits
        for part in visit.parts
        if part.item == planned_branch.item and part.recorded_on
    ]
    if limit is None or started is None or not days:
        return None
    return due(max(started, *days), int(limit.days), limit.unit, calendar)


def visit_of(case: Case, visit_id: str) -> VisitCase:
    """Return a visit. :raises NotFound: if the case has none with this id."""
    for visit in case.visits:
        if visit.id == visit_id:
            return visit
    raise NotFound(Message("case.no_visit", visit=visit_id))


def part_of(visit: VisitCase, item: str) -> Part:
    """Return a member's part. :raises NotFound: if it has none."""
    for part in visit.parts:
        if part.item == item:
            return part
    raise NotFound(Message("case.no_branch", item=item))
