"""Materials and their ways: in what order a paper is got, and that it can be got at all."""

from collections.abc import Mapping

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.names import Names
from banhao.core.catalogue.places import NOTHING
from banhao.core.catalogue.values import Material, Way, WayKind
from banhao.core.conditions.parse import parse
from banhao.core.conditions.tree import Condition
from banhao.core.messages import Text

FROM_SOURCES = {WayKind.E_LICENCE, WayKind.SHARED_DATA}
# What always works: the applicant brings it, or the combined form holds it.
SURE = {WayKind.APPLICANT, WayKind.FOLDED}
# A licence is fetched only from somebody who holds e-licences, a promise taken only if offered.
USUAL_CONDITION = {WayKind.E_LICENCE: "e_licences", WayKind.PLEDGE: "pledge"}


def read_material(place: Place, library: Library) -> None:
    """Read one material of the library."""
    form = place.flag("form_of_application")
    material = Material(
        id=place.id(),
        title=place.text("title", required=True),
        issuer=place.text("issuer", required=not form),
        ways=read_ways(place, "ways", _defaults(place), library)
        or (Way(WayKind.FOLDED if form else WayKind.APPLICANT),),
        original=place.flag("original"),
        form_of_application=form,
        certificate=library.certificates.reference(place, "certificate"),
        needed_when=library.names.condition(place, "needed_when"),
        may_come_later=place.flag("may_come_later"),
        group=library.sections.reference(place, "group"),
        hint=place.text("hint"),
    )
    library.materials.put(place, material.id, material)
    place.done()


def _defaults(place: Place) -> Mapping[WayKind, Way]:
    """Return what the letters E, S and C stand for: `source` and `pledge` of the material."""
    source, pledge = place.string("source"), place.inner("pledge")
    defaults = {kind: Way(kind, source=source) for kind in FROM_SOURCES}
    if pledge is not None:
        defaults[WayKind.PLEDGE] = Way(
            WayKind.PLEDGE,
            promise=pledge.text("promise"),
            consequence=pledge.text("consequence"),
            due_days=pledge.whole("due_days"),
        )
        pledge.done()
    return defaults


def read_ways(
    place: Place, key: str, defaults: Mapping[WayKind, Way], library: Library
) -> tuple[Way, ...]:
    """Read ways in order of trial: letters, or tables with what the letter leaves open.

    `defaults`: what a letter stands for here. () when the key is absent.
    """
    ways = []
    for entry in place.tables(key, short="kind"):
        kind = entry.one_of("kind", WayKind)
        if kind is not None:
            ways.append(_way(entry, kind, defaults.get(kind, Way(kind)), library))
        entry.done()
    if ways and not (ways[-1].kind in SURE and ways[-1].when is None):
        place.note(key, "not_obtainable", last=str(ways[-1].kind))
    return tuple(ways)


def _way(entry: Place, kind: WayKind, usual: Way, library: Library) -> Way:
    source = entry.string("source") or usual.source
    way = Way(
        kind,
        source=source,
        verifies_only=entry.flag("verifies_only", default=usual.verifies_only),
        when=library.names.condition(entry, "when") or usual.when or _usual_condition(kind),
        promise=_or_usual(entry.text("promise"), usual.promise),
        consequence=_or_usual(entry.text("consequence"), usual.consequence),
        due_days=entry.whole("due_days") or usual.due_days,
    )
    if kind in FROM_SOURCES:
        _check_source(entry, source, library)
    elif kind is WayKind.PLEDGE:
        _check_pledge(entry, way)
    elif entry.has("source"):
        entry.note("source", "source_not_for", kind=str(kind))
    return way


def _or_usual(text: Text, usual: Text) -> Text:
    return text if text != NOTHING else usual


def _usual_condition(kind: WayKind) -> Condition | None:
    source = USUAL_CONDITION.get(kind)
    return parse(source, Names().types) if source else None


def _check_source(entry: Place, source: str, library: Library) -> None:
    if source:
        library.sources.look(entry, "source", source)
    else:
        entry.note("source", "way_without_source")


def _check_pledge(entry: Place, way: Way) -> None:
    if way.promise == NOTHING:
        entry.note("promise", "pledge_without_promise")
    if way.consequence == NOTHING:
        entry.note("consequence", "pledge_without_consequence")
    if not way.due_days:
        entry.note("due_days", "pledge_without_due_days")
