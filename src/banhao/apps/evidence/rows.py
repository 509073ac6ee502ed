"""Slots as rows: fetch and lock them, fit them to a plan, put a changed value back.

Called inside the transactions of `operations`; nothing here opens one.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence.models import ConsentRecord, SlotRecord, SubjectRecord
from banhao.apps.files import queries as files
from banhao.core.catalogue.values import Way, WayKind
from banhao.core.errors import NotFound
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def row_of(subject: UUID, material: str) -> SlotRecord:
    """Lock the row of one material. :raises NotFound: if the plan has no such material."""
    row = SlotRecord.objects.select_for_update().filter(subject=subject, material=material).first()
    if row is None:
        raise NotFound(Message("evidence.no_such_material", material=material))
    return row


def rows_of(subject: UUID) -> list[SlotRecord]:
    """Lock all rows of a subject, always in the same order."""
    rows = SlotRecord.objects.select_for_update().filter(subject=subject)
    return list(rows.order_by("material"))


def agreed(subject: UUID) -> frozenset[str]:
    """Return the sources that somebody agreed to."""
    rows = ConsentRecord.objects.filter(subject=subject)
    return frozenset(rows.values_list("source", flat=True))


def ways_of(subject: UUID) -> Mapping[str, tuple[Way, ...]]:
    """Return material → ways of the subject's plan. :raises NotFound: no slots were prepared."""
    record = SubjectRecord.objects.filter(subject=subject).first()
    if record is None:
        raise NotFound(Message("evidence.no_such_subject"))
    return {material.id: material.ways for material in catalogues.plan(record.plan).materials}


def fitted(
    subject: UUID, material: str, ways: tuple[Way, ...], old: Slot | None, now: datetime
) -> Slot:
    """Return what of an old slot holds under (maybe other) ways; uploads kept are found again."""
    if old is None:
        return with_uploads(subject, ladder.first(material, ways), ways, now)
    match old.outcome:
        case Outcome.SUPPLIED:
            return replace(old, step=ladder.step_of(ways, WayKind.APPLICANT), tried=())
        case Outcome.PLEDGED if ladder.pledged(old, ways, now):
            return replace(old, step=ladder.step_of(ways, WayKind.PLEDGE), tried=())
        case _ if _same_sources(old, ways):
            return old
    return ladder.first(material, ways)


def chosen(subject: UUID, old: Slot, ways: tuple[Way, ...], step: int, now: datetime) -> Slot:
    """Return the slot at a step that the applicant chose."""
    slot = ladder.at_step(old.material, ways, step, old.tried)
    if ladder.kind_at(ways, step) is WayKind.APPLICANT:
        return with_uploads(subject, slot, ways, now)
    return ladder.asked(slot, now) if slot.source and slot.source in agreed(subject) else slot


def with_uploads(subject: UUID, slot: Slot, ways: tuple[Way, ...], now: datetime) -> Slot:
    """Return the slot as supplied, if there are uploads for its material already."""
    digest = files.digest_of(subject, slot.material)
    return ladder.supplied(slot, ways, digest, now) if digest else slot


def waits(slot: Slot, step: int) -> bool:
    """Return whether an answer about a step is still wanted."""
    asked = slot.outcome is Outcome.ASKED and slot.step == step
    return asked or (not slot.settled and any(past.step == step for past in slot.down))


def next_try(slot: Slot, failures: int, now: datetime) -> datetime | None:
    """Return when the worker asks again, None if there is nothing to ask."""
    if slot.outcome is Outcome.ASKED:
        return now
    return now + pause(failures) if slot.down and not slot.settled else None


def pause(failures: int) -> timedelta:
    """Return the pause before the next try: 5 s, doubled with each failure, at most an hour."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(max(failures, 1) - 1, 20)
    return min(doubled, LONGEST_PAUSE)


def put(row: SlotRecord, slot: Slot, *, ask_at: datetime | None = None) -> Slot:
    """Save a value; `ask_at`: when the worker asks next; None leaves that to sources still down."""
    row.take(slot)
    if ask_at or slot.settled or not slot.down:
        row.next_try_at = ask_at
    row.save()
    return slot


def _same_sources(slot: Slot, ways: tuple[Way, ...]) -> bool:
    """Return whether every step the slot knows of still means the same source."""
    known = [(slot.step, slot.source), *((past.step, past.source) for past in slot.tried)]
    return slot.outcome not in {Outcome.FOLDED, Outcome.INTERNAL, Outcome.PLEDGED} and all(
        ladder.source_at(ways, step) == source for step, source in known
    )
