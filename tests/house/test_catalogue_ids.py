"""Nothing that a catalogue says stands in the code: no id of a theme, item or material."""

import ast
import re
from collections.abc import Iterable

from banhao.core.catalogue.load import read_folder_texts
from banhao.core.catalogue.values import Catalogue
from tests.house.tree import ROOT, committed, python_files, shown, strings


def ids_of(catalogue: Catalogue) -> set[str]:
    """Return every id that a city could have named otherwise."""
    found = {*catalogue.items, *catalogue.materials, *catalogue.certificates, *catalogue.regions}
    for region in catalogue.regions.values():
        found |= {*region.themes, *(name.partition("/")[2] for name in region.themes), region.code}
    return found - {""}


def named(source: str, ids: Iterable[str]) -> list[str]:
    """Return the ids that stand in a module as a whole string."""
    return sorted(set(strings(ast.parse(source))) & set(ids))


def named_in_page(text: str, ids: Iterable[str]) -> list[str]:
    """Return the ids that stand in a template between quotes, or as a theme's address."""
    quoted = set(re.findall(r"""["']([^"'\s]+)["']""", text))
    return sorted(quoted & set(ids))


def shipped() -> Catalogue:
    """Read the catalogue of this checkout."""
    folder = ROOT / "catalogues"
    texts = {str(p.relative_to(folder)): p.read_text("utf-8") for p in folder.glob("**/*.toml")}
    return read_folder_texts(texts)


def test_no_id_of_the_catalogue_stands_in_the_code() -> None:
    ids = ids_of(shipped())
    modules = [path for path in python_files("src") if "migrations" not in path.parts]
    pages = [path for path in committed() if path.suffix == ".html"]
    found = [f"{shown(p)}: {name}" for p in modules for name in named(p.read_text("utf-8"), ids)]
    found += [f"{shown(p)}: {n}" for p in pages for n in named_in_page(p.read_text("utf-8"), ids)]
    assert found == []


def test_the_check_finds_a_bad_example() -> None:
    assert named("if theme == 'city/open-a-shop': ...", {"city/open-a-shop"}) == [
        "city/open-a-shop"
    ]
    assert named_in_page('{% if item == "SHOP-1" %}', {"SHOP-1"}) == ["SHOP-1"]
