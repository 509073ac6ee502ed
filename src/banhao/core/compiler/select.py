"""First pass: the items, variants and materials whose conditions hold, or why it is unlawful."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from banhao.core.catalogue.places import NOTHING
from banhao.core.catalogue.values import (
    Forbidden,
    Implementation,
    InspectionWhen,
    Item,
    Material,
    Mode,
    ThemeItem,
    Variant,
)
from banhao.core.compiler.plan import Unlawful
from banhao.core.compiler.situation import Situation

T = TypeVar("T")
AS_USUAL = Variant("", NOTHING, None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item of the plan as this applicant goes through it; `promise` in working days."""

    item: Item
    within: ThemeItem
    implementation: Implementation
    variant: str
    mode: Mode
    promise: Decimal
    inspection: InspectionWhen
    results: tuple[str, ...]
    materials: tuple[Material, ...]

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


def refusal(situation: Situation) -> Unlawful | None:
    """Return why the answers so far make the thing unlawful, if they do whatever follows."""
    for forbidden in prohibitions(situation, certain=True):
        if situation.says(forbidden.when):
            return Unlawful(
                text=forbidden.text,
                basis=forbidden.basis,
                instead=forbidden.instead,
                because=tuple(sorted(forbidden.when.names() & situation.values.keys())),
            )
    return None


def select(situation: Situation) -> tuple[Chosen, ...]:
    """Return the chosen items in the theme's order.

    :raises BadInput: if an answer is missing that would decide what is needed or lawful.
    """
    for forbidden in prohibitions(situation, certain=False):
        situation.settles(forbidden.when, unasked=False)
    return tuple(
        _choose(within, situation)
        for within in situation.theme.items
        if situation.settles(within.when, unasked=True)
    )


def prohibitions(situation: Situation, *, certain: bool) -> Iterator[Forbidden]:
    """Yield the theme's prohibitions, then those of its items: certainly or possibly chosen."""
    yield from situation.theme.forbidden
    for within in situation.theme.items:
        verdict = situation.says(within.when)
        if verdict or (verdict is None and not certain):
            yield from situation.catalogue.items[within.item].forbidden


def _choose(within: ThemeItem, situation: Situation) -> Chosen:
    item = situation.catalogue.items[within.item]
    region = situation.catalogue.region_of(situation.theme.id)
    done = region.implementations[within.item]
    variant = pick_variant(done, within, situation)
    ids = _first(variant.materials, item.materials)
    materials = (situation.catalogue.materials[id_] for id_ in ids)
    return Chosen(
        item=item,
        within=within,
        implementation=done,
        variant=variant.id,
        mode=_first(variant.mode, done.mode),
        promise=_first(variant.promise, done.promise),
        inspection=_first(variant.inspection, done.inspection),
        results=_first(variant.results, item.results),
        materials=tuple(m for m in materials if situation.settles(m.needed_when, unasked=True)),
    )


def pick_variant(done: Implementation, within: ThemeItem, situation: Situation) -> Variant:
    """Return the variant the theme names, else the first that holds, else none: as usual.

    A pledge is always the applicant's choice: without it a named pledge variant is not used.
    """
    for variant in done.variants:
        if variant.id == within.variant and _usable(variant, situation):
            return variant
    for variant in done.variants:
        if variant.when and situation.settles(variant.when, unasked=False):
            return variant
    return AS_USUAL


def _usable(variant: Variant, situation: Situation) -> bool:
    if variant.mode is Mode.PLEDGE and not situation.values.get("pledge"):
        return False
    return situation.settles(variant.when, unasked=True)


def _first(given: T | None, otherwise: T) -> T:
    return otherwise if given is None else given
