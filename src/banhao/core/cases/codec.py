"""The stored form of events: kind, version, canonical JSON. Old versions are read for ever.

What one errand wrote is one entry of the journal: a single event as itself, several as ERRAND, the
list of their kinds and data (decision 0015). Entries of before, one an event, read the same way.
Since version 2 data is spelled shorter (`spelling.py`).

Kinds and field names are stored values: never rename one; add a version and an upcaster instead.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from banhao.core.cases import spelling
from banhao.core.cases.case import Stamp
from banhao.core.cases.events import (
    Event,
)
from banhao.core.cases.turns import NO_TURNS, Turns

VERSION = 2
SHORT = 2  # the version from which on data is spelled shorter
ERRAND = "errand"
UPCASTERS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}

KINDS: Mapping[str, type[Event]] = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in get_args(Event)
}
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
_NAMES = {kind: name for name, kind in KINDS.items()}
_HINTS = {kind: get_type_hints(kind) for kind in KINDS.values()}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in KINDS.values()}


def kind_of(event: Event) -> str:
    """Return the stored name of an event's kind, e.g. "branch_accepted"."""
    return _NAMES[type(event)]


def pack(events: Sequence[Event], stamp: Stamp) -> tuple[str, str]:
    """Return kind and data of the entry that holds the events of one errand, at least one.

    Data is canonical JSON (sorted keys, no spaces, UTF-8 kept). `stamp`: the entry's own.
    """
    known = spelling.said(stamp)
    plain = [[kind_of(event), spelling.shortened(_data(event), known)] for event in events]
    kind, data = plain[0] if len(plain) == 1 else (ERRAND, plain)
    return str(kind), _JSON.encode(data)


def unpack(kind: str, version: int, data: str, stamp: Stamp) -> tuple[Event, ...]:
    """Return the events of an entry. :raises KeyError: for a kind that no release has written."""
    raw, known = json.loads(data), spelling.said(stamp)
    each = raw if kind == ERRAND else [[kind, raw]]
    return tuple(_event(name, version, one, known) for name, one in each)


def _data(event: Event) -> dict[str, Any]:
    return {name: _plain(getattr(event, name)) for name in _FIELDS[type(event)]}


def _event(kind: str, version: int, raw: dict[str, Any], known: dict[str, Any]) -> Event:
    of = KINDS[kind]
    if version >= SHORT:
        raw = spelling.spelled_out(raw, known, _HINTS[of])
    for older in range(version, VERSION):
        raw = UPCASTERS.get((kind, older), dict)(raw)
    return of(**{name: _value(raw[name], hint) for name, hint in _HINTS[of].items()})


def encode_turns(turns: Turns) -> str | None:
    """Return the turns of a case as canonical JSON; None: it has taken none."""
    return None if turns == NO_TURNS else _JSON.encode(_plain(turns))


def decode_turns(stored: str | Mapping[str, Any] | None) -> Turns:
    """Return the turns of a stored row, which a driver may have parsed already."""
    if stored is None:
        return NO_TURNS
    raw = json.loads(stored) if isinstance(stored, str) else stored
    turns: Turns = _made(Turns, raw)
    return turns


def _plain(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case UUID():
            return value.hex
        case tuple():
            return _list(value)
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value


def _list(value: tuple[Any, ...]) -> list[Any]:
    """Return a tuple as a list; of a NamedTuple blanks at the end are left out (its defaults)."""
    plain = [_plain(each) for each in value]
    while hasattr(value, "_fields") and plain and plain[-1] == "":
        plain.pop()
    return plain


def _value(raw: Any, hint: Any) -> Any:
    if raw is None:
        return None
    origin = get_origin(hint)
    if origin is UnionType:
        return _value(raw, next(part for part in get_args(hint) if part is not type(None)))
    if origin is tuple:
        return tuple(_value(each, get_args(hint)[0]) for each in raw)
    if isinstance(hint, type) and issubclass(hint, tuple):  # a NamedTuple: by place
        hints = get_type_hints(hint).values()
        return hint(*(_value(each, of) for each, of in zip(raw, hints, strict=False)))
    if origin is not None:  # Mapping[str, X]
        return {key: _value(each, get_args(hint)[1]) for key, each in raw.items()}
    if is_dataclass(hint):
        return _made(hint, raw)
    if hint is date:
        return date.fromisoformat(raw)
    if hint is UUID or issubclass(hint, StrEnum):
        return hint(raw)
    return raw


def _made(kind: Any, raw: Mapping[str, Any]) -> Any:
    """Return a value of a dataclass; what an older release did not write has its default."""
    hints = _hints(kind)
    return kind(**{name: _value(raw[name], hint) for name, hint in hints.items() if name in raw})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
