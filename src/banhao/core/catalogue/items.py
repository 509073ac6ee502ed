"""Items as law has them (事项): basis, limit, result, the materials and elements law asks."""

import re

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.grounds import read_basis, read_grounds, read_limit
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.names import Names
from banhao.core.catalogue.values import Forbidden, Item, Limit, OffClock, Origin
from banhao.core.clock.values import Unit

PERMIT = "01"
KIND = re.compile(r"[0-2]\d")  # GB/T 39046 A.1: 00–10, 11+ and 21+ left to extensions, 20 service


def read_item(place: Place, usual_id: str, library: Library) -> None:
    """Read one item; its id is the name of its file unless it says another."""
    item = Item(
        id=place.id(default=usual_id),
        title=place.text("title", required=True),
        kind=_kind(place),
        basis=read_grounds(place),
        limit=read_limit(place, "limit"),
        results=read_results(place, library),
        materials=library.materials.references(place, "materials"),
        elements=library.elements.references(place, "elements"),
        after_inspection=_after_inspection(place),
        off_clock=_off_clock(place),
        forbidden=read_forbidden(place, library.names),
        remedies=place.text("remedies"),
        family=place.string("family"),
    )
    if item.kind == PERMIT and not any(one.origin is Origin.STATUTE for one in item.basis):
        place.note("basis", "permit_without_basis", id=item.id)
    library.items.put(place, item.id, item)
    place.done()


def read_results(place: Place, library: Library) -> tuple[str, ...]:
    """Read what the item ends in: certificate types, none of them composite."""
    results = library.certificates.references(place, "results")
    for one in results:
        if library.certificates.things[one].composite:
            place.note("results", "result_composite", id=one)
    return results


def _kind(place: Place) -> str:
    kind = place.string("kind", required=True)
    if kind and not KIND.fullmatch(kind):
        place.note("kind", "item_kind_bad", found=kind)
    return kind


def _after_inspection(place: Place) -> Limit | None:
    limit = read_limit(place, "after_inspection")
    if limit is not None and limit.unit is not Unit.WORKING_DAY:
        place.note("after_inspection.unit", "after_inspection_unit")
    return limit


def _off_clock(place: Place) -> tuple[OffClock, ...]:
    found = []
    for entry in place.tables("off_clock"):
        procedure = OffClock(
            id=entry.id(),
            title=entry.text("title", required=True),
            usual_days=entry.whole("usual_days", required=True),
            unit=entry.one_of("unit", Unit) or Unit.DAY,
            basis=read_basis(entry),
        )
        entry.done()
        found.append(procedure)
    return tuple(found)


def read_forbidden(place: Place, names: Names) -> tuple[Forbidden, ...]:
    """Read the answers that make the thing unlawful, each with its article."""
    found = []
    for entry in place.tables("forbidden"):
        when = names.condition(entry, "when", required=True)
        text, instead = entry.text("text", required=True), entry.text("instead")
        basis = read_basis(entry)
        if not basis.law:
            entry.note("law", "forbidden_without_law")
        entry.done()
        if when is not None:
            found.append(Forbidden(when, text, basis, instead))
    return tuple(found)
