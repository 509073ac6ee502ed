"""The rows of the task list and of the visits beside it, with masked applicants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import tasklist
from banhao.apps.cases.taskcounts import Coming, Show
from banhao.apps.cases.tasklist import OpenPart, Place
from banhao.apps.catalogues import queries as catalogues
from banhao.channels.office.due import DueDay, due_days
from banhao.channels.office.lights import visit_words
from banhao.channels.office.naming import Names, names_of
from banhao.channels.office.taskrows import SHORT, TaskRow, rows_of
from banhao.channels.office.wanted import Wanted
from banhao.core.authority.acts import Actor
from banhao.core.cases.inspections import visit_title
from banhao.core.clock.local import localdate
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with parts that the actor's departments still have to record."""

    case: UUID
    visit: str
    number: str
    applicant: str
    title: Text | Message
    on: date | None
    when: Message
    items: Sequence[Text]

    @property
    def short(self) -> str:
        """Return the end of the number."""
        return self.number[-SHORT:]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page: tasks, visits, what will come."""

    tasks: Sequence[TaskRow]
    counts: Mapping[Show, int]
    more: Place | None
    visits: Sequence[VisitRow]
    coming: Coming
    today: date
    items: Sequence[tuple[str, Text, int]]
    due: Sequence[DueDay]

    @property
    def ends_soon(self) -> bool:
        """Whether any day of the chart has a task."""
        return any(day.n for day in self.due)

    @property
    def visits_today(self) -> Sequence[VisitRow]:
        """Return the visits of today and those whose day is over without a result."""
        return [row for row in self.visits if row.on and row.on <= self.today]

    @property
    def visits_later(self) -> Sequence[VisitRow]:
        """Return the visits to come and those without a day."""
        return [row for row in self.visits if not row.on or row.on > self.today]


def board(actor: Actor, now: datetime, wanted: Wanted) -> Board:
    """Return the task list of the actor's departments and what stands beside it."""
    today = localdate(now)
    page = tasklist.tasks(
        actor, now, wanted.show, number=wanted.number, item=wanted.item, after=wanted.after
    )
    parts = tasklist.visits_to_come(actor, now)
    cases = [*(task.case for task in page.rows), *(part.case for part in parts)]
    names = names_of(cases, officers=[n for task in page.rows if (n := task.keeper)])
    return Board(
        rows_of(page.rows, names, actor, today),
        page.counts,
        page.more,
        _visits(parts, names, today),
        page.coming,
        today,
        _items(page.items, page.version),
        due_days(page.due, today, catalogues.calendar()),
    )


def _items(counts: Mapping[str, int], version: str) -> Sequence[tuple[str, Text, int]]:
    """Return (item, its title, how many) of the items that have tasks, in order of their titles."""
    known = catalogues.catalogue(version).items if version else {}
    titles = {item: known[item].title if item in known else Text(item) for item in counts}
    return sorted(((i, titles[i], n) for i, n in counts.items()), key=lambda one: one[1].zh)


def _visits(parts: Sequence[OpenPart], names: Names, today: date) -> Sequence[VisitRow]:
    grouped: dict[tuple[UUID, str], list[OpenPart]] = {}
    for part in parts:
        grouped.setdefault((part.case.id, part.visit), []).append(part)
    return [_visit(own, names, today) for own in grouped.values()]


def _visit(parts: Sequence[OpenPart], names: Names, today: date) -> VisitRow:
    first, case = parts[0], parts[0].case
    plan = catalogues.plan(case.plan)
    return VisitRow(
        case.id,
        first.visit,
        case.number,
        names.applicant(case),
        visit_title(plan, first.visit),
        first.on,
        visit_words(first.on, today),
        [plan.branch(part.item).title for part in parts],
    )
