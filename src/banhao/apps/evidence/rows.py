"""A subject's evidence, locked: fit it to a plan, put changed slots back, save it as one row.

Called inside the transactions of `operations`; nothing here opens one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.evidence.kept import Consent, Kept, decode, encode, moment, to_text
from banhao.apps.evidence.models import SubjectRecord
from banhao.apps.files import queries as files
from banhao.core.catalogue.values import Way, WayKind
from banhao.core.errors import NotFound
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(slots=True)
class Dossier:
    """One subject's row, locked until commit, and what it keeps; changed here, then saved once."""

    record: SubjectRecord
    kept: dict[str, Kept]

    @property
    def subject(self) -> UUID:
        """Return whose it is."""
        return self.record.subject

    @property
    def agreed(self) -> frozenset[str]:
        """Return the sources that somebody agreed to."""
        return frozenset(one for each in self.record.to_consents() for one in each.sources)

    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        """Return material → ways of the subject's plan."""
        plan = catalogues.plan(self.record.plan)
        return {material.id: material.ways for material in plan.materials}

    def slot(self, material: str) -> Slot:
        """Return one slot. :raises NotFound: if the plan has no such material."""
        if material not in self.kept:
            raise NotFound(Message("evidence.no_such_material", material=material))
        return self.kept[material].slot

    def put(self, slot: Slot, *, ask_at: datetime | None = None) -> Slot:
        """Take a value in; `ask_at`: when the worker asks next; None leaves that to sources still
        down.
        """
        kept = self.kept.setdefault(slot.material, Kept(slot))
        kept.slot = slot
        if ask_at or slot.settled or not slot.down:
            kept.next_try_at = ask_at
        return slot

    def agree(self, consent: Consent) -> None:
        """Note a consent."""
        given = [*self.record.to_consents(), consent]
        self.record.consents = to_text([[c.person, moment(c.at), [*c.sources]] for c in given])

    def save(self) -> None:
        """Write the row."""
        self.record.slots = encode(self.kept)
        waiting = [one.next_try_at for one in self.kept.values() if one.next_try_at]
        self.record.next_try_at = min(waiting, default=None)
        self.record.save()


def dossier(subject: UUID) -> Dossier:
    """Lock a subject's evidence. :raises NotFound: no slots were prepared for it."""
    record = SubjectRecord.objects.select_for_update().filter(subject=subject).first()
    if record is None:
        raise NotFound(Message("evidence.no_such_subject"))
    return Dossier(record, decode(record.slots))


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


def chosen(own: Dossier, old: Slot, ways: tuple[Way, ...], step: int, now: datetime) -> Slot:
    """Return the slot at a step that the applicant chose."""
    slot = ladder.at_step(old.material, ways, step, old.tried)
    if ladder.kind_at(ways, step) is WayKind.APPLICANT:
        return with_uploads(own.subject, slot, ways, now)
    return ladder.asked(slot, now) if slot.source and slot.source in own.agreed else slot


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


def _same_sources(slot: Slot, ways: tuple[Way, ...]) -> bool:
    """Return whether every step the slot knows of still means the same source."""
    known = [(slot.step, slot.source), *((past.step, past.source) for past in slot.tried)]
    return slot.outcome not in {Outcome.FOLDED, Outcome.INTERNAL, Outcome.PLEDGED} and all(
        ladder.source_at(ways, step) == source for step, source in known
    )
