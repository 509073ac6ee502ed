"""How a region implements an item (实施清单): authority, promise, mode, variants, ways."""

from collections.abc import Mapping
from decimal import Decimal

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.grounds import read_basis
from banhao.core.catalogue.items import read_results
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.materials import read_ways
from banhao.core.catalogue.places import Department
from banhao.core.catalogue.shelf import Shelf
from banhao.core.catalogue.values import (
    Fee,
    Implementation,
    InspectionWhen,
    Mode,
    Variant,
    Way,
)
from banhao.core.codes import item_code
from banhao.core.messages import Text

# Law says these once for every region (product.md §3).
LAW_ONLY = frozenset(
    (
        *("title", "title_en", "kind", "family", "limit", "after_inspection", "off_clock"),
        *("results", "materials", "elements", "forbidden", "remedies", "remedies_en"),
    )
)


def read_implementation(
    place: Place,
    usual_item: str,
    found: Shelf[Implementation],
    departments: Shelf[Department],
    library: Library,
) -> Implementation | None:
    """Read one item of a region; the item is the name of its file unless it says another."""
    item = place.string("item") or usual_item
    if library.items.look(place, "item", item) is None:
        return None
    for key in LAW_ONLY & set(place.table):
        place.raw(key)
        place.note(key, "not_overridable", key=key, item=item)
    authority = departments.reference(place, "authority", required=True)
    implementation = Implementation(
        item=item,
        authority=authority,
        mode=place.one_of("mode", Mode, Mode.ORDINARY) or Mode.ORDINARY,
        promise=_promise(place),
        inspection=_inspection(place),
        basis=read_basis(place),
        variants=_variants(place, library),
        ways=_ways(place, library),
        fee=_fee(place),
        task_code=_task_code(place, departments.things.get(authority)),
    )
    _note_shared_code(place, implementation, found, library)
    found.put(place, item, implementation, key="item")
    place.done()
    return implementation


def _task_code(place: Place, department: Department | None) -> str:
    """Read the 实施编码; it begins with the credit code of the department, where that is known."""
    code = place.string("task_code")
    wrong = item_code.task_problem(code, department.uscc if department else "") if code else None
    if wrong is not None:
        place.note("task_code", "task_code_bad", code=code, reason=wrong)
        return ""
    return code


def _note_shared_code(
    place: Place, own: Implementation, found: Shelf[Implementation], library: Library
) -> None:
    """Note a code that another item has; only sub-items (业务办理项) of one family share theirs."""
    family = library.items.things[own.item].family
    for other in found.things.values():
        if not own.task_code or other.task_code != own.task_code or other.item == own.item:
            continue
        if not family or library.items.things[other.item].family != family:
            place.note("task_code", "task_code_twice", code=own.task_code, item=other.item)


def _promise(place: Place) -> Decimal:
    """Read the promise; where it cannot be read, one that no other rule would complain of."""
    promise = place.decimal("promise", required=True)
    return Decimal(1) if promise is None else promise


def _inspection(place: Place) -> InspectionWhen:
    unread = InspectionWhen.BEFORE if place.has("inspection") else InspectionWhen.NONE
    return place.one_of("inspection", InspectionWhen, unread) or unread


def _variants(place: Place, library: Library) -> tuple[Variant, ...]:
    shelf: Shelf[Variant] = Shelf(Text("办理情形", "variant"))
    for entry in place.tables("variants"):
        variant = Variant(
            id=entry.id(),
            title=entry.text("title", required=True),
            when=library.names.condition(entry, "when"),
            mode=entry.one_of("mode", Mode) if entry.has("mode") else None,
            promise=entry.decimal("promise"),
            inspection=entry.one_of("inspection", InspectionWhen)
            if entry.has("inspection")
            else None,
            results=read_results(entry, library) if entry.has("results") else None,
            materials=library.materials.references(entry, "materials")
            if entry.has("materials")
            else None,
            basis=read_basis(entry),
        )
        entry.done()
        shelf.put(entry, variant.id, variant)
    return tuple(shelf.things.values())


def _ways(place: Place, library: Library) -> Mapping[str, tuple[Way, ...]] | None:
    """Read the ways that differ here; a letter stands for what the material says of that way."""
    inner = place.inner("ways")
    if inner is None:
        return None
    found = {}
    for material_id in inner.table:
        inner.raw(material_id)
        material = library.materials.look(inner, material_id, material_id)
        if material is not None:
            usual = {way.kind: way for way in material.ways}
            found[material_id] = read_ways(inner, material_id, usual, library)
    return found


def _fee(place: Place) -> Fee | None:
    """Read what it costs; a fee needs a ground (行政许可法 58), no fee is shown as nothing."""
    entry = place.inner("fee")
    if entry is None:
        return None
    amount, text = entry.decimal("amount", required=True), entry.text("text")
    basis = read_basis(entry)
    if not basis.law:
        entry.note("law", "fee_without_law")
    entry.done()
    return None if amount is None else Fee(amount, basis, text)
