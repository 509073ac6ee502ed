"""The task list of an office: running branches by light and end, visits, and what is to come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.queries import PAGE, my_branches
from banhao.apps.cases.taskcounts import Coming, Days, Show, filters, overview
from banhao.apps.cases.taskstatements import (
    Condition,
    Day,
    numbered,
    open_parts,
    rows_of_days,
    within,
)
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import BranchState
from banhao.core.cases.lights import Left, Light
from banhao.core.clock.local import localdate

ROWS = 50  # a page of tasks: as many as can be taken at once


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
    own = within(actor, today)
    running = own & numbered(number) if number else own
    every = overview(running, own, actor, today)
    seen = every.only(item)
    place = (after.light, after.due_on) if after else None
    days = seen.of_page(show, place, most + 1)
    wanted = running & filters(actor, today)[show]
    if after is not None:
        wanted &= _beyond(after)
    lefts = {(d.region, d.started, d.due_on, d.stopped_on): d.left for d in days}
    rows = rows_of_days([_day_of(each) for each in days], wanted, most + 1)
    found = [_task(row, lefts) for row in rows]
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
    rows = open_parts(within(actor, localdate(now)), PAGE)
    return [OpenPart(_line(row[:5]), visit, item, on) for *row, visit, item, on in rows]


def _day_of(days: Days) -> Day:
    place = (days.region, days.department, days.item)
    return (*place, days.started, days.due_on, days.stopped_on, days.light.value)


def _beyond(after: Place) -> Condition:
    return Condition(
        "(days.light, b.due_on, b.id) > (%s, %s, %s)", (after.light, after.due_on, after.id)
    )


def _more(found: Sequence[Task], most: int) -> Place | None:
    if len(found) <= most:
        return None
    last = found[most - 1]
    return Place(last.light, last.due_on, last.id)


def _case(row: CaseRecord) -> CaseLine:
    return CaseLine(row.id, row.number, row.applicant, row.firm, row.plan)


def _line(row: Sequence[Any]) -> CaseLine:
    """Return the first columns of a row. SQLite gives ids as 32 digits, both hashes as bytes."""
    ident, number, applicant, firm, plan = row
    own = UUID(ident) if isinstance(ident, str) else ident
    return CaseLine(own, number, applicant, firm, bytes(plan).hex())


def _task(row: Sequence[Any], lefts: Mapping[tuple[str, date, date, date | None], Left]) -> Task:
    _, ident, item, region, state, started, due, stopped, claimed_by, examined_by, visit = row[5:]
    return Task(
        ident,
        _line(row[:5]),
        item,
        BranchState(state),
        started,
        due,
        claimed_by,
        examined_by,
        lefts[region, started, due, stopped],
        stopped,
        visit is not None,
        date.fromisoformat(visit) if visit else None,
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
