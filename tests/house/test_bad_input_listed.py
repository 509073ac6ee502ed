"""Every test that docs/reference/bad-input.md names is there, and every line of it names one."""

import ast
import re

from tests.house.tree import ROOT, parsed

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
TABLE = (ROOT / "docs" / "reference" / "bad-input.md").read_text("utf-8")
LINES = [line for line in TABLE.splitlines() if line.startswith("| ")][1:]  # without the titles


def test_every_test_that_is_named_is_there() -> None:
    named = NAMED.findall(TABLE)

    missing = [(file, name) for file, name in named if name not in _tests_of(file)]
    assert missing == []
    assert len(named) >= len(LINES)


def test_every_kind_of_bad_input_names_its_test() -> None:
    assert [line for line in LINES if not NAMED.search(line)] == []
    assert len(LINES) >= 20


def _tests_of(file: str) -> set[str]:
    path = ROOT / file
    return (
        {one.name for one in ast.walk(parsed(path)) if isinstance(one, ast.FunctionDef)}
        if path.is_file()
        else set()
    )
