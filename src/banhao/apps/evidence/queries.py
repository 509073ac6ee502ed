"""Reading evidence: slots, what sources answered, what waits to be asked. The caller (draft, case)
has checked that the reader may know of the subject.
"""

import json
from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence import answers as sealed_answers
from banhao.apps.evidence.asking import about
from banhao.apps.evidence.kept import decode
from banhao.apps.evidence.models import CircuitRecord, QueryLogRecord, SubjectRecord
from banhao.apps.evidence.sources import Question
from banhao.apps.vault import queries as vault
from banhao.core.catalogue.values import Element
from banhao.core.compiler.plan import Plan
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot

FORM = "form"  # where drafts seal the form values: kind and name


@dataclass(frozen=True, slots=True)
class Given:
    """What a source answered about one material. `facts` by element id; `differs`: element ids."""

    material: str
    source: str
    facts: Mapping[str, str]
    document: Mapping[str, str]
    differs: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Prefill:
    """A value that a source knows for an element: from which source, answered when."""

    value: str
    source: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a source is asked about, and the form that its answer is compared with."""

    question: Question
    form: Mapping[str, object]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question that the worker has to put to a source."""

    subject: UUID
    material: str
    step: int
    source: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question that was put to a source, as the log has it. `person`: who agreed."""

    at: datetime
    material: str
    source: str
    person: int | None
    ground: str
    outcome: Outcome
    milliseconds: int


def slots(subject: UUID) -> tuple[Slot, ...]:
    """Return the slots of a draft or case in the order of its plan."""
    record = SubjectRecord.objects.filter(subject=subject).first()
    return _slots(record) if record else ()


def blocking(subject: UUID) -> tuple[Slot, ...]:
    """Return the slots that the applicant must still deal with before filing."""
    record = SubjectRecord.objects.get(subject=subject)
    ways = {material.id: material.ways for material in catalogues.plan(record.plan).materials}
    return tuple(s for s in _slots(record) if ladder.blocks_filing(s, ways[s.material]))


def consents(subject: UUID) -> Set[str]:
    """Return the ids of the sources that the applicant agreed to."""
    record = SubjectRecord.objects.filter(subject=subject).first()
    given = record.to_consents() if record else ()
    return {source for each in given for source in each.sources}


def log(subject: UUID) -> tuple[Query, ...]:
    """Return what was asked about a subject, in order; it outlives a deleted draft."""
    row = QueryLogRecord.objects.filter(subject=subject).first()
    return tuple(
        Query(datetime.fromisoformat(at), material, source, person, ground, Outcome(outcome), spent)
        for at, person, ground, asked in (json.loads(row.entries) if row else ())
        for material, source, outcome, spent in asked
    )


def answer(subject: UUID, material: str) -> Given | None:
    """Return the last stored answer about a material, None if there is none."""
    return next(iter(_given(subject, [material])), None)


def answers(subject: UUID) -> tuple[Given, ...]:
    """Return the stored answers of a subject, settled or differing, in the plan's order."""
    spoken = {Outcome.ANSWERED, Outcome.MISMATCH}
    about = [
        slot.material
        for slot in slots(subject)
        if slot.outcome in spoken or any(past.outcome in spoken for past in slot.tried)
    ]
    return _given(subject, about)


def prefills(subject: UUID) -> Mapping[str, Prefill]:
    """Return element id → what a source knows, for elements that name that source as a prefill."""
    catalogue = catalogues.catalogue(_plan(subject).catalogue_version)
    found: dict[str, Prefill] = {}
    for given in answers(subject):
        for element, value in given.facts.items():
            known = catalogue.elements.get(element)
            if known and given.source in known.prefill and element not in found:
                found[element] = Prefill(value, given.source, given.at)
    return found


def due_asks(now: datetime, most: int = 50) -> tuple[Ask, ...]:
    """Return what the worker should ask now: slots marked asked, and sources down to try again."""
    rows = SubjectRecord.objects.filter(next_try_at__lte=now).order_by("next_try_at")[:most]
    asks: list[Ask] = []
    for row in rows:
        for slot, due in ((k.slot, k.next_try_at) for k in decode(row.slots).values()):
            if slot.settled or due is None or due > now:
                continue
            if slot.outcome is Outcome.ASKED:
                asks.append(Ask(row.subject, slot.material, slot.step, slot.source))
            asks += [Ask(row.subject, slot.material, past.step, past.source) for past in slot.down]
    return tuple(asks[:most])


def asked_about(ask: Ask) -> Asked | None:
    """Return whom to ask about, out of the form as it stands; None: the form names nobody."""
    plan = _plan(ask.subject)
    catalogue = catalogues.catalogue(plan.catalogue_version)
    elements = tuple(catalogue.elements[one.element] for one in plan.form)
    sealed = vault.unseal(ask.subject, FORM, FORM)
    form = dict(json.loads(sealed)) if sealed else {}
    given = {**asdict(plan.standing), **plan.answers}
    id_number, uscc = about(form, elements, given)
    source = catalogue.sources.get(ask.source)
    if source is None or not (id_number or uscc):
        return None
    known = catalogue.materials.get(ask.material)
    question = Question(id_number, uscc, source.ground.zh, known.certificate if known else "")
    return Asked(question, form, elements)


def resting(now: datetime) -> Set[str]:
    """Return the sources that are left alone for a while because they failed."""
    rows = CircuitRecord.objects.filter(rests_until__gt=now)
    return set(rows.values_list("source", flat=True))


def plan_hash(subject: UUID) -> str | None:
    """Return the content hash of the plan that the slots come from, None if there are no slots."""
    return SubjectRecord.objects.filter(subject=subject).values_list("plan", flat=True).first()


def _plan(subject: UUID) -> Plan:
    return catalogues.plan(SubjectRecord.objects.get(subject=subject).plan)


def _slots(record: SubjectRecord) -> tuple[Slot, ...]:
    order = {m.id: n for n, m in enumerate(catalogues.plan(record.plan).materials)}
    found = (kept.slot for kept in decode(record.slots).values())
    return tuple(sorted(found, key=lambda slot: order.get(slot.material, len(order))))


def _given(subject: UUID, materials: list[str]) -> tuple[Given, ...]:
    return tuple(
        Given(
            material,
            plain["source"],
            plain["facts"],
            plain["document"],
            tuple(plain["differs"]),
            datetime.fromisoformat(plain["at"]) if plain["at"] else None,
        )
        for material, plain in sealed_answers.kept(subject, materials).items()
    )
