"""The checkout as house tests see it: committed files and parsed modules."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "banhao"


@cache
def committed() -> tuple[Path, ...]:
    """Return every file that git knows and that is still there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """Return the committed Python files below these folders ("" = everywhere)."""
    places = [ROOT / folder for folder in folders]
    found = [path for path in committed() if path.suffix == ".py"]
    return [path for path in found if any(path.is_relative_to(place) for place in places)]


def rooms(name: str) -> list[Path]:
    """Return the Python files below src/banhao/<name>, migrations left out."""
    return [p for p in python_files(f"src/banhao/{name}") if "migrations" not in p.parts]


def shown(path: Path) -> str:
    """Return a path from the root of the checkout."""
    return str(path.relative_to(ROOT))


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def strings(tree: ast.Module) -> Iterator[str]:
    """Yield every string constant that is not a docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def dotted(node: ast.expr) -> str:
    """Return "a.b.c" for a chain of names, or "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
