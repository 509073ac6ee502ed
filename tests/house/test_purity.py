"""core is pure: no files, no clock, no chance, no environment, no network, no Django."""

import ast

from tests.house.tree import dotted, parsed, rooms, shown

MODULES = {
    "os", "sys", "io", "random", "secrets", "time", "socket", "subprocess", "tempfile", "shutil",
    "threading", "asyncio", "multiprocessing", "logging", "urllib.request", "http",
    "sqlite3", "glob",
    "django", "httpx", "psycopg",
}  # fmt: skip
CALLS = {"open", "input", "print", "uuid4", "uuid1", "uuid.uuid4", "uuid.uuid1", "eval", "exec"}
METHODS = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}
# The holiday table and lunar calendar are packages that read their own files; core/clock may.


def impure(source: str) -> list[str]:
    """Return every line that reaches outside."""
    return [
        f"{node.lineno}: {found}"
        for node in ast.walk(ast.parse(source))
        if (found := _outside(node)) and isinstance(node, ast.stmt | ast.expr)
    ]


def _outside(node: ast.AST) -> str:
    match node:
        case ast.Import(names=names):
            return next((each.name for each in names if _is_outside(each.name)), "")
        case ast.ImportFrom(module=str(module)):
            return module if _is_outside(module) else ""
        case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
            return name
        case ast.Call(func=func) if dotted(func) in CALLS:
            return dotted(func)
    return ""


def _is_outside(module: str) -> bool:
    return module in MODULES or module.split(".", maxsplit=1)[0] in MODULES


def test_core_reaches_nothing_outside() -> None:
    found = [f"{shown(p)}:{line}" for p in rooms("core") for line in impure(p.read_text("utf-8"))]
    assert found == []
    assert parsed(rooms("core")[0])


def test_the_check_finds_a_bad_example() -> None:
    bad = (
        "import os.path\nfrom random import choice\na = open('x')\nb = datetime.now()\nc = uuid4()"
    )
    assert impure(bad) == ["1: os.path", "2: random", "3: open", "4: now", "5: uuid4"]
    assert impure("from datetime import datetime\nfrom pathlib import PurePath") == []
