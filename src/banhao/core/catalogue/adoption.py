"""A district offers a theme of a region above it: the same theme, its own authorities.

What the region says of each item (promise, mode, ways, variants, basis) is taken over as it stands,
unless the district has said it itself; only who handles it is the district's. The outcome is
documents like any other folder's: the loader reads and checks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from banhao.core.catalogue.documents import Document
from banhao.core.catalogue.places import Counter, Department
from banhao.core.errors import CatalogueError, Problem
from banhao.core.messages import Message, Text

TASK_CODE = "task_code"
OF_ITS_OWN = frozenset({"code", "title", "title_en", "departments", "counters"})
Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class District:
    """Who offers: `id` names its folder, `code` of GB/T 2260."""

    id: str
    code: str
    title: Text
    departments: tuple[Department, ...]
    counters: tuple[Counter, ...]


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is offered: the theme of the region above, and item → the district's department."""

    district: District
    theme: str
    authorities: Mapping[str, str]


def adopted(documents: Documents, adoption: Adoption) -> Documents:
    """Return the documents with the district's folder in them.

    :raises CatalogueError: if the theme is there no more, or an item has no department.
    """
    above, _, name = adoption.theme.partition("/")
    theme = documents.get(f"{above}/themes/{name}.toml")
    if theme is None:
        raise _wrong(adoption, "catalogue.offer_theme_gone", theme=adoption.theme)
    folder = adoption.district.id
    if f"{folder}/themes/{name}.toml" in documents:
        raise _wrong(adoption, "catalogue.offer_name_taken", theme=f"{folder}/{name}")
    made = {
        f"{folder}/region.toml": _region(documents, adoption.district, above),
        f"{folder}/themes/{name}.toml": theme,
    }
    for item in items_of(theme):
        own = _implementation(documents, folder, item)
        path, document = own or _taken_over(documents, above, item)
        made[f"{folder}/items/{path}"] = {**document, "authority": _authority(adoption, item)}
    return {**documents, **made}


def items_of(theme: Document) -> tuple[str, ...]:
    """Return the ids of the items of a theme's document."""
    entries = theme.get("items", ())
    assert isinstance(entries, list | tuple)  # it was read before: documents of a version are whole
    return tuple(entry if isinstance(entry, str) else entry["item"] for entry in entries)


def _authority(adoption: Adoption, item: str) -> str:
    """Return the department chosen for an item. :raises CatalogueError: if there is none."""
    known = {department.id for department in adoption.district.departments}
    chosen = adoption.authorities.get(item, "")
    if chosen not in known:
        raise _wrong(adoption, "catalogue.offer_without_authority", item=item)
    return chosen


def _implementation(documents: Documents, region: str, item: str) -> tuple[str, Document] | None:
    """Return (file name, document) of how a region does an item; None if it does not say."""
    prefix = f"{region}/items/"
    for path, document in documents.items():
        name = path.removeprefix(prefix)
        if path.startswith(prefix) and document.get("item", name.removesuffix(".toml")) == item:
            return name, document
    return None


def _taken_over(documents: Documents, region: str, item: str) -> tuple[str, Document]:
    """Return what a region above says of an item, but for the code: that names its authority."""
    path, document = _implementation(documents, region, item) or ("", {})
    return path, {key: value for key, value in document.items() if key != TASK_CODE}


def _region(documents: Documents, district: District, above: str) -> Document:
    """Return region.toml: what the one above says, with the district's own name and places."""
    usual = documents.get(f"{district.id}/region.toml") or documents[f"{above}/region.toml"]
    return {
        **{key: value for key, value in usual.items() if key not in OF_ITS_OWN},
        "code": district.code,
        **_named("title", district.title),
        "departments": [
            {"id": d.id, **_named("title", d.title), **({"uscc": d.uscc} if d.uscc else {})}
            for d in district.departments
        ],
        "counters": [
            {"id": c.id, **_named("title", c.title), **_named("address", c.address)}
            for c in district.counters
        ],
    }


def _named(key: str, text: Text) -> dict[str, str]:
    words = {key: text.zh, f"{key}_en": text.en}
    return {name: said for name, said in words.items() if said}


def _wrong(adoption: Adoption, code: str, **params: str) -> CatalogueError:
    district = adoption.district
    message = Message(code, district=district.title, **params)
    return CatalogueError((Problem(f"{district.id}/", adoption.theme, message),))
