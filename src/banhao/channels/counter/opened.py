"""One case as the counter sees it: who, what was filled in, each material, its certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates import queries as certificates
from banhao.apps.drafts import queries as drafts
from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.apps.papers import queries as documents
from banhao.apps.people import queries as people
from banhao.apps.people.accounts import Account
from banhao.channels.counter.waiting import Row, light, waited
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.case import BranchState
from banhao.core.cases.progress import progress_of
from banhao.core.certificates.values import Certificate
from banhao.core.clock.local import localdate
from banhao.core.compiler.picture import plain, truth_of
from banhao.core.compiler.plan import Plan
from banhao.core.evidence.slots import Slot
from banhao.core.forms.spoken import Line, lines
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Paper:
    """One material: its name, what has become of it, and the files that were uploaded."""

    title: Text
    slot: Slot
    files: Sequence[files.Upload]

    @property
    def code(self) -> str:
        """Return the message code of its state."""
        return f"state.slot.{self.slot.outcome.value}"


@dataclass(frozen=True, slots=True)
class Again:
    """An item that was filed again and waits to be accepted. `tell_by`: art. 32."""

    item: str
    title: Text
    filed_on: date
    tell_by: date


@dataclass(frozen=True, slots=True)
class Opened:
    """A case on the clerk's screen. `form`: (section, its values in words)."""

    row: Row
    plan: Plan
    applicant: Account
    waited: Message
    light: str
    form: Sequence[tuple[Text, Sequence[Line]]]
    papers: Sequence[Paper]
    certificates: Sequence[Certificate]
    documents: Sequence[documents.Paper]
    picture: object
    again: Sequence[Again]

    @property
    def code(self) -> str:
        """Return the message code of the case's state."""
        return f"counter.state.{self.row.state}"

    @property
    def missing(self) -> Sequence[Paper]:
        """Return the materials that keep the case from being accepted."""
        return [paper for paper in self.papers if not paper.slot.settled]


def opened(actor: Actor, case_id: UUID, now: datetime) -> Opened:
    """Return a case of the clerk's region. :raises NotFound: if there is none."""
    row = cases.case_row(actor, case_id, Act.SEE_COUNTER, now)
    plan, today = catalogues.plan(row.plan), localdate(now)
    return Opened(
        row,
        plan,
        people.account(row.applicant),
        waited(row.submitted_at, now),
        light(row.notice_on, today),
        _form(case_id, plan),
        _papers(case_id, plan),
        [c for c in certificates.certificates_of(case_id) if c.replaced_by is None],
        documents.papers_of(case_id),
        _picture(case_id, plan, today),
        _again(case_id, plan),
    )


def _picture(case_id: UUID, plan: Plan, today: date) -> object:
    """Return what the plan picture is drawn from: where the whole case is."""
    case, calendar = cases.cases_by_id([case_id])[case_id], catalogues.calendar()
    return plain(truth_of(plan, progress_of(case, plan, calendar, today), today, calendar))


def _again(case_id: UUID, plan: Plan) -> list[Again]:
    calendar = catalogues.calendar()
    return [
        Again(
            branch.item,
            plan.branch(branch.item).title,
            branch.refiled_on,
            last_day_to_tell(branch.refiled_on, calendar),
        )
        for branch in cases.cases_by_id([case_id])[case_id].latest
        if branch.state is BranchState.REFILED and branch.refiled_on
    ]


def _form(case_id: UUID, plan: Plan) -> list[tuple[Text, Sequence[Line]]]:
    catalogue = catalogues.catalogue(plan.catalogue_version)
    known, values = catalogue.elements, drafts.asked_values(case_id, plan, catalogue)
    by_section: dict[str, list[str]] = {}
    for entry in plan.form:
        by_section.setdefault(entry.section, []).append(entry.element)
    parts = [
        (plan.sections.get(key, Text(key)), lines([known[one] for one in ids], values))
        for key, ids in by_section.items()
    ]
    return [(title, filled) for title, filled in parts if filled]


def _papers(case_id: UUID, plan: Plan) -> list[Paper]:
    titles = {material.id: material.title for material in plan.materials}
    uploads = files.uploads(case_id)
    papers = [
        Paper(titles[slot.material], slot, [u for u in uploads if u.material == slot.material])
        for slot in evidence.slots(case_id)
        if slot.material in titles
    ]
    return sorted(papers, key=lambda paper: paper.slot.settled)  # what is missing stands first
