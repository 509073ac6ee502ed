"""What a person must bring, and what is folded away: fetched, pledged, in the form, internal."""

from collections.abc import Sequence
from dataclasses import dataclass

from banhao.core.catalogue.values import Catalogue, WayKind
from banhao.core.compiler.plan import Plan, PlanMaterial
from banhao.core.messages import Text

_FETCHED = frozenset({WayKind.E_LICENCE, WayKind.SHARED_DATA})


@dataclass(frozen=True, slots=True)
class Group:
    """Materials under one heading of the catalogue (empty = no heading)."""

    title: Text
    materials: Sequence[PlanMaterial]


@dataclass(frozen=True, slots=True)
class Needs:
    """The one list by what a person does about it. The combined form is not among `bring`."""

    bring: Sequence[Group]
    fetched: Sequence[PlanMaterial]
    pledged: Sequence[PlanMaterial]
    folded: Sequence[PlanMaterial]
    internal: Sequence[PlanMaterial]

    @property
    def count(self) -> int:
        """Return how many papers the applicant brings."""
        return sum(len(group.materials) for group in self.bring)

    @property
    def free(self) -> int:
        """Return how many papers nobody has to bring."""
        return sum(map(len, (self.fetched, self.pledged, self.folded, self.internal)))


def needs_of(plan: Plan, catalogue: Catalogue) -> Needs:
    """Return the plan's materials by group; application forms are the one form, not papers."""
    papers = [m for m in plan.materials if not m.form_of_application]
    by_way = {kind: [m for m in papers if m.way is kind] for kind in WayKind}
    return Needs(
        bring=grouped(by_way[WayKind.APPLICANT], catalogue),
        fetched=[m for m in papers if m.way in _FETCHED],
        pledged=by_way[WayKind.PLEDGE],
        folded=by_way[WayKind.FOLDED],
        internal=by_way[WayKind.INTERNAL],
    )


def grouped(materials: Sequence[PlanMaterial], catalogue: Catalogue) -> Sequence[Group]:
    """Return materials under the headings of the catalogue, in the order they come."""
    groups: dict[str, list[PlanMaterial]] = {}
    for material in materials:
        groups.setdefault(catalogue.materials[material.id].group, []).append(material)
    return [Group(heading(group, catalogue), rows) for group, rows in groups.items()]


def heading(group: str, catalogue: Catalogue) -> Text:
    """Return the words of a heading: a part of the form, or what the author wrote."""
    return catalogue.sections.get(group, Text(group))


def hint_of(material: PlanMaterial, catalogue: Catalogue) -> Text:
    """Return what the catalogue says about a material."""
    return catalogue.materials[material.id].hint
