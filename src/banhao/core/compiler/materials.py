"""Third pass: the one list. Each material once, with the ways open to this standing, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from banhao.core.catalogue.values import Material, Way, WayKind
from banhao.core.compiler.plan import PlanMaterial
from banhao.core.compiler.select import Chosen
from banhao.core.compiler.situation import Situation

# Which standing a way needs whatever its own condition says.
PLEDGE = "pledge"
STANDING_OF = {WayKind.E_LICENCE: "e_licences", WayKind.PLEDGE: PLEDGE}
BY_HAND = Way(WayKind.APPLICANT)
IN_THE_FORM = (Way(WayKind.FOLDED),)


def siblings(chosen: Sequence[Chosen]) -> Mapping[tuple[str, str], str]:
    """Return (item, material) → the sibling item whose result the material is."""
    makers: dict[str, list[str]] = {}
    for each in chosen:
        for result in each.results:
            makers.setdefault(result, []).append(each.id)
    return {
        (each.id, material.id): others[0]
        for each in chosen
        for material in each.materials
        if material.certificate
        and (others := [m for m in makers.get(material.certificate, ()) if m != each.id])
    }


def one_list(
    chosen: Sequence[Chosen], made_by: Mapping[tuple[str, str], str], situation: Situation
) -> tuple[PlanMaterial, ...]:
    """Return the union of the items' materials, in the order in which they are first asked."""
    readers: dict[str, list[Chosen]] = {}
    materials: dict[str, Material] = {}
    for each in chosen:
        for material in each.materials:
            readers.setdefault(material.id, []).append(each)
            materials[material.id] = material
    return tuple(
        _listed(material, readers[id_], made_by, situation) for id_, material in materials.items()
    )


def _listed(
    material: Material,
    readers: Sequence[Chosen],
    made_by: Mapping[tuple[str, str], str],
    situation: Situation,
) -> PlanMaterial:
    outside = [each for each in readers if (each.id, material.id) not in made_by]
    ways = _open_to_all(material, outside, situation) if outside else (_internal(material),)
    return PlanMaterial(
        id=material.id,
        title=material.title,
        way=ways[0].kind,
        ways=ways,
        for_items=tuple(each.id for each in readers),
        from_item="" if outside else made_by[readers[0].id, material.id],
        form_of_application=material.form_of_application,
    )


def _open_to_all(
    material: Material, readers: Sequence[Chosen], situation: Situation
) -> tuple[Way, ...]:
    """Return the ways every reader takes, as the first lists them; at last the applicant's hand."""
    lists = {id(own): own for own in (_ways_of(material, each) for each in readers)}
    first, *others = (_open_ones(own, situation) for own in lists.values())
    taken = [{(way.kind, way.source) for way in other} for other in others]
    both = (w for w in first if all((w.kind, w.source) in other for other in taken))
    return tuple(both) or (BY_HAND,)


def _ways_of(material: Material, reader: Chosen) -> tuple[Way, ...]:
    """Return the ways one item lists, in order of trial; the one form replaces other forms."""
    if material.form_of_application:
        return IN_THE_FORM
    own = reader.implementation.ways
    return own.get(material.id, material.ways) if own else material.ways


def _open_ones(ways: Sequence[Way], situation: Situation) -> tuple[Way, ...]:
    return tuple(_settled(way) for way in ways if is_open(way, situation))


def is_open(way: Way, situation: Situation) -> bool:
    """Return whether a way can be tried; a hand-over between siblings is found elsewhere."""
    if way.kind is WayKind.INTERNAL:
        return False
    standing = STANDING_OF.get(way.kind)
    if standing and not situation.values.get(standing):
        return False
    return way.when is None or situation.settles(way.when, unasked=False)


def _settled(way: Way) -> Way:
    """Return an open way without its condition."""
    return way if way.when is None else replace(way, when=None)


def _internal(material: Material) -> Way:
    told = (way for way in material.ways if way.kind is WayKind.INTERNAL)
    return _settled(next(told, Way(WayKind.INTERNAL)))
