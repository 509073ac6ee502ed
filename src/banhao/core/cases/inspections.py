"""Site inspections: one visit for all members, a part per member, two officers, gates decisions."""

from collections.abc import Mapping
from datetime import date

from banhao.core.cases.case import (
    BranchCase,
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
from banhao.core.clock.values import Calendar, Due, Stretch
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.law import INSPECTING_OFFICERS, INSPECTION_ARTICLE
from banhao.core.messages import Message, Text


def planned(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return visit id → members of the plan's visits, joint ones and single ones."""
    return {visit.id: (*visit.gated, *visit.reusing) for visit in plan.visits}


def visit_again(item: str, attempt: int) -> str:
    """Return the id of the inspection that only a re-filed item needs anew.

    Neither an id of the catalogue nor an address has a tilde to be written otherwise, and a journal
    without an at sign holds no mail address.
    """
    return f"{item}~{attempt}"


def attempt_of(visit: str) -> int:
    """Return for which attempt a visit was made; 1: it is the plan's."""
    return int(visit.rpartition("~")[2]) if "~" in visit else 1


def visit_title(plan: Plan, visit: str) -> Text | Message:
    """Return what a visit is called."""
    for planned_visit in plan.visits:
        if planned_visit.id == visit:
            return planned_visit.title
    return Message("case.visit_again", item=plan.branch(visit.rpartition("~")[0]).title)


def parts_of(case: Case, branch: BranchCase) -> tuple[Part, ...]:
    """Return the parts of visits that count for an attempt: those of the latest visit up to it.

    A re-filed item whose part met the requirement reuses that record; else it is visited anew.
    """
    parts = [
        (attempt_of(visit.id), part)
        for visit in case.visits
        for part in visit.parts
        if part.item == branch.item and attempt_of(visit.id) <= branch.attempt
    ]
    latest = max((attempt for attempt, _ in parts), default=1)
    return tuple(part for attempt, part in parts if attempt == latest)


def gate(case: Case, planned_branch: Branch) -> None:
    """:raises NotAllowed: if the decision must wait for a visit that has no result yet."""
    if planned_branch.inspection is not InspectionWhen.BEFORE:
        return
    parts = parts_of(case, case.branch(planned_branch.item))
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
    if stamp.by not in command.officers and not command.told:
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


def decision_due(
    case: Case,
    planned_branch: Branch,
    calendar: Calendar,
    mine: BranchCase | None = None,
    off: tuple[Stretch, ...] = (),
) -> Due | None:
    """Return the end of the limit that some laws set from the real visit; None: there is none.

    It never runs before the branch does: a record that is taken over counts from the acceptance.
    """
    mine = mine or case.branch(planned_branch.item)
    limit, started = planned_branch.after_inspection, mine.accepted_on
    days = [part.recorded_on for part in parts_of(case, mine) if part.recorded_on]
    if limit is None or started is None or not days:
        return None
    return due(max(started, *days), int(limit.days), limit.unit, calendar, off)


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
