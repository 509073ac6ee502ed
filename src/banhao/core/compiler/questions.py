"""Which questions are still worth asking: only those whose answer can change the plan."""

from collections.abc import Iterator, Mapping

from banhao.core.catalogue.values import (
    Catalogue,
    Implementation,
    Material,
    Mode,
    Question,
    ThemeItem,
    Way,
)
from banhao.core.compiler.compile import find_theme, situate
from banhao.core.compiler.materials import PLEDGE, STANDING_OF
from banhao.core.compiler.plan import Standing
from banhao.core.compiler.select import prohibitions, refusal
from banhao.core.compiler.situation import Situation
from banhao.core.conditions.evaluate import evaluate
from banhao.core.conditions.tree import Condition, Value
from banhao.core.conditions.values import All, Any, Node, Not, names_of


def open_questions(
    catalogue: Catalogue, theme_id: str, answers: Mapping[str, Value], standing: Standing | None
) -> tuple[Question, ...]:
    """Return the questions that can still change the plan, in the theme's order.

    `standing` None: not known yet. None are left once the answers make the thing unlawful. An
    answer only ever closes questions, so the number left is the most that can still come.

    :raises NotFound: no such theme. :raises BadInput: an unknown key or value.
    """
    theme = find_theme(catalogue, theme_id)
    situation = situate(catalogue, theme, answers, standing)
    if refusal(situation):
        return ()
    names = open_names(situation)
    return tuple(q for q in theme.questions if q.element in names & situation.open)


def open_names(situation: Situation) -> frozenset[str]:
    """Return all names without a value, of answers and standing, that can still change the plan."""
    open_ones = open_conditions(situation)
    read = (name for each in open_ones for name in _unsettled(each.tree, situation.values))
    return frozenset((*read, *_standing_read(situation)))


def open_conditions(situation: Situation) -> tuple[Condition, ...]:
    """Return the conditions on whose outcome the plan still depends."""
    found = (*_forbidding(situation), *_of_items(situation))
    return tuple(each for each in found if each is not None and situation.says(each) is None)


def _unsettled(node: Node, values: Mapping[str, Value]) -> Iterator[str]:
    """Yield the names that the parts still open read; a part already known reads nothing."""
    if evaluate(node, values) is not None:
        return
    match node:
        case Not(part):
            yield from _unsettled(part, values)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _unsettled(part, values)
        case _:
            yield from (name.id for name in names_of(node) if name.id not in values)


def _forbidding(situation: Situation) -> Iterator[Condition]:
    return (each.when for each in prohibitions(situation, certain=False))


def _of_items(situation: Situation) -> Iterator[Condition | None]:
    for within, done in _possible(situation):
        yield within.when
        yield from _of_variants(done, within, situation)
        for material in _materials(done, situation):
            yield material.needed_when
            yield from (way.when for way in _ways(material, done))
        for element in situation.catalogue.items[within.item].elements:
            yield situation.catalogue.elements[element].when


def _possible(situation: Situation) -> Iterator[tuple[ThemeItem, Implementation]]:
    region = situation.catalogue.region_of(situation.theme.id)
    for within in situation.theme.items:
        if situation.says(within.when) is not False:
            yield within, region.implementations[within.item]


def _of_variants(
    done: Implementation, within: ThemeItem, situation: Situation
) -> Iterator[Condition | None]:
    """Yield what picks the variant, up to the first that certainly holds."""
    yield from (variant.when for variant in done.variants if variant.id == within.variant)
    for variant in done.variants:
        if variant.when is not None:
            yield variant.when
            if situation.says(variant.when):
                return


def _materials(done: Implementation, situation: Situation) -> Iterator[Material]:
    """Yield what the item may need in any variant, without what it certainly does not need."""
    lists = [situation.catalogue.items[done.item].materials]
    lists += [variant.materials for variant in done.variants if variant.materials is not None]
    for id_ in dict.fromkeys(id_ for ids in lists for id_ in ids):
        material = situation.catalogue.materials[id_]
        if situation.says(material.needed_when) is not False:
            yield material


def _ways(material: Material, done: Implementation) -> tuple[Way, ...]:
    return (done.ways or {}).get(material.id, material.ways)


def _standing_read(situation: Situation) -> Iterator[str]:
    """Yield the standing that kinds of ways and named pledge variants need, if it is not known."""
    for within, done in _possible(situation):
        named = (v for v in done.variants if v.id == within.variant and v.mode is Mode.PLEDGE)
        kinds = {way.kind for m in _materials(done, situation) for way in _ways(m, done)}
        needed = {STANDING_OF[kind] for kind in kinds if kind in STANDING_OF}
        needed |= {PLEDGE for _ in named}
        yield from needed - situation.values.keys()
