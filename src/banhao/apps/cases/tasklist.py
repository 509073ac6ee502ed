"""The task list of an office: running branches by light and end, visits, and what is to come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, When

from banhao.apps.cases.literals import Word
from banhao.apps.cases.models import BranchRecord, CaseRecord, PartRecord, VisitRecord
from banhao.apps.cases.queries import PAGE, my_branches
from banhao.apps.cases.taskcounts import Coming, Days, Show, filters, overview
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import (
    LOST as LOST_STATES,
)
from banhao.core.cases.case import (
    BranchState,
    State,
)
from banhao.core.cases.lights import Left, Light
from banhao.core.clock.local import localdate

RUNNING = (Word(BranchState.ACCEPTED), Word(BranchState.EXAMINED))
ROWS = 20  # a page of tasks: what one screen shows, and what one can decide on in one look
LOST = tuple(state.value for state in LOST_STATES)


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
    """A running branch; its clock has started, so it has an end.

    `has_visit`: its part of a visit has no result yet; `visit_on`: the day, None: not arranged.
    """

    id: int
    case: CaseLine
    item: str
    state: BranchState
    accepted_on: date
    due_on: date
    claimed_by: int | None
    examined_by: int | None
    left: Left
    stopped_on: date | None = None
    has_visit: bool = False
    visit_on: date | None = None

    @property
    def light(self) -> Light:
        """Return its light."""
        return self.left.light

    @property
    def keeper(self) -> int | None:
        """Return whose name stands beside it: who examined it, else who has it."""
        return self.examined_by or self.claimed_by


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part of a visit without a result. `on`: day of the visit, None: not arranged yet."""

    case: CaseLine
    visit: str
    item: str
    on: date | None


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of the list. `counts`: rows of every filter; `more`: None on the last page.

    `items`: item → rows, whatever is shown; `due`: day → rows of what is shown that end on it;
    `version`: of the published catalogue, "" if there are no tasks.
    """

    rows: Sequence[Task]
    counts: Mapping[Show, int]
    items: Mapping[str, int]
    due: Mapping[date, int]
    more: Place | None
    coming: Coming
    version: str


def tasks(
    actor: Actor,
    now: datetime,
    show: Show = Show.ALL,
    *,
    number: str = "",
    item: str = "",
    after: Place | None = None,
    most: int | None = None,
) -> TaskPage:
    """Return running branches of the actor's departments: overdue, soon, normal, stopped, by end.

    `number`: a part of the case's number; `item`: only of this item. `most`: rows of the page. Two
    statements, however long the list: how many there are by days and items, and the rows of the few
    days that fill the page.
    """
    most, today = most or ROWS, localdate(now)
    own = my_branches(actor, today)
    running = own.filter(state__in=RUNNING)
    if number:
        running = running.filter(case__number__icontains=number)
    every = overview(running, own.filter(state=Word(BranchState.RECEIVED)), actor, today)
    seen = every.only(item)
    if item:
        running = running.filter(item=item)
    lefts = {(d.region, d.started, d.due_on, d.stopped_on): d.left for d in seen.days}
    place = (after.light, after.due_on) if after else None
    rows = _lit(running, seen.of_page(show, place, most + 1)).filter(filters(actor, today)[show])
    if after is not None:
        rows = rows.filter(_beyond(after))
    ordered = _with_visits(rows).select_related("case").order_by("light", "due_on", "id")
    found = [_task(row, lefts) for row in ordered[: most + 1]]
    return TaskPage(
        rows=found[:most],
        counts=seen.counts,
        items=every.items,
        due=seen.due(show),
        more=_more(found, most),
        coming=seen.coming,
        version=seen.version,
    )


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


def _with_visits(rows: QuerySet[BranchRecord]) -> QuerySet[Any]:
    """Add whether a part of a visit is open, and the day of that visit."""
    parts = PartRecord.objects.filter(result=None, case=OuterRef("case"), item=OuterRef("item"))
    day = _dated(parts).values("day")[:1]
    return rows.annotate(has_visit=Exists(parts), visit_on=Subquery(day))


def _lit(rows: QuerySet[BranchRecord], days: Sequence[Days]) -> QuerySet[Any]:
    """Return the rows of these days, each with its light: few days fill a page."""
    wanted, lights = Q(pk__in=[]), []
    places = {(d.region, d.started, d.due_on, d.stopped_on): d.light for d in days}
    for (region, started, due_on, stopped_on), light in places.items():
        on = Q(region=region, accepted_on=started, due_on=due_on, stopped_on=stopped_on)
        wanted |= on
        lights.append(When(on, then=light.value))
    return rows.filter(wanted, due_on__in={each.due_on for each in days}).annotate(
        light=models.Case(*lights, default=0, output_field=models.SmallIntegerField())
    )


def _dated(parts: QuerySet[PartRecord]) -> QuerySet[Any]:
    """Add to each part the `day` of its visit."""
    visits = VisitRecord.objects.filter(case=OuterRef("case"), visit=OuterRef("visit"))
    return parts.annotate(day=Subquery(visits.values("on")))


def _beyond(after: Place) -> Q:
    same = Q(light=after.light)
    return (
        Q(light__gt=after.light)
        | same & Q(due_on__gt=after.due_on)
        | same & Q(due_on=after.due_on, id__gt=after.id)
    )


def _more(found: Sequence[Task], most: int) -> Place | None:
    if len(found) <= most:
        return None
    last = found[most - 1]
    return Place(last.light, last.due_on, last.id)


def _case(row: CaseRecord) -> CaseLine:
    return CaseLine(row.id, row.number, row.applicant, row.firm, row.plan)


def _task(row: Any, lefts: Mapping[tuple[str, date, date, date | None], Left]) -> Task:
    return Task(
        row.id,
        _case(row.case),
        row.item,
        BranchState(row.state),
        row.accepted_on,
        row.due_on,
        row.claimed_by,
        row.examined_by,
        lefts[row.region, row.accepted_on, row.due_on, row.stopped_on],
        row.stopped_on,
        row.has_visit,
        row.visit_on,
    )


def my_items(actor: Actor, case_id: UUID, now: datetime) -> frozenset[str]:
    """Return the items of a case that the actor's departments handle."""
    rows = my_branches(actor, localdate(now)).filter(case=case_id)
    return frozenset(rows.values_list("item", flat=True))


def picked(
    actor: Actor, now: datetime, wanted: Collection[tuple[UUID, str]]
) -> Mapping[tuple[UUID, str], CaseLine]:
    """Return (case, item) → the case, of those that the actor's departments handle."""
    rows = my_branches(actor, localdate(now)).filter(case__in={case for case, _ in wanted})
    found = {(row.case_id, row.item): _case(row.case) for row in rows.select_related("case")}
    return {pick: found[pick] for pick in wanted if pick in found}
