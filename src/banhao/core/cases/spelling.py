"""How events are spelled in the journal since version 2: shorter, and still to be read with SQL.

A digest stands as base64 (44 characters instead of 64 of hex). What the entry's own columns say is
not said again: `effective_on` stands only where it is another day than that of `at` in China,
`officer` only where it is another person than `by`. Decision 0122.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Collection
from typing import Any

from banhao.core.cases.case import Stamp
from banhao.core.clock.local import localdate

_HEX = re.compile(r"[0-9a-f]{64}")
_SHORT = re.compile(r"[A-Za-z0-9+/]{43}=")


def said(stamp: Stamp) -> dict[str, Any]:
    """Return the fields of events that an entry's columns say already."""
    return {"effective_on": localdate(stamp.at).isoformat(), "officer": stamp.by}


def shortened(raw: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return the data of an event as it is stored. `known`: what is `said` already.

    :raises ValueError: if a text would be taken for a digest when it is read.
    """
    return {n: _short(v) for n, v in raw.items() if n not in known or known[n] != v}


def spelled_out(
    raw: dict[str, Any], known: dict[str, Any], names: Collection[str]
) -> dict[str, Any]:
    """Return what `shortened` was given; `names`: of all fields of this kind of event."""
    found = {name: value for name, value in known.items() if name in names}
    return found | {name: _long(value) for name, value in raw.items()}


def _short(value: Any) -> Any:
    match value:
        case str() if _HEX.fullmatch(value):
            return b64encode(bytes.fromhex(value)).decode()
        case str() if _SHORT.fullmatch(value):
            raise ValueError("a text that looks like a digest")
        case list():
            return [_short(each) for each in value]
        case dict():
            return {key: _short(each) for key, each in value.items()}
    return value


def _long(value: Any) -> Any:
    match value:
        case str() if _SHORT.fullmatch(value):
            return b64decode(value).hex()
        case list():
            return [_long(each) for each in value]
        case dict():
            return {key: _long(each) for key, each in value.items()}
    return value
