"""Writing evidence. Most are helpers of a draft's or a case's errand, which checks authority."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence.models import (
    CircuitRecord,
    ConsentRecord,
    QueryRecord,
    SlotRecord,
    SubjectRecord,
)
from banhao.apps.evidence.sources import Answer
from banhao.apps.files import queries as files
from banhao.apps.vault import operations as vault
from banhao.core.catalogue.values import Way, WayKind
from banhao.core.compiler.plan import Plan
from banhao.core.errors import BadInput, NotFound
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
ANSWER = "answer"


def prepare_slots(*, subject: UUID, plan: Plan, plan_hash: str, now: datetime) -> None:
    """Make the slots of a plan, or fit those there are to another plan.

    What was answered, supplied or pledged stays if the new plan still has that way. Call it inside
    a transaction.
    """
    record, _ = SubjectRecord.objects.update_or_create(
        subject=subject, defaults={"plan": plan_hash}
    )
    rows = {row.material: row for row in _locked(record.subject)}
    SlotRecord.objects.filter(subject=subject).exclude(
        material__in=[material.id for material in plan.materials]
    ).delete()
    for material in plan.materials:
        row = rows.get(material.id) or SlotRecord(subject=subject, material=material.id)
        old = row.to_slot() if row.pk else None
        row.take(_fitted(subject, material.id, material.ways, old, now))
        if row.outcome != Outcome.ASKED:
            row.next_try_at = row.next_try_at if row.to_slot().down else None
        row.save()


def ask_slots(
    *, subject: UUID, person: int | None, consents: Collection[str], now: datetime
) -> None:
    """Record consent for sources (ids) and mark what they can answer as asked.

    The worker asks; the pages go on. `person`: who agreed. Call it inside a transaction.
    """
    for source in sorted(set(consents) & catalogues.published().sources.keys()):
        ConsentRecord.objects.get_or_create(
            subject=subject, source=source, defaults={"person": person or 0, "at": now}
        )
    agreed = _agreed(subject)
    for row in _locked(subject):
        slot = row.to_slot()
        if slot.outcome is Outcome.NOT_TRIED and slot.source in agreed:
            row.take(ladder.asked(slot, now))
            row.next_try_at = now
            row.save()


def supply(*, subject: UUID, material: str, digest: str, now: datetime) -> Slot:
    """Mark a material as supplied by the applicant; `digest` of `files.queries.digest_of`.

    Call it inside a transaction. :raises NotFound: if the plan has no such material.
    """
    row = _row(subject, material)
    return _put(row, ladder.supplied(row.to_slot(), _ways(subject)[material], digest, now))


def pledge(*, subject: UUID, materials: Iterable[str], now: datetime) -> None:
    """Mark materials as pledged. Call it inside a transaction.

    :raises NotFound: if the plan has no such material. :raises BadInput: if it has no pledge way.
    """
    ways = _ways(subject)
    for material in materials:
        row = _row(subject, material)
        slot = ladder.pledged(row.to_slot(), ways[material], now)
        if slot is None:
            raise BadInput(Message("evidence.no_pledge", material=material), field=material)
        _put(row, slot)


def move_to(*, subject: UUID, material: str, kind: WayKind, now: datetime) -> Slot:
    """Let the applicant choose a way by its kind; what the slot knew of other ways is kept.

    A pledge is made by choosing it; a source that was agreed to is asked again. Call it inside a
    transaction. :raises BadInput: if the material has no way of this kind.
    """
    row, ways = _row(subject, material), _ways(subject)[material]
    step = ladder.step_of(ways, kind)
    if kind is not WayKind.APPLICANT and step == len(ways):
        raise BadInput(Message("evidence.no_such_way", material=material), field=material)
    if kind is WayKind.PLEDGE:
        pledge(subject=subject, materials=[material], now=now)
        return _row(subject, material).to_slot()
    slot = _at(subject, row.to_slot(), ways, step, now)
    if slot.outcome is Outcome.ASKED:
        row.next_try_at = now
    return _put(row, slot, keep_trying=slot.outcome is Outcome.ASKED)


def forget_answers(*, subject: UUID) -> None:
    """Start anew with all sources, because who or what they were asked about has changed.

    Call it inside a transaction.
    """
    ways = _ways(subject)
    for row in _locked(subject):
        slot = row.to_slot()
        begun = slot.outcome in {Outcome.ANSWERED, Outcome.ASKED, Outcome.NOT_TRIED}
        if begun and (slot.tried or slot.outcome is not Outcome.NOT_TRIED):
            row.failures = 0
            _put(row, ladder.first(slot.material, ways[slot.material]))


def settle(
    *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
) -> Slot | None:
    """Take a source's answer into its slot and go on along the ladder; returns the slot if it
    changed. The answer itself is sealed in the vault. Call it inside a transaction.

    Repeatable: an answer to a step that no longer waits for one changes nothing.
    """
    row = SlotRecord.objects.select_for_update().filter(subject=subject, material=material).first()
    ways = _ways(subject).get(material, ())
    before = row.to_slot() if row else None
    if row is None or before is None or not _waits(before, step):
        return None
    digest = _kept(subject, material, ladder.source_at(ways, step), answer)
    slot = ladder.after(before, ways, step, answer.outcome, digest, now)
    row.failures = row.failures + 1 if answer.outcome is Outcome.DOWN else 0
    if slot.outcome is Outcome.NOT_TRIED and slot.source in _agreed(subject):
        slot = ladder.asked(slot, now)
    row.next_try_at = _next_try(slot, row.failures, now)
    row.take(slot)
    row.save()
    return slot if slot != before else None


@transaction.atomic(durable=True)
def record_answer(
    *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
) -> bool:
    """Take the answer of a source into a draft's slot: the worker's errand (Act.RUN_JOBS)."""
    settle(subject=subject, material=material, step=step, answer=answer, now=now)
    return True


@transaction.atomic(durable=True)
def note_query(
    *,
    subject: UUID,
    material: str,
    source: str,
    ground: str,
    answer: Answer,
    now: datetime,
) -> None:
    """Log one query (who agreed, whose, on what ground) and let a failing source rest."""
    consent = ConsentRecord.objects.filter(subject=subject, source=source).first()
    QueryRecord.objects.create(
        at=now,
        subject=subject,
        material=material,
        source=source,
        person=consent.person if consent else None,
        ground=ground[:200],
        outcome=answer.outcome,
        milliseconds=answer.milliseconds,
    )
    if not answer.sent:
        return
    circuit, _ = CircuitRecord.objects.select_for_update().get_or_create(source=source)
    down = answer.outcome is Outcome.DOWN
    circuit.failures = circuit.failures + 1 if down else 0
    circuit.rests_until = now + _pause(circuit.failures) if down else None
    circuit.save()


@transaction.atomic(durable=True)
def leave_out(*, subject: UUID, material: str, now: datetime) -> None:
    """Stop asking for a slot, because the form names nobody to ask about (Act.RUN_JOBS)."""
    row = SlotRecord.objects.select_for_update().filter(subject=subject, material=material).first()
    if row is None or row.next_try_at is None or row.next_try_at > now:
        return
    if row.outcome == Outcome.ASKED:
        row.outcome, row.at = Outcome.NOT_TRIED, None
    row.next_try_at = None
    row.save()


def delete_subject(*, subject: UUID) -> None:
    """Delete the slots and consents of a draft that is deleted; the log of queries stays.

    Call it inside a transaction.
    """
    for table in (SlotRecord, ConsentRecord, SubjectRecord):
        table.objects.filter(subject=subject).delete()


def _fitted(
    subject: UUID, material: str, ways: tuple[Way, ...], old: Slot | None, now: datetime
) -> Slot:
    """Return what of an old slot holds under (maybe other) ways."""
    if old is None:
        digest = files.digest_of(subject, material)
        fresh = ladder.first(material, ways)
        return ladder.supplied(fresh, ways, digest, now) if digest else fresh
    match old.outcome:
        case Outcome.SUPPLIED:
            return replace(old, step=ladder.step_of(ways, WayKind.APPLICANT), tried=())
        case Outcome.PLEDGED if ladder.pledged(old, ways, now):
            return replace(old, step=ladder.step_of(ways, WayKind.PLEDGE), tried=())
        case _ if _same_source(old, ways):
            return old
    return ladder.first(material, ways)


def _same_source(slot: Slot, ways: tuple[Way, ...]) -> bool:
    """Return whether every step the slot knows of still means the same source."""
    known = [(slot.step, slot.source), *((past.step, past.source) for past in slot.tried)]
    return slot.outcome not in {Outcome.FOLDED, Outcome.INTERNAL, Outcome.PLEDGED} and all(
        ladder.source_at(ways, step) == source for step, source in known
    )


def _at(subject: UUID, old: Slot, ways: tuple[Way, ...], step: int, now: datetime) -> Slot:
    slot = ladder.at_step(old.material, ways, step, old.tried)
    if ladder.kind_at(ways, step) is WayKind.APPLICANT:
        digest = files.digest_of(subject, old.material)
        return ladder.supplied(slot, ways, digest, now) if digest else slot
    agreed = slot.source and slot.source in _agreed(subject)
    return ladder.asked(slot, now) if agreed else slot


def _waits(slot: Slot, step: int) -> bool:
    asked = slot.outcome is Outcome.ASKED and slot.step == step
    return asked or (not slot.settled and any(past.step == step for past in slot.down))


def _kept(subject: UUID, material: str, source: str, answer: Answer) -> str:
    """Seal an answer that says something; returns its digest, "" if nothing was said."""
    if answer.outcome in {Outcome.DOWN, Outcome.MISSING}:
        return ""
    plain = {"source": source, **answer.to_plain()}
    content = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()
    return vault.seal(subject=subject, kind=ANSWER, name=material, content=content)


def _next_try(slot: Slot, failures: int, now: datetime) -> datetime | None:
    if slot.outcome is Outcome.ASKED:
        return now
    return now + _pause(failures) if slot.down and not slot.settled else None


def _pause(failures: int) -> timedelta:
    """Return the pause before the next try: 5 s, doubled with each failure, at most an hour."""
    return min(FIRST_PAUSE * 2 ** min(max(failures, 1) - 1, 20), LONGEST_PAUSE)


def _put(row: SlotRecord, slot: Slot, *, keep_trying: bool = False) -> Slot:
    row.take(slot)
    if not keep_trying:
        row.next_try_at = None if slot.settled or not slot.down else row.next_try_at
    row.save()
    return slot


def _row(subject: UUID, material: str) -> SlotRecord:
    row = SlotRecord.objects.select_for_update().filter(subject=subject, material=material).first()
    if row is None:
        raise NotFound(Message("evidence.no_such_material", material=material))
    return row


def _locked(subject: UUID) -> list[SlotRecord]:
    return list(SlotRecord.objects.select_for_update().filter(subject=subject).order_by("material"))


def _agreed(subject: UUID) -> frozenset[str]:
    rows = ConsentRecord.objects.filter(subject=subject)
    return frozenset(rows.values_list("source", flat=True))


def _ways(subject: UUID) -> Mapping[str, tuple[Way, ...]]:
    record = SubjectRecord.objects.filter(subject=subject).first()
    if record is None:
        raise NotFound(Message("evidence.no_such_subject"))
    return {material.id: material.ways for material in catalogues.plan(record.plan).materials}
