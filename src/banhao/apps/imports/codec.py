"""The sealed form of a batch: rows, lines with their problems, first passwords. JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from banhao.core.imports.lines import Fate, Line
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Content:
    """What a batch holds. `passwords`: first passwords by mail address, only after the deed."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    passwords: Mapping[str, str] = field(default_factory=dict)


def encode(content: Content) -> bytes:
    """Return the bytes to seal."""
    lines = [
        [line.number, line.fate, line.about, line.problem and _plain(line.problem), line.column]
        for line in content.lines
    ]
    rows = [[row.number, dict(row.cells)] for row in content.rows]
    whole = {"rows": rows, "lines": lines, "passwords": dict(content.passwords)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def decode(sealed: bytes) -> Content:
    """Return what `encode` was given."""
    whole = json.loads(sealed)
    return Content(
        tuple(Row(number, cells) for number, cells in whole["rows"]),
        tuple(_line(line) for line in whole["lines"]),
        whole["passwords"],
    )


def _line(plain: Sequence[Any]) -> Line:
    number, fate, about, problem, column = plain
    return Line(number, Fate(fate), about, _message(problem) if problem else None, column)


def _plain(value: object) -> Any:
    match value:
        case Message():
            return {"code": value.code, "with": {n: _plain(v) for n, v in value.params.items()}}
        case Text():
            return {"zh": value.zh, "en": value.en}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _message(plain: Mapping[str, Any]) -> Message:
    return Message(plain["code"], **{n: _value(value) for n, value in plain["with"].items()})


def _value(raw: Any) -> object:
    match raw:
        case {"code": _, "with": _}:
            return _message(raw)
        case {"zh": zh, "en": en}:
            return Text(zh, en)
        case {"day": day}:
            return date.fromisoformat(day)
        case _:
            return raw
