"""Files over 400 lines and functions over 50 fail; over 250 and 25 are a remark.

`python -m tests.house.test_sizes` prints the remarks.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.house.tree import functions, parsed, python_files, shown

PLACES = ("src", "tests", "bench", "tools", "dev.py")
FILE_FAILS, FILE_REMARK = 400, 250
FUNCTION_FAILS, FUNCTION_REMARK = 50, 25


def too_long(name: str, source: str, most: int, most_in_function: int) -> list[str]:
    """Return what is longer than allowed in one file; a docstring's lines are not counted."""
    lines = source.count("\n")
    found = [f"{name}: {lines} lines"] if lines > most else []
    for function in functions(ast.parse(source)):
        length = _length(function)
        if length > most_in_function:
            found.append(f"{name}:{function.lineno} {function.name}: {length} lines")
    return found


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


def in_tree(paths: Iterable[Path], most: int, most_in_function: int) -> list[str]:
    """Return what is longer than allowed in these files; migrations are written by Django."""
    kept = [path for path in paths if "migrations" not in path.parts]
    return [
        line
        for path in kept
        for line in too_long(shown(path), path.read_text("utf-8"), most, most_in_function)
    ]


def test_no_file_and_no_function_is_too_long() -> None:
    assert in_tree(python_files(*PLACES), FILE_FAILS, FUNCTION_FAILS) == []


def test_the_measure_finds_a_long_file_and_a_long_function() -> None:
    source = "def long():\n" + "    pass\n" * 60 + "\n" * 400

    found = too_long("a.py", source, FILE_FAILS, FUNCTION_FAILS)

    assert found == ["a.py: 461 lines", "a.py:1 long: 61 lines"]
    assert parsed(Path(__file__))


if __name__ == "__main__":
    print("\n".join(in_tree(python_files(*PLACES), FILE_REMARK, FUNCTION_REMARK)))
