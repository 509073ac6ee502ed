"""Rooms are listed where they must be, and enter each other only through operations and queries."""

import ast
import re
import tomllib
from pathlib import Path

from django.conf import settings

from tests.house.tree import ROOT, SRC, rooms, shown

# Not for other rooms: tables are foreign keys by string, pages and jobs are their room's own.
PRIVATE = {"models", "ledger", "views", "urls", "forms", "jobs", "pens"}
OF_APP = re.compile(r"banhao\.apps\.(\w+)(?:\.(\w+))?")


def folders(place: Path) -> set[str]:
    """Return the packages directly in a folder."""
    return {path.parent.name for path in place.glob("*/__init__.py")}


def entered(source: str, own: str) -> list[str]:
    """Return the imports of another app's private modules. `own`: the app of the file, or ""."""
    return [
        f"{node.lineno}: {name}"
        for node in ast.walk(ast.parse(source))
        for name in _imports(node)
        if (found := OF_APP.match(name)) and found[1] != own and found[2] in PRIVATE
    ]


def _imports(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module), names=names):
            return [f"{module}.{each.name}" for each in names]
    return []


def app_of(path: Path) -> str:
    """Return the app a file is of, or ""."""
    parts = path.relative_to(SRC).parts
    return parts[1] if parts[0] == "apps" and len(parts) > 2 else ""


def contracts() -> dict[str, dict[str, list[str]]]:
    """Return the import contracts of pyproject.toml by the first word of their names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found = project["tool"]["importlinter"]["contracts"]
    return {each["name"].partition(":")[0].partition(" ")[0]: each for each in found}


def test_every_app_is_listed_in_the_settings() -> None:
    assert folders(SRC / "apps") == set(settings.CAPABILITIES)
    assert folders(SRC / "channels") == set(settings.CHANNELS)


def test_the_order_of_apps_is_the_same_in_settings_and_contracts() -> None:
    assert contracts()["apps"]["layers"] == list(reversed(settings.CAPABILITIES))
    assert contracts()["inside"]["containers"] == [
        f"banhao.apps.{name}" for name in reversed(settings.CAPABILITIES)
    ]


def test_the_contracts_name_every_room_of_core_and_every_channel() -> None:
    assert set(contracts()["ui"]["forbidden_modules"]) == {
        f"banhao.core.{name}" for name in folders(SRC / "core")
    }
    assert set(contracts()["channels"]["modules"]) == {
        f"banhao.channels.{name}" for name in settings.CHANNELS
    }


def test_rooms_enter_each_other_through_operations_and_queries() -> None:
    found = [
        f"{shown(path)}:{line}"
        for place in ("apps", "channels")
        for path in rooms(place)
        for line in entered(path.read_text("utf-8"), app_of(path))
    ]
    assert found == []


def test_the_check_finds_a_foreign_table() -> None:
    bad = "from banhao.apps.people.models import AccountRecord\nfrom banhao.apps.cases import views"
    assert entered(bad, "cases") == ["1: banhao.apps.people.models.AccountRecord"]
    assert len(entered(bad, "")) == 2
