"""What only the whole shows: promises and limits, names nobody asks, circles, joint visits."""

from collections.abc import Iterator
from decimal import Decimal

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.names import STANDING
from banhao.core.catalogue.order import Needs, behind, circle, longest_chain, materials_of, needs_of
from banhao.core.catalogue.spans import longest_span, within
from banhao.core.catalogue.themes import Ground
from banhao.core.catalogue.values import (
    Implementation,
    InspectionWhen,
    Item,
    Material,
    Theme,
    ThemeItem,
)
from banhao.core.clock.values import Unit
from banhao.core.conditions.tree import Condition
from banhao.core.law import JOINT_HANDLING_DAYS


def check_promises(place: Place, implementation: Implementation, item: Item) -> None:
    """Note every promise of an item that can be later than law allows (standards.md §1.4)."""
    own = implementation
    _check_promise(place, "promise", own.promise, item)
    _check_time(place, "inspection", own.promise, own.inspection, item)
    for index, variant in enumerate(own.variants):
        promise = own.promise if variant.promise is None else variant.promise
        where = f"variants[{index}]"
        if variant.promise is not None:
            _check_promise(place, f"{where}.promise", promise, item)
        if promise != own.promise:
            _check_time(place, where, promise, variant.inspection or own.inspection, item)


def _check_time(
    place: Place, key: str, promise: Decimal, inspection: InspectionWhen, item: Item
) -> None:
    if promise == 0 and inspection is InspectionWhen.BEFORE:
        place.note(key, "visit_without_time", item=item.id)


def _check_promise(place: Place, key: str, promise: Decimal, item: Item) -> None:
    limit = item.limit
    if limit is None or within(promise, limit):
        return
    law = f"《{limit.basis.law}》{limit.basis.article}" if limit.basis.law else limit.basis.note
    params = {"item": item.id, "promise": promise, "limit": limit.days, "law": law}
    if limit.unit is Unit.DAY:
        span = longest_span(int(promise.to_integral_value(rounding="ROUND_CEILING")))
        place.note(key, "promise_over_days", span=span, **params)
    elif limit.unit is Unit.WORKING_DAY:
        place.note(key, "promise_over_limit", **params)
    else:
        place.note(key, "promise_not_on_the_spot", **params)


def check_theme(place: Place, theme: Theme, ground: Ground) -> None:
    """Note what is wrong with a theme as a whole."""
    _check_names(place, theme, ground)
    needs = needs_of(
        theme,
        ground.library.items.things,
        ground.implementations.things,
        ground.library.materials.things,
    )
    if found := circle(needs):
        place.note("items", "circle", items=" → ".join(found))
        return
    days = {one.item: _least_days(one, ground) for one in theme.items if one.when is None}
    chain = longest_chain(needs, days)
    _check_longest(place, theme, chain)
    _check_visits(place, theme, needs, ground)
    _check_reference(place, theme, ground)


def _least_days(one: ThemeItem, ground: Ground) -> Decimal:
    implementation = ground.implementations.things.get(one.item)
    if implementation is None:
        return Decimal(0)
    own = implementation.promise
    named = [v for v in implementation.variants if v.id == one.variant]
    possible = named or [v for v in implementation.variants if v.when is not None]
    days = [own if v.promise is None else v.promise for v in possible]
    return min(days if named else [own, *days])


def _check_longest(place: Place, theme: Theme, chain: Decimal) -> None:
    joint = JOINT_HANDLING_DAYS
    if theme.promise is not None and theme.promise > joint:
        place.note("promise", "theme_over_joint_limit", days=theme.promise, limit=joint)
    if theme.promise is not None and chain > theme.promise:
        place.note("promise", "theme_under_chain", days=theme.promise, chain=chain)
    if chain > joint:
        place.note("items", "chain_over_joint_limit", chain=chain, limit=joint)


def _check_visits(place: Place, theme: Theme, needs: Needs, ground: Ground) -> None:
    made = ground.implementations.things
    for index, visit in enumerate(theme.inspections):
        seen = {item: _inspections(made[item]) for item in visit.members if item in made}
        for item in (item for item, when in seen.items() if when == {InspectionWhen.NONE}):
            place.note(f"inspections[{index}].members", "member_not_inspected", item=item)
        gated = {item for item, when in seen.items() if InspectionWhen.BEFORE in when}
        for need in visit.needs:
            for item in sorted(gated & {need, *behind(needs, need)}):
                place.note(f"inspections[{index}].needs", "visit_needs_member", item=item)


def _check_reference(place: Place, theme: Theme, ground: Ground) -> None:
    """Note when the reference answers give no plan at all: the theme page has no figures then."""
    asked = {question.element: question.reference for question in theme.questions}
    values = {**theme.reference_standing, **theme.given, **asked}
    chosen = [
        one for one in theme.items if one.when is None or one.when.decided(values) is not False
    ]
    if theme.items and not chosen:
        place.note("items", "reference_selects_nothing")
    if theme.items and not any(one.listed for one in theme.items):
        place.note("items", "nothing_listed")
    items = (ground.library.items.things.get(one.item) for one in chosen)
    bans = [*theme.forbidden, *(ban for item in items if item for ban in item.forbidden)]
    for ban in bans:
        if ban.when.decided(values):
            place.note("questions", "reference_unlawful", source=ban.when.source)


def _inspections(made: Implementation) -> set[InspectionWhen]:
    variants = (one.inspection for one in made.variants if one.inspection is not None)
    return {made.inspection, *variants}


def _check_names(place: Place, theme: Theme, ground: Ground) -> None:
    """Note every name a condition of the plan reads that the theme neither asks nor gives."""
    given = place.table.get("given")
    told = given if isinstance(given, dict) else {}  # also what could not be read: noted already
    known = {*STANDING, *told, *(question.element for question in theme.questions)}
    for index, one in enumerate(theme.items):
        for where, condition in _conditions(one, ground):
            for name in sorted(condition.names() - known):
                known.add(name)
                _note_name(place, f"items[{index}]", name, where, condition)
    for index, forbidden in enumerate(theme.forbidden):
        for name in sorted(forbidden.when.names() - known):
            known.add(name)
            _note_name(place, f"forbidden[{index}].when", name, theme.id, forbidden.when)


def _note_name(place: Place, key: str, name: str, where: str, condition: Condition) -> None:
    place.note(key, "name_not_asked", name=name, where=where, source=condition.source)


def _conditions(one: ThemeItem, ground: Ground) -> Iterator[tuple[str, Condition]]:
    """Yield every condition that this item brings into a plan, and whose it is.

    Not those of elements: they may read what the form itself asks, and open while it is filled.
    """
    item, made = (
        ground.library.items.things.get(one.item),
        ground.implementations.things.get(one.item),
    )
    if one.when is not None:
        yield f"{one.item} when", one.when
    if item is None:
        return
    yield from ((f"{item.id} forbidden", found.when) for found in item.forbidden)
    for variant in made.variants if made else ():
        if variant.when is not None:
            yield f"{item.id} variant {variant.id}", variant.when
    for material_id in materials_of(item, made):
        if material_id in ground.library.materials.things:
            yield from _material_conditions(ground.library.materials.things[material_id], made)


def _material_conditions(
    material: Material, made: Implementation | None
) -> Iterator[tuple[str, Condition]]:
    if material.needed_when is not None:
        yield f"{material.id} needed_when", material.needed_when
    ways = (made.ways or {}).get(material.id) if made else None
    for way in ways or material.ways:
        if way.when is not None:
            yield f"{material.id} ways {way.kind}", way.when
