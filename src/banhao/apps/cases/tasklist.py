"""The task list of an office: running branches by light and end, visits, and what is to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from banhao.apps.cases.models import BranchRecord, CaseRecord, PartRecord, VisitRecord
from banhao.apps.cases.queries import PAGE, my_branches
from banhao.apps.catalogues.queries import calendar
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import (
    BranchState,
    State,
)
from banhao.core.cases.lights import Light, left
from banhao.core.clock.local import localdate

RUNNING = (BranchState.ACCEPTED.value, BranchState.EXAMINED.value)
LOST = (BranchState.REFUSED.value, BranchState.STOPPED.value)


class Show(StrEnum):
    """What of the list is shown."""

    ALL = "all"
    MINE = "mine"
    FREE = "free"
    EXAMINE = "examine"
    DECIDE = "decide"
    LATE = "late"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list, for the page after it: the last row's light, end and id."""

    light: int
    due_on: date
    id: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What a list says of a case. `plan`: content hash; `firm`: uscc or ""."""

    id: UUID
    number: str
    applicant: int
    firm: str
    plan: str


@dataclass(frozen=True, slots=True)
class Task:
    """A running branch; its clock has started, so it has an end."""

    id: int
    case: CaseLine
    item: str
    state: BranchState
    accepted_on: date
    due_on: date
    claimed_by: int | None
    examined_by: int | None
    light: Light


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part of a visit without a result. `on`: day of the visit, None: not arranged yet."""

    case: CaseLine
    visit: str
    item: str
    on: date | None


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of the list. `counts`: rows of every filter; `more`: None on the last page."""

    rows: Sequence[Task]
    counts: Mapping[Show, int]
    more: Place | None


@dataclass(frozen=True, slots=True)
class Coming:
    """What will come: `waiting` branches of cases not accepted yet, all of them told by `told_by`;
    `behind` branches that wait for a sibling's result.
    """

    waiting: int
    told_by: date | None
    behind: int


def tasks(
    actor: Actor,
    now: datetime,
    show: Show = Show.ALL,
    *,
    number: str = "",
    after: Place | None = None,
) -> TaskPage:
    """Return running branches of the actor's departments: overdue, soon, normal, then by end.

    `number`: a part of the case's number.
    """
    today = localdate(now)
    rows = my_branches(actor, today).filter(state__in=RUNNING)
    if number:
        rows = rows.filter(case__number__icontains=number)
    lit = _lit(rows, today)
    shown = lit.filter(_filters(actor)[show])
    if after is not None:
        shown = shown.filter(_beyond(after))
    ordered = shown.select_related("case").order_by("light", "due_on", "id")
    found = [_task(row) for row in ordered[: PAGE + 1]]
    return TaskPage(found[:PAGE], _counts(lit, actor), _more(found))


def visits_to_come(actor: Actor, now: datetime) -> Sequence[OpenPart]:
    """Return parts of visits that the actor's departments still have to record, the next first;
    visits without a day stand last.
    """
    mine = my_branches(actor, localdate(now)).exclude(state__in=LOST)
    rows = _dated(PartRecord.objects.filter(result=None)).filter(
        Exists(mine.filter(case=OuterRef("case"), item=OuterRef("item"))),
        case__state=State.ACCEPTED.value,
    )
    order = (F("day").asc(nulls_last=True), "case", "visit", "place")
    found = rows.select_related("case").order_by(*order)[:PAGE]
    return [OpenPart(_case(row.case), row.visit, row.item, row.day) for row in found]


def coming(actor: Actor, now: datetime) -> Coming:
    """Return what the departments of the actor will get next."""
    received = my_branches(actor, localdate(now)).filter(state=BranchState.RECEIVED.value)
    waiting = received.filter(case__state=State.SUBMITTED.value)
    found = waiting.aggregate(n=Count("id"), told_by=models.Max("case__notice_on"))
    behind = received.filter(case__state=State.ACCEPTED.value).count()
    return Coming(found["n"], found["told_by"], behind)


def _lit(rows: QuerySet[BranchRecord], today: date) -> QuerySet[Any]:
    """Add each row's light. Few limits run at a time, so the days that are soon are few, too."""
    days, soon = calendar(), Q(pk__in=[])
    running = rows.filter(due_on__gte=today).order_by().values_list("accepted_on", "due_on")
    for started, due in running.distinct():
        if started and due and left(started, due, today, days).light is Light.SOON:
            soon |= Q(accepted_on=started, due_on=due)
    return rows.annotate(
        light=models.Case(
            When(due_on__lt=today, then=Light.LATE.value),
            When(soon, then=Light.SOON.value),
            default=Light.NORMAL.value,
            output_field=models.SmallIntegerField(),
        )
    )


def _dated(parts: QuerySet[PartRecord]) -> QuerySet[Any]:
    """Add to each part the `day` of its visit."""
    visits = VisitRecord.objects.filter(case=OuterRef("case"), visit=OuterRef("visit"))
    return parts.annotate(day=Subquery(visits.values("on")))


def _filters(actor: Actor) -> Mapping[Show, Q]:
    accepted = Q(state=BranchState.ACCEPTED.value)
    return {
        Show.ALL: Q(),
        Show.MINE: Q(claimed_by=actor.person),
        Show.FREE: accepted & Q(claimed_by=None),
        Show.EXAMINE: accepted,
        Show.DECIDE: Q(state=BranchState.EXAMINED.value),
        Show.LATE: Q(light=Light.LATE.value),
        Show.SOON: Q(light=Light.SOON.value),
    }


def _counts(rows: QuerySet[Any], actor: Actor) -> Mapping[Show, int]:
    wanted = {show.value: Count("id", filter=chosen) for show, chosen in _filters(actor).items()}
    found = rows.aggregate(**wanted)
    return {Show(name): count for name, count in found.items()}


def _beyond(after: Place) -> Q:
    same = Q(light=after.light)
    return (
        Q(light__gt=after.light)
        | same & Q(due_on__gt=after.due_on)
        | same & Q(due_on=after.due_on, id__gt=after.id)
    )


def _more(found: Sequence[Task]) -> Place | None:
    if len(found) <= PAGE:
        return None
    last = found[PAGE - 1]
    return Place(last.light, last.due_on, last.id)


def _case(row: CaseRecord) -> CaseLine:
    return CaseLine(row.id, row.number, row.applicant, row.firm, row.plan)


def _task(row: Any) -> Task:
    return Task(
        row.id,
        _case(row.case),
        row.item,
        BranchState(row.state),
        row.accepted_on,
        row.due_on,
        row.claimed_by,
        row.examined_by,
        Light(row.light),
    )


def open_parts(tasks: Sequence[Task]) -> Mapping[tuple[UUID, str], date | None]:
    """Return (case, item) → day of the visit, for branches whose part has no result yet."""
    wanted = {(task.case.id, task.item) for task in tasks}
    parts = _dated(PartRecord.objects.filter(result=None, case__in={case for case, _ in wanted}))
    found = parts.values_list("case", "item", "day")
    return {(case, item): day for case, item, day in found if (case, item) in wanted}


def my_items(actor: Actor, case_id: UUID, now: datetime) -> frozenset[str]:
    """Return the items of a case that the actor's departments handle."""
    rows = my_branches(actor, localdate(now)).filter(case=case_id)
    return frozenset(rows.values_list("item", flat=True))
