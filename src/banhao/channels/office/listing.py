"""The rows of the task list and of the visits beside it, with masked applicants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from banhao.apps.cases import tasklist
from banhao.apps.cases.tasklist import Coming, Place, Show
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations.queries.firms import firm_names
from banhao.apps.people import queries as people
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
    """What is read of a case's row."""

    id: UUID
    number: str
    applicant: int
    firm: str
    plan: str


@dataclass(frozen=True, slots=True)
class Task:
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

    tasks: Sequence[Task]
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
    cases = [*(row.case for row in page.rows), *(part.case for part in parts)]
    names = applicants(cases)
    keepers = people.accounts({who for r in page.rows if (who := r.examined_by or r.claimed_by)})
    known = {number: account.display_name for number, account in keepers.items()}
    open_parts = tasklist.open_parts(page.rows)
    return Board(
        [_task(row, names, known, open_parts, actor, today) for row in page.rows],
        page.counts,
        page.more,
        _visits(parts, names, today),
        tasklist.coming(actor, now),
        today,
    )


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


def stage_code(state: str, mode: Mode) -> str:
    """Return the code of what is to be done next; a sole approver decides without examination."""
    if state == BranchState.ACCEPTED and mode is not Mode.SOLE:
        return "office.stage.examine"
    return "office.stage.decide"


def _task(  # noqa: PLR0917 -- one row, out of what was read for all rows at once
    row: tasklist.BranchRecord,
    names: Mapping[UUID, str],
    keepers: Mapping[int, str],
    parts: Mapping[tuple[UUID, str], date | None],
    actor: Actor,
    today: date,
) -> Task:
    plan = catalogues.plan(row.case.plan)
    branch = plan.branch(row.item)
    due_on = row.due_on or today
    days = left(row.accepted_on or today, due_on, today, catalogues.calendar())
    visit = (row.case_id, row.item)
    reasons = [why(days), visit_words(parts[visit], today) if visit in parts else None]
    return Task(
        case=row.case_id,
        item=row.item,
        number=row.case.number,
        applicant=names[row.case_id],
        title=branch.title,
        theme=plan.title,
        left=days,
        due_on=due_on,
        light=light_code(days),
        stage=stage_code(row.state, branch.mode),
        keeper=_keeper(row, keepers, actor),
        why=[reason for reason in reasons if reason],
    )


def _keeper(
    row: tasklist.BranchRecord, names: Mapping[int, str], actor: Actor
) -> Message | str | None:
    """Return who has it now; what is examined waits for whoever decides."""
    if row.state == BranchState.EXAMINED:
        return Message("office.examined_by", name=names.get(row.examined_by or 0, "—"))
    if row.claimed_by is None:
        return None
    return Message("office.me") if row.claimed_by == actor.person else names.get(row.claimed_by)


def _visits(
    parts: Sequence[tasklist.PartRecord], names: Mapping[UUID, str], today: date
) -> Sequence[VisitRow]:
    grouped: dict[tuple[UUID, str], list[tasklist.PartRecord]] = {}
    for part in parts:
        grouped.setdefault((part.case_id, part.visit), []).append(part)
    return [_visit(own, names, today) for own in grouped.values()]


def _visit(
    parts: Sequence[tasklist.PartRecord], names: Mapping[UUID, str], today: date
) -> VisitRow:
    first, case = parts[0], parts[0].case
    on: date | None = first.day  # type: ignore[attr-defined] -- annotated by the query
    plan = catalogues.plan(case.plan)
    titles = {each.id: each.title for each in plan.visits}
    return VisitRow(
        case.id,
        first.visit,
        case.number,
        names[case.id],
        titles[first.visit],
        on,
        visit_words(on, today),
        [plan.branch(part.item).title for part in parts],
    )
