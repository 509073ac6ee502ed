"""The stored form of a plan: canonical JSON and back, by the types of the values.

Field names are stored: never rename one; raise `VERSION` and read the old form beside the new one.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from banhao.core.compiler.plan import Plan
from banhao.core.conditions.tree import Value

VERSION = 1
Reader = Callable[[Any], Any]


def to_json(plan: Plan) -> bytes:
    """Return the plan as canonical JSON: sorted keys, no spaces, UTF-8. Same plan, same bytes."""
    stored = {"form_of_plan": VERSION, "plan": _plain(plan)}
    text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def from_json(stored: bytes) -> Plan:
    """Return the plan that was written. :raises ValueError: if no release writes this form."""
    document = json.loads(stored)
    if document.get("form_of_plan") != VERSION:
        raise ValueError(f"no such form of a plan: {document.get('form_of_plan')!r}")
    plan: Plan = _reader(Plan)(document["plan"])
    return plan


def content_hash(stored: bytes) -> str:
    """Return the hash (hex SHA-256) by which a plan's stored form is kept and pinned."""
    return sha256(stored).hexdigest()


def _plain(value: Any) -> Any:
    """Decimals as shortest text, mappings as lists of pairs (their order is part of the plan)."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, StrEnum)):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _names(value.__class__)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return [[key, _plain(each)] for key, each in value.items()]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(hint: Any) -> Reader:
    """Return what reads a value of a type back from plain JSON."""
    if hint == Value:
        return _value
    origin, parts = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _optional(_reader(next(part for part in parts if part is not type(None))))
    if origin is tuple:
        each = _reader(parts[0])
        return lambda raw: tuple(each(one) for one in raw)
    if origin is not None and issubclass(origin, Mapping):
        of = _reader(parts[1])
        return lambda raw: {key: of(one) for key, one in raw}
    if is_dataclass(hint):
        return _record(hint)
    made: Reader = hint if issubclass(hint, StrEnum | Decimal) else _as_it_is
    return made


def _as_it_is(raw: Any) -> Any:
    return raw


def _record(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {name: _reader(hints[name]) for name in _names(kind)}
    return lambda raw: kind(**{name: read(raw[name]) for name, read in readers.items()})


def _optional(read: Reader) -> Reader:
    return lambda raw: None if raw is None else read(raw)


def _value(raw: Any) -> Value:
    if isinstance(raw, dict):
        return date.fromisoformat(raw["date"])
    return tuple(raw) if isinstance(raw, list) else raw
