"""An exception as a log may hold it: its kind and where it was raised, never what it says.

The words of an exception may quote what a person typed ("Key (email)=(…) already exists"), and a
traceback quotes lines. What a machine's operator needs is kept: type, place, the database's code
and constraint, the system's error number. Decision 0101.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEEPEST = 8  # exceptions of a chain, and frames of ours in each: the innermost ones


def described(error: BaseException) -> str:
    """Return one line: `Type[code] at file:line function < …`, then what it came from."""
    return " <- ".join(_one(each) for each in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(DEEPEST):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _one(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    frames = list(reversed(traceback.extract_tb(error.__traceback__)))
    own = [each for each in frames[1:] if "site-packages" not in each.filename]
    frames = [*frames[:1], *own[:DEEPEST]]
    places = " < ".join(f"{_shown(each.filename)}:{each.lineno} {each.name}" for each in frames)
    return f"{name}{_code(error)}" + (f" at {places}" if places else "")


def _code(error: BaseException) -> str:
    """Return what names the trouble without quoting: SQLSTATE and constraint, errno, our code."""
    told: Any = error
    state, number = getattr(told, "sqlstate", None), getattr(told, "errno", None)
    rule = getattr(getattr(told, "diag", None), "constraint_name", None)
    sqlite, message = getattr(told, "sqlite_errorname", None), getattr(told, "message", None)
    code = getattr(message, "code", None)
    parts = [str(part) for part in (state, rule, sqlite, number, code) if part]
    return f"[{' '.join(parts)}]" if parts else ""


def _shown(file: str) -> str:
    """Return the file as its package knows it, without the folders of this machine."""
    parts = Path(file).parts
    for root in ("site-packages", "src"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    return "/".join(parts[-2:])
