"""The rows of the task list and of the visits beside it, with masked applicants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from banhao.apps.cases import tasklist
from banhao.apps.cases.tasklist import Coming, OpenPart, Place, Show, Task
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations.queries.firms import firm_names
from banhao.apps.people import queries as people
from banhao.apps.people.accounts import Account
from banhao.channels.office.lights import left_words, light_code, visit_words, why
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import (
    BranchState,
)
from banhao.core.cases.lights import Left, left
from banhao.core.catalogue.values import Mode
from banhao.core.certificates.masking import firm_name, person_name
from banhao.core.clock.local import localdate
from banhao.core.messages import Message, Text

SHORT = 6  # the last digits of a number, by which people in an office call a case


class Row(Protocol):
    """What is read of a case: a line of a list, or a row."""

    @property
    def id(self) -> UUID:
        """Return the id of the case."""

    @property
    def applicant(self) -> int:
        """Return the applicant's account."""

    @property
    def firm(self) -> str:
        """Return the uscc of the firm it is for, or ""."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A running branch. `keeper`: who has it, None: nobody; `stage`, `light`: message codes."""

    case: UUID
    item: str
    number: str
    applicant: str
    title: Text
    theme: Text
    left: Left
    due_on: date
    light: str
    stage: str
    keeper: Message | str | None
    why: Sequence[Message]

    @property
    def short(self) -> str:
        """Return the end of the number."""
        return self.number[-SHORT:]

    @property
    def left_words(self) -> Message:
        """Return how long is left in words."""
        return left_words(self.left)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with parts that the actor's departments still have to record."""

    case: UUID
    visit: str
    number: str
    applicant: str
    title: Text
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

    @property
    def visits_today(self) -> Sequence[VisitRow]:
        """Return the visits of today and those whose day is over without a result."""
        return [row for row in self.visits if row.on and row.on <= self.today]

    @property
    def visits_later(self) -> Sequence[VisitRow]:
        """Return the visits to come and those without a day."""
        return [row for row in self.visits if not row.on or row.on > self.today]


def board(actor: Actor, now: datetime, show: Show, number: str, after: Place | None) -> Board:
    """Return the task list of the actor's departments and what stands beside it."""
    today = localdate(now)
    page = tasklist.tasks(actor, now, show, number=number, after=after)
    parts = tasklist.visits_to_come(actor, now)
    names = applicants([*(task.case for task in page.rows), *(part.case for part in parts)])
    known = _Known(
        names,
        people.accounts({who for t in page.rows if (who := t.examined_by or t.claimed_by)}),
        tasklist.open_parts(page.rows),
        actor.person,
        today,
    )
    return Board(
        [_task(task, known) for task in page.rows],
        page.counts,
        page.more,
        _visits(parts, names, today),
        tasklist.coming(actor, now),
        today,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all rows at once."""

    applicants: Mapping[UUID, str]
    officers: Mapping[int, Account]
    parts: Mapping[tuple[UUID, str], date | None]
    me: int | None
    today: date

    def name(self, officer: int | None) -> str:
        """Return the name of an officer."""
        known = self.officers.get(officer or 0)
        return known.display_name if known else "—"


def applicants(cases: Sequence[Row], *, firms_in_full: bool = False) -> Mapping[UUID, str]:
    """Return case → the name of the firm, or the masked name of the person, that it is for.

    Firms are masked, too, unless wanted in full: names of firms are public, lists are for all eyes.
    """
    firms = firm_names({case.firm for case in cases if case.firm})
    persons = people.accounts({case.applicant for case in cases})
    return {
        case.id: (firms[case.firm] if firms_in_full else firm_name(firms[case.firm]))
        if case.firm in firms
        else person_name(persons[case.applicant].display_name)
        for case in cases
    }


def stage_code(state: BranchState, mode: Mode) -> str:
    """Return the code of what is to be done next; a sole approver decides without examination."""
    if state is BranchState.ACCEPTED and mode is not Mode.SOLE:
        return "office.stage.examine"
    return "office.stage.decide"


def _task(task: Task, known: _Known) -> TaskRow:
    plan = catalogues.plan(task.case.plan)
    branch = plan.branch(task.item)
    days = left(task.accepted_on, task.due_on, known.today, catalogues.calendar())
    reasons = [why(days)]
    visit = (task.case.id, task.item)
    if visit in known.parts:
        reasons.append(visit_words(known.parts[visit], known.today))
    return TaskRow(
        case=task.case.id,
        item=task.item,
        number=task.case.number,
        applicant=known.applicants[task.case.id],
        title=branch.title,
        theme=plan.title,
        left=days,
        due_on=task.due_on,
        light=light_code(days),
        stage=stage_code(task.state, branch.mode),
        keeper=_keeper(task, known),
        why=[reason for reason in reasons if reason],
    )


def _keeper(task: Task, known: _Known) -> Message | str | None:
    """Return who has it now; what is examined waits for whoever decides."""
    if task.state is BranchState.EXAMINED:
        return Message("office.examined_by", name=known.name(task.examined_by))
    if task.claimed_by is None:
        return None
    mine = task.claimed_by == known.me
    return Message("office.me") if mine else known.name(task.claimed_by)


def _visits(
    parts: Sequence[OpenPart], names: Mapping[UUID, str], today: date
) -> Sequence[VisitRow]:
    grouped: dict[tuple[UUID, str], list[OpenPart]] = {}
    for part in parts:
        grouped.setdefault((part.case.id, part.visit), []).append(part)
    return [_visit(own, names, today) for own in grouped.values()]


def _visit(parts: Sequence[OpenPart], names: Mapping[UUID, str], today: date) -> VisitRow:
    first, case = parts[0], parts[0].case
    plan = catalogues.plan(case.plan)
    titles = {each.id: each.title for each in plan.visits}
    return VisitRow(
        case.id,
        first.visit,
        case.number,
        names[case.id],
        titles[first.visit],
        first.on,
        visit_words(first.on, today),
        [plan.branch(part.item).title for part in parts],
    )
