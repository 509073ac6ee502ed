"""From an event to the words of its paper: read the journal up to it, ask the core, find names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import notes
from banhao.apps.cases import queries as cases
from banhao.apps.cases.holder import holder
from banhao.apps.cases.operations.stops import EXTENSION, NOTICE, WHOLE
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates import queries as certificates
from banhao.apps.organisations import queries as organisations
from banhao.apps.papers.wording import words
from banhao.apps.people import queries as people
from banhao.apps.vault import queries as vault
from banhao.core.cases.case import Case
from banhao.core.cases.events import (
    Delivered,
    Event,
    EvidenceFiled,
    EvidenceRecorded,
    Extended,
    NotAccepted,
    NoticeServed,
    ProcedureStarted,
    Refused,
    Submitted,
    SupplementAsked,
)
from banhao.core.cases.evolve import begin, evolve
from banhao.core.cases.turns import About as Target
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.evidence.slots import Outcome
from banhao.core.messages import Message, Text
from banhao.core.papers.kinds import SORTS, Issuer, Kind, Service, item_of, kind_of
from banhao.core.papers.sheets import sheet
from banhao.core.papers.values import About
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH

Entry = tuple[datetime, Event]
SERVED_BY_EVENT = frozenset({Kind.SUPPLEMENT, Kind.DELIVERED})
ELECTRONIC = "electronic"  # how results are delivered when nobody comes for them


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that an event calls for. `applicant`: account; `on`: its date, the event's day.

    `served`: how, if an event of the case says so.
    """

    case: UUID
    seq: int
    kind: Kind
    item: str
    region: str
    applicant: int
    at: datetime
    words: dict[str, object]
    served: Service | None = None

    @property
    def on(self) -> date:
        """Return the date of the paper."""
        return localdate(self.at)


def paper_of(case_id: UUID, seq: int) -> Made | None:
    """Return the paper of an event, None if it calls for none.

    It says what the journal says up to that event: heard late, it says the same.
    """
    entries = [(row.at, event) for row, event in cases.history(case_id)]
    at, event = entries[seq - 1]
    kind = kind_of(event)
    if kind is None:
        return None
    case = _as_of(case_id, entries[:seq])
    plan = catalogues.plan(case.plan)
    item = item_of(event)
    about = About(
        case=case,
        plan=plan,
        calendar=catalogues.calendar(),
        had=dict(_filed_with(entries)) if isinstance(event, Submitted) else {},
        said=_said(case_id, event),
        results=_results(case_id) if kind is Kind.DELIVERED else (),
        lines=_lines(case_id, plan, event),
    )
    said = words(
        kind,
        sheet(kind, event, about),
        issuer=_issuer(kind, case, plan, item),
        to=_to(case, plan),
        case=case.number,
    )
    return Made(
        case=case_id,
        seq=seq,
        kind=kind,
        item=item,
        region=case.region,
        applicant=case.applicant,
        at=at,
        words=said,
        served=_served(event, [each for _, each in entries]),
    )


def calls_for_paper(case_id: UUID) -> Sequence[int]:
    """Return the places of all events of a case that call for a paper."""
    return [row.seq for row, event in cases.history(case_id) if kind_of(event)]


def _as_of(case_id: UUID, entries: Sequence[Entry]) -> Case:
    (_, first), *later = entries
    assert isinstance(first, Submitted)  # the first event of every case
    case = begin(case_id, first)
    for _, event in later:
        case = evolve(case, event)
    return case


def _filed_with(entries: Sequence[Entry]) -> Iterator[tuple[str, Outcome]]:
    """Yield what was known of each material when the case was filed: told in the same errand."""
    filed_at = entries[0][0]
    for at, event in entries:
        match event:
            case EvidenceFiled(materials=materials):
                yield from ((each.material, each.outcome) for each in materials)
            case EvidenceRecorded(material=material, outcome=outcome) if at == filed_at:
                yield material, outcome  # as cases were filed before decision 0013


def _said(case_id: UUID, event: Event) -> dict[str, str]:
    match event:
        case NotAccepted(reason=reason):
            return {"reason": _text(case_id, "reason", "not-accepted", reason)}
        case ProcedureStarted(item=item, kind=kind, notice=notice):
            return {"reason": _text(case_id, NOTICE, f"{item}/{kind}", notice)}
        case Extended(item=item, reason=reason):
            return {"reason": _text(case_id, EXTENSION, item or WHOLE, reason)}
        case Refused(item=item, reason=reason, remedy=remedy):
            said = {"reason": reason, "remedy": remedy}
            return {kind: _text(case_id, kind, item, digest) for kind, digest in said.items()}
        case _:
            return {}


def _served(event: Event, events: Sequence[Event]) -> Service | None:
    """Return how a paper was served, as far as the case itself says it.

    A proof of service waits for the receiver's signature, unless nobody had to come for it.
    """
    match event:
        case SupplementAsked():
            return notice_served(events)
        case Delivered(how=how):
            return Service.INBOX if how == ELECTRONIC else None
        case _:
            return None


def notice_served(events: Iterable[Event]) -> Service | None:
    """Return how the notice of a supplement was served, None if it is not yet."""
    served = (event for event in events if isinstance(event, NoticeServed))
    return next((Service(event.how.value) for event in served), None)


def _lines(case_id: UUID, plan: Plan, event: Event) -> tuple[tuple[Text, str], ...]:
    """Return the lines of a supplement: what it is about, what is wrong, an example of right."""
    if not isinstance(event, SupplementAsked):
        return ()
    elements = catalogues.catalogue(plan.catalogue_version).elements
    titles = {material.id: material.title for material in plan.materials}
    found = []
    for line in event.lines:
        said = notes.words(case_id, notes.LINE, line)
        title = titles[line.about] if line.kind is Target.MATERIAL else elements[line.about].title
        example = f"（例：{said.example}）" if said.example else ""
        found.append((title, said.wrong + example))
    return tuple(found)


def _text(case_id: UUID, kind: str, name: str, digest: str) -> str:
    """Return the very text that the event speaks of: an item may be refused more than once."""
    return (vault.with_digest(case_id, kind, name, digest) or b"").decode()


def _results(case_id: UUID) -> tuple[tuple[Text, str], ...]:
    return tuple((each.title, each.identifier) for each in certificates.certificates_of(case_id))


def _issuer(kind: Kind, case: Case, plan: Plan, item: str) -> Sequence[Text]:
    place = organisations.region(case.region).title
    if SORTS[kind].issuer is Issuer.DEPARTMENT and item:
        return (place, plan.branch(item).department_title)
    counter = Message("paper.issuer.counter")
    return (place, Text(render(counter, CHINESE), render(counter, ENGLISH)))


def _to(case: Case, plan: Plan) -> str:
    """Return whom it is addressed to: the firm or person of the form, else the account."""
    name = holder(case.id, plan, catalogues.catalogue(plan.catalogue_version)).name
    return name or people.account(case.applicant).display_name
