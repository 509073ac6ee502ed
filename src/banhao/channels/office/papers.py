"""The materials that an item reads: what has become of each, its files, its pledge."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.channels.office.facts import hidden
from banhao.core.catalogue.values import Catalogue, Way, WayKind
from banhao.core.compiler.plan import Plan, PlanMaterial
from banhao.core.evidence.ladder import kind_at
from banhao.core.evidence.slots import Outcome, Slot, Try
from banhao.core.messages import Message, Text

# Names that registers give to the parts of a record; others are shown as they come.
NAMES = {
    "number": Message("office.document.number"),
    "holder": Message("office.document.holder"),
    "valid_until": Message("office.document.valid_until"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of an earlier way: in words, and when."""

    words: Message
    at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """One material. `pledge`: the way that promises it; `document`: what a source handed over.

    `sibling`: the item of this case whose result it is.
    """

    id: str
    title: Text
    slot: Slot
    source: Text | None
    files: Sequence[files.Upload]
    pledge: Way | None
    document: Sequence[tuple[Message | str, str]]
    sibling: Text | None
    tried: Sequence[Tried]

    @property
    def code(self) -> str:
        """Return the message code of its state."""
        return f"office.slot.{self.slot.known.value}"

    @property
    def open(self) -> bool:
        """Whether there is nothing to look at yet."""
        return not self.slot.settled


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all materials at once. `private`: texts to be masked."""

    case: UUID
    plan: Plan
    catalogue: Catalogue
    private: Set[str]
    uploads: Sequence[files.Upload]

    def source(self, source: str) -> Text:
        """Return the name of a source."""
        known = self.catalogue.sources.get(source)
        return known.title if known else Text(source)


def papers(
    case_id: UUID, item: str, plan: Plan, catalogue: Catalogue, private: Set[str]
) -> Sequence[Paper]:
    """Return the materials of an item, those that are not settled first; the one form is none.

    `private`: texts that are masked where a document repeats them.
    """
    slots = {slot.material: slot for slot in evidence.slots(case_id)}
    known = _Known(case_id, plan, catalogue, private, files.uploads(case_id))
    found = [
        _paper(material, slots[material.id], known)
        for material in plan.materials
        if item in material.for_items and material.id in slots
        if not material.form_of_application
    ]
    return sorted(found, key=lambda paper: paper.slot.settled)


def _paper(material: PlanMaterial, slot: Slot, known: _Known) -> Paper:
    titles = {branch.item: branch.title for branch in known.plan.branches}
    pledged = slot.outcome is Outcome.PLEDGED and slot.step < len(material.ways)
    internal = kind_at(material.ways, slot.step) is WayKind.INTERNAL
    return Paper(
        id=material.id,
        title=material.title,
        slot=slot,
        source=known.source(slot.source) if slot.source else None,
        files=[upload for upload in known.uploads if upload.material == material.id],
        pledge=material.ways[slot.step] if pledged else None,
        document=_document(known.case, slot, known.private),
        sibling=titles.get(material.from_item) if internal else None,
        tried=[_tried(past, known) for past in slot.tried],
    )


def _tried(past: Try, known: _Known) -> Tried:
    code = f"office.tried.{past.outcome.value}"
    return Tried(Message(code, source=known.source(past.source)), past.at)


def _document(case_id: UUID, slot: Slot, private: Set[str]) -> Sequence[tuple[Message | str, str]]:
    """Return (name, value) of what a source has handed over."""
    given = evidence.answer(case_id, slot.material) if slot.outcome is Outcome.ANSWERED else None
    return [
        (NAMES.get(name, name), hidden(value) if value in private else value)
        for name, value in (given.document.items() if given else ())
    ]
