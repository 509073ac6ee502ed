"""Writing evidence. Most are helpers of a draft's or a case's errand, which checks authority."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence import rows
from banhao.apps.evidence.models import (
    CircuitRecord,
    ConsentRecord,
    QueryRecord,
    SlotRecord,
    SubjectRecord,
)
from banhao.apps.evidence.sources import Answer
from banhao.apps.people.doors import require
from banhao.apps.vault import operations as vault
from banhao.core.authority.acts import THE_WORKER, Act, Thing
from banhao.core.catalogue.values import WayKind
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import BadInput
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message

ANSWER = "answer"


def prepare_slots(*, subject: UUID, plan: Plan, plan_hash: str, now: datetime) -> None:
    """Make the slots of a plan, or fit those there are to another plan.

    What was answered, supplied or pledged stays if the new plan still has that way. Call it inside
    a transaction.
    """
    SubjectRecord.objects.update_or_create(subject=subject, defaults={"plan": plan_hash})
    there = {row.material: row for row in rows.rows_of(subject)}
    SlotRecord.objects.filter(subject=subject).exclude(
        material__in=[material.id for material in plan.materials]
    ).delete()
    for material in plan.materials:
        row = there.get(material.id) or SlotRecord(subject=subject, material=material.id)
        old = row.to_slot() if row.pk else None
        slot = rows.fitted(subject, material.id, material.ways, old, now)
        rows.put(row, slot, ask_at=row.next_try_at if slot.outcome is Outcome.ASKED else None)


def hold(*, subject: UUID) -> None:
    """Lock a subject's evidence, before its slots and its vault: the order that everybody keeps.

    Call it inside a transaction.
    """
    SubjectRecord.objects.select_for_update().filter(subject=subject).first()


def mark_filed(*, subject: UUID) -> None:
    """Say that the draft becomes a case: from now on answers are taken in by the case's errand.

    Call it inside a transaction. An answer on its way waits for this transaction, and is then not
    taken in as a draft's (`record_answer`): what the case is filed with is what its event says.
    """
    SubjectRecord.objects.select_for_update().filter(subject=subject).update(filed=True)


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
    agreed = rows.agreed(subject)
    for row in rows.rows_of(subject):
        slot = row.to_slot()
        if slot.outcome is Outcome.NOT_TRIED and slot.source in agreed:
            rows.put(row, ladder.asked(slot, now), ask_at=now)


def supply(*, subject: UUID, material: str, digest: str, now: datetime) -> Slot:
    """Mark a material as supplied by the applicant; `digest` of `files.queries.digest_of`.

    Call it inside a transaction. :raises NotFound: if the plan has no such material.
    """
    row, ways = rows.row_of(subject, material), rows.ways_of(subject)[material]
    return rows.put(row, ladder.supplied(row.to_slot(), ways, digest, now))


def pledge(*, subject: UUID, materials: Iterable[str], now: datetime) -> None:
    """Mark materials as pledged. Call it inside a transaction.

    :raises NotFound: if the plan has no such material. :raises BadInput: if it has no pledge way.
    """
    ways = rows.ways_of(subject)
    for material in materials:
        row = rows.row_of(subject, material)
        slot = ladder.pledged(row.to_slot(), ways[material], now)
        if slot is None:
            raise BadInput(Message("evidence.no_pledge", material=material), field=material)
        rows.put(row, slot)


def move_to(*, subject: UUID, material: str, kind: WayKind, now: datetime) -> Slot:
    """Let the applicant choose a way by its kind; what the slot knew of other ways is kept.

    A pledge is made by choosing it; a source that was agreed to is asked again. Call it inside a
    transaction. :raises BadInput: if the material has no way of this kind.
    """
    row, ways = rows.row_of(subject, material), rows.ways_of(subject)[material]
    if kind is WayKind.PLEDGE:
        pledge(subject=subject, materials=[material], now=now)
        return rows.row_of(subject, material).to_slot()
    step = ladder.step_of(ways, kind)
    if kind is not WayKind.APPLICANT and step == len(ways):
        raise BadInput(Message("evidence.no_such_way", material=material), field=material)
    slot = rows.chosen(subject, row.to_slot(), ways, step, now)
    return rows.put(row, slot, ask_at=now if slot.outcome is Outcome.ASKED else None)


def forget_answers(*, subject: UUID) -> None:
    """Start anew with all sources, because who or what they were asked about has changed.

    Call it inside a transaction.
    """
    ways = rows.ways_of(subject)
    for row in rows.rows_of(subject):
        slot = row.to_slot()
        if slot.outcome in {Outcome.ANSWERED, Outcome.ASKED} or (slot.tried and not slot.settled):
            row.failures = 0
            rows.put(row, ladder.first(slot.material, ways[slot.material]))


def settle(
    *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
) -> Slot | None:
    """Take a source's answer into its slot and go on along the ladder; returns the slot if it
    changed. The answer itself is sealed in the vault. Call it inside a transaction.

    Repeatable: an answer to a step that no longer waits for one changes nothing.
    """
    row = SlotRecord.objects.select_for_update().filter(subject=subject, material=material).first()
    if row is None or not rows.waits(before := row.to_slot(), step):
        return None
    ways = rows.ways_of(subject)[material]
    digest = _kept(subject, material, ladder.source_at(ways, step), answer)
    slot = ladder.after(before, ways, step, answer.outcome, digest, now)
    row.failures = row.failures + 1 if answer.outcome is Outcome.DOWN else 0
    if slot.outcome is Outcome.NOT_TRIED and slot.source in rows.agreed(subject):
        slot = ladder.asked(slot, now)
    row.next_try_at = rows.next_try(slot, row.failures, now)
    row.take(slot)
    row.save()
    return slot if slot != before else None


@transaction.atomic(durable=True)
def record_answer(
    *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
) -> bool:
    """Take the answer of a source into a draft's slot: the worker's errand.

    Returns False, with nothing done, once the draft is filed: the worker asks again, for the case.
    """
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    record = SubjectRecord.objects.select_for_update().filter(subject=subject).first()
    if record is None or record.filed:
        return False
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
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
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
    if answer.sent:
        _rest(source, down=answer.outcome is Outcome.DOWN, now=now)


@transaction.atomic(durable=True)
def leave_out(*, subject: UUID, material: str, now: datetime) -> None:
    """Stop asking for a slot, because the form names nobody to ask about: the worker's errand."""
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
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


def _kept(subject: UUID, material: str, source: str, answer: Answer) -> str:
    """Seal an answer that says something; returns its digest, "" if nothing was said."""
    if answer.outcome in {Outcome.DOWN, Outcome.MISSING}:
        return ""
    plain = {"source": source, **answer.to_plain()}
    content = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()
    return vault.seal(subject=subject, kind=ANSWER, name=material, content=content)


def _rest(source: str, *, down: bool, now: datetime) -> None:
    """Let a source rest after a failure, longer each time; a good answer ends it."""
    circuit, _ = CircuitRecord.objects.select_for_update().get_or_create(source=source)
    circuit.failures = circuit.failures + 1 if down else 0
    circuit.rests_until = now + rows.pause(circuit.failures) if down else None
    circuit.save()
