"""Reads catalogues/base: what law has, and the library that every region builds on."""

from collections.abc import Mapping

from banhao.core.catalogue.elements import (
    read_certificate,
    read_element,
    read_section,
    read_source,
)
from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.files import BASE, LISTS, Files
from banhao.core.catalogue.items import read_item
from banhao.core.catalogue.library import Library
from banhao.core.catalogue.life_lists import read_life
from banhao.core.catalogue.materials import read_material
from banhao.core.catalogue.rating_lists import read_option, read_rules

# In order of reference: what a later list refers to stands in an earlier one.
READERS = {
    "sections": read_section,
    "sources": read_source,
    "certificates": read_certificate,
    "elements": read_element,
    "materials": read_material,
    "rating_options": read_option,
    "lives": read_life,
}


def read_base(files: Files) -> Library:
    """Read all lists of base, whatever file they stand in, then its items."""
    library = Library()
    places = tuple(files.base())
    _excuse(library, files)
    _learn_names(library, places)
    for kind, read in READERS.items():
        for place in places:
            for entry in place.tables(kind):
                read(entry, library)
    library.rating = read_rules(places, library)
    for place in places:
        place.done()
    for name, place in files.folder(BASE, "items"):
        read_item(place, name, library)
    return library


def _excuse(library: Library, files: Files) -> None:
    """Say nothing of references to what stands in a file that could not be read."""
    for kind in LISTS:
        getattr(library, kind).excused = files.broken_list(kind)
    library.items.excused = files.any_broken(f"{BASE}/items/")
    library.names.silent = library.elements.excused


def _learn_names(library: Library, places: tuple[Place, ...]) -> None:
    for place in places:
        tables = place.table.get("elements")
        listed = tables if isinstance(tables, list) else []
        library.names.learn(one for one in listed if isinstance(one, Mapping))
