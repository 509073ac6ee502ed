"""Materials of a draft or case in three groups, each with what has really become of it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.evidence import queries as evidence
from banhao.apps.files import queries as files
from banhao.channels.portal.needs import heading, hint_of
from banhao.core.catalogue.places import DataSource
from banhao.core.catalogue.values import Catalogue, Way, WayKind
from banhao.core.compiler.plan import Plan, PlanMaterial
from banhao.core.evidence import ladder
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message, Text

ASKING = frozenset({WayKind.E_LICENCE, WayKind.SHARED_DATA})
A_SCREENFUL = 8  # papers: a longer list shows one group at a time


@dataclass(frozen=True, slots=True)
class Paper:
    """One material as the page shows it. `way`: the way it stands at, None: supplied by oneself.

    `others`: kinds of ways one may choose instead; `blocks`: it must be dealt with before filing.
    """

    material: PlanMaterial
    hint: Text
    group: Text
    slot: Slot
    kind: WayKind
    way: Way | None
    source: DataSource | None
    uploads: Sequence[files.Upload]
    others: Set[WayKind]
    blocks: bool
    late: bool

    @property
    def state(self) -> Message:
        """Return the state in words (code of states.toml)."""
        if self.kind is WayKind.APPLICANT and not self.slot.settled:
            return Message("portal.paper.to_upload")
        if self.kind is WayKind.PLEDGE and not self.slot.settled:
            return Message("portal.paper.to_pledge")
        if self.late:
            return Message(f"state.slot.{Outcome.DOWN.value}")
        return Message(f"state.slot.{self.slot.outcome.value}")

    @property
    def field(self) -> str:
        """Return the id of its file input."""
        return f"f-{self.material.id}"

    @property
    def may_fetch(self) -> str:
        """Return the kind of a way in which we could fetch it instead, "" if there is none."""
        return next((kind.value for kind in sorted(self.others & ASKING)), "")

    @property
    def came_of(self) -> Message | None:
        """Return what came of the way before, if that is why the applicant must act now."""
        if self.slot.settled or not self.slot.tried:
            return None
        return Message(f"portal.tried.{self.slot.tried[-1].outcome.value}")


@dataclass(frozen=True, slots=True)
class Papers:
    """All materials by what is to be done about them."""

    bring: Sequence[Paper]
    fetch: Sequence[Paper]
    pledge: Sequence[Paper]
    folded: Sequence[Paper]
    sources: Mapping[str, DataSource]
    agreed: Set[str]

    @property
    def ready(self) -> int:
        """Return how many of those to bring are there."""
        return sum(1 for paper in self.bring if paper.slot.settled)

    @property
    def blocking(self) -> Sequence[Paper]:
        """Return what must still be dealt with before filing."""
        return [p for p in (*self.bring, *self.fetch, *self.pledge) if p.blocks]

    @property
    def waiting(self) -> bool:
        """Return whether a source is being asked: the page looks again by itself."""
        return any(paper.slot.outcome is Outcome.ASKED for paper in self.fetch)

    @property
    def to_agree(self) -> Sequence[DataSource]:
        """Return the sources that nobody has agreed to yet."""
        wanted = {paper.slot.source for paper in self.fetch if not paper.slot.settled}
        return [self.sources[s] for s in sorted(wanted - set(self.agreed)) if s in self.sources]


def papers_of(subject: UUID, plan: Plan, catalogue: Catalogue, now: datetime) -> Papers:
    """Return the materials of a draft or case; the application forms are the one form itself."""
    slots = {slot.material: slot for slot in evidence.slots(subject)}
    papers = [
        _paper(material, slots[material.id], subject, catalogue, now)
        for material in plan.materials
        if material.id in slots and not material.form_of_application
    ]
    sources = {p.source.id: p.source for p in papers if p.source}
    return Papers(
        bring=[p for p in papers if p.kind is WayKind.APPLICANT],
        fetch=[p for p in papers if p.kind in ASKING],
        pledge=[p for p in papers if p.kind is WayKind.PLEDGE],
        folded=[p for p in papers if p.kind in {WayKind.FOLDED, WayKind.INTERNAL}],
        sources=sources,
        agreed=evidence.consents(subject),
    )


def _paper(
    material: PlanMaterial, slot: Slot, subject: UUID, catalogue: Catalogue, now: datetime
) -> Paper:
    kind = ladder.kind_at(material.ways, slot.step)
    source = ladder.source_at(material.ways, slot.step)
    entry = catalogue.materials[material.id]
    return Paper(
        material,
        hint_of(material, catalogue),
        heading(entry.group, catalogue),
        slot,
        kind,
        material.ways[slot.step] if slot.step < len(material.ways) else None,
        catalogue.sources.get(source),
        files.uploads(subject, material.id),
        frozenset({WayKind.APPLICANT, *(way.kind for way in material.ways)} - {kind}),
        ladder.blocks_filing(slot, material.ways),
        ladder.waits_too_long(slot, now),
    )


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers under a heading of the catalogue (empty = none). `folds`: shown as one line."""

    title: Text
    papers: Sequence[Paper]
    folds: bool

    @property
    def ready(self) -> int:
        """Return how many of them are there."""
        return sum(1 for paper in self.papers if paper.slot.settled)

    @property
    def is_ready(self) -> bool:
        """Whether nothing of it has to be done."""
        return self.ready == len(self.papers)


def by_group(papers: Sequence[Paper], wrong: Set[str] = frozenset()) -> Sequence[PaperGroup]:
    """Return papers under their headings, what is not ready first.

    A group that is ready folds. On a long list those fold, too, whose turn has not come, except
    where a field is `wrong`.
    """
    groups: dict[Text, list[Paper]] = {}
    for paper in sorted(papers, key=lambda p: p.slot.settled):
        groups.setdefault(paper.group, []).append(paper)
    found = []
    for place, (title, rows) in enumerate(groups.items()):
        waits = place > 0 and len(papers) > A_SCREENFUL
        folds = (waits or all(p.slot.settled for p in rows)) and len(groups) > 1
        found.append(PaperGroup(title, rows, folds and wrong.isdisjoint(p.field for p in rows)))
    return found


def turn_of(groups: Sequence[PaperGroup]) -> str:
    """Return the material whose turn it is: the first that is not there, "" if all are."""
    open_ones = (p.material.id for group in groups for p in group.papers if not p.slot.settled)
    return next(open_ones, "")
