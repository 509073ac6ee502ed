"""Writing evidence. Most are helpers of a draft's or a case's errand, which checks authority."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence import answers, rows
from banhao.apps.evidence.kept import Consent, decode, moment, to_text
from banhao.apps.evidence.models import CircuitRecord, QueryLogRecord, SubjectRecord
from banhao.apps.evidence.rows import Dossier
from banhao.apps.evidence.sources import Answer
from banhao.apps.people.doors import require
from banhao.core.authority.acts import THE_WORKER, Act, Thing
from banhao.core.catalogue.values import WayKind
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import BadInput
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message


def prepare_slots(*, subject: UUID, plan: Plan, plan_hash: str, now: datetime) -> None:
    """Make the slots of a plan, or fit those there are to another plan.

    What was answered, supplied or pledged stays if the new plan still has that way. Call it inside
    a transaction.
    """
    record = SubjectRecord.objects.select_for_update().filter(subject=subject).first()
    record = record or SubjectRecord(subject=subject)
    record.plan = plan_hash
    before, own = decode(record.slots), Dossier(record, {})
    for material in plan.materials:
        old = before.get(material.id)
        known = old.slot if old is not None else None
        slot = rows.fitted(subject, material.id, material.ways, known, now)
        if old is not None:
            own.kept[material.id] = old
        waits = old is not None and slot.outcome is Outcome.ASKED
        own.put(slot, ask_at=old.next_try_at if old is not None and waits else None)
    own.save()


def hold(*, subject: UUID) -> None:
    """Lock a subject's evidence, before its vault: the order that everybody keeps.

    Call it inside a transaction.
    """
    SubjectRecord.objects.select_for_update().filter(subject=subject).first()


def mark_filed(*, subject: UUID) -> None:
    """Say that the draft becomes a case: from now on answers are taken in by the case's errand.

    Call it inside a transaction. An answer on its way waits for this transaction, and is then not
    taken in as a draft's (`record_answer`): what the case is filed with is what its event says.
    """
    SubjectRecord.objects.filter(subject=subject).update(filed=True)


def ask_slots(
    *, subject: UUID, person: int | None, consents: Collection[str], now: datetime
) -> None:
    """Record consent for sources (ids) and mark what they can answer as asked.

    The worker asks; the pages go on. `person`: who agreed. Call it inside a transaction.
    """
    own = rows.dossier(subject)
    new = sorted((set(consents) & catalogues.published().sources.keys()) - own.agreed)
    if new:
        own.agree(Consent(person or 0, now, tuple(new)))
    for kept in own.kept.values():
        if kept.slot.outcome is Outcome.NOT_TRIED and kept.slot.source in own.agreed:
            own.put(ladder.asked(kept.slot, now), ask_at=now)
    own.save()


def supply(*, subject: UUID, material: str, digest: str, now: datetime) -> Slot:
    """Mark a material as supplied by the applicant; `digest` of `files.queries.digest_of`.

    Call it inside a transaction. :raises NotFound: if the plan has no such material.
    """
    own = rows.dossier(subject)
    slot, ways = own.slot(material), own.ways()[material]
    own.put(supplied := ladder.supplied(slot, ways, digest, now))
    own.save()
    return supplied


def pledge(*, subject: UUID, materials: Iterable[str], now: datetime) -> None:
    """Mark materials as pledged. Call it inside a transaction.

    :raises NotFound: if the plan has no such material. :raises BadInput: if it has no pledge way.
    """
    own = rows.dossier(subject)
    ways = own.ways()
    for material in materials:
        slot = own.slot(material)
        pledged = ladder.pledged(slot, ways[material], now)
        if pledged is None:
            raise BadInput(Message("evidence.no_pledge", material=material), field=material)
        own.put(pledged)
    own.save()


def move_to(*, subject: UUID, material: str, kind: WayKind, now: datetime) -> Slot:
    """Let the applicant choose a way by its kind; what the slot knew of other ways is kept.

    A pledge is made by choosing it; a source that was agreed to is asked again. Call it inside a
    transaction. :raises BadInput: if the material has no way of this kind.
    """
    if kind is WayKind.PLEDGE:
        pledge(subject=subject, materials=[material], now=now)
        return rows.dossier(subject).slot(material)
    own = rows.dossier(subject)
    old, ways = own.slot(material), own.ways()[material]
    step = ladder.step_of(ways, kind)
    if kind is not WayKind.APPLICANT and step == len(ways):
        raise BadInput(Message("evidence.no_such_way", material=material), field=material)
    slot = rows.chosen(own, old, ways, step, now)
    own.put(slot, ask_at=now if slot.outcome is Outcome.ASKED else None)
    own.save()
    return slot


def forget_answers(*, subject: UUID) -> None:
    """Start anew with all sources, because who or what they were asked about has changed.

    Call it inside a transaction.
    """
    own = rows.dossier(subject)
    ways = own.ways()
    for kept in own.kept.values():
        slot = kept.slot
        if slot.outcome in {Outcome.ANSWERED, Outcome.ASKED} or (slot.tried and not slot.settled):
            kept.failures = 0
            own.put(ladder.first(slot.material, ways[slot.material]))
    own.save()


def settle(
    *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
) -> Slot | None:
    """Take a source's answer into its slot and go on along the ladder; returns the slot if it
    changed. The answer itself is sealed in the vault. Call it inside a transaction.

    Repeatable: an answer to a step that no longer waits for one changes nothing.
    """
    return _settled(rows.dossier(subject), material, step, answer, now)


def _settled(own: Dossier, material: str, step: int, answer: Answer, now: datetime) -> Slot | None:
    kept = own.kept.get(material)
    if kept is None or not rows.waits(before := kept.slot, step):
        return None
    ways = own.ways()[material]
    digest = answers.keep(own.record, material, ladder.source_at(ways, step), answer)
    slot = ladder.after(before, ways, step, answer.outcome, digest, now)
    kept.failures = kept.failures + 1 if answer.outcome is Outcome.DOWN else 0
    if slot.outcome is Outcome.NOT_TRIED and slot.source in own.agreed:
        slot = ladder.asked(slot, now)
    kept.slot, kept.next_try_at = slot, rows.next_try(slot, kept.failures, now)
    own.save()
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
    _settled(Dossier(record, decode(record.slots)), material, step, answer, now)
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
    QueryLogRecord.objects.get_or_create(subject=subject)
    log = QueryLogRecord.objects.select_for_update().get(subject=subject)
    entries, round_of = json.loads(log.entries), [moment(now), _agreed(subject, source), ground]
    if not entries or entries[-1][:3] != round_of:
        entries.append([*round_of, []])
    entries[-1][3].append([material, source, answer.outcome.value, answer.milliseconds])
    log.entries = to_text(entries)
    log.save()
    if answer.sent:
        _rest(source, down=answer.outcome is Outcome.DOWN, now=now)


def _agreed(subject: UUID, source: str) -> int | None:
    """Return who agreed that the source is asked."""
    record = SubjectRecord.objects.filter(subject=subject).first()
    given = record.to_consents() if record else ()
    return next((each.person for each in given if source in each.sources), None)


@transaction.atomic(durable=True)
def leave_out(*, subject: UUID, material: str, now: datetime) -> None:
    """Stop asking for a slot, because the form names nobody to ask about: the worker's errand."""
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    record = SubjectRecord.objects.select_for_update().filter(subject=subject).first()
    kept = decode(record.slots) if record else {}
    one = kept.get(material)
    if record is None or one is None or one.next_try_at is None or one.next_try_at > now:
        return
    if one.slot.outcome is Outcome.ASKED:
        one.slot = replace(one.slot, outcome=Outcome.NOT_TRIED, at=None)
    one.next_try_at = None
    Dossier(record, kept).save()


def delete_subject(*, subject: UUID) -> None:
    """Delete the slots and consents of a draft that is deleted; the log of queries stays.

    Call it inside a transaction.
    """
    SubjectRecord.objects.filter(subject=subject).delete()


def _rest(source: str, *, down: bool, now: datetime) -> None:
    """Let a source rest after a failure, longer each time; a good answer ends it."""
    circuit, _ = CircuitRecord.objects.select_for_update().get_or_create(source=source)
    circuit.failures = circuit.failures + 1 if down else 0
    circuit.rests_until = now + rows.pause(circuit.failures) if down else None
    circuit.save()
