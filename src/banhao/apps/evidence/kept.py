"""What is kept of each material of one subject, and its stored form: one packed text for all.

JSON, packed by zlib: `{material: [step, outcome, source, digest, at, tried, next_try_at,
failures]}`, blanks at the end left out; `tried`: `[step, outcome, source, at]` of each earlier
step. Places in these lists are for ever: what is new is added at the end (decision 0013).
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from banhao.core.evidence.slots import Outcome, Slot, Try

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Kept:
    """A slot; when the worker asks about it next (None: nothing to ask); failures in a row."""

    slot: Slot
    next_try_at: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """A person agreed that these sources are asked."""

    person: int
    at: datetime
    sources: tuple[str, ...]


def encode(kept: Mapping[str, Kept]) -> bytes:
    """Return the stored form."""
    text = to_text({material: _short(one) for material, one in kept.items()})
    return zlib.compress(text.encode(), 9)


def decode(stored: bytes | memoryview) -> dict[str, Kept]:
    """Return what is kept, by material; nothing is stored of a subject that was just made."""
    plain = json.loads(zlib.decompress(stored)) if stored else {}
    return {material: _kept(material, row) for material, row in plain.items()}


def to_text(plain: object) -> str:
    """Return compact JSON."""
    return _JSON.encode(plain)


def moment(at: datetime | None) -> str:
    """Return a moment as it is stored: UTC, "" for none."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


def _short(kept: Kept) -> list[Any]:
    slot = kept.slot
    tried = [[t.step, t.outcome.value, t.source, moment(t.at)] for t in slot.tried]
    row: list[Any] = [slot.step, slot.outcome.value, slot.source, slot.digest, moment(slot.at)]
    row += [tried, moment(kept.next_try_at), kept.failures]
    while not row[-1]:  # ends at the outcome, which is never blank
        row.pop()
    return row


def _kept(material: str, row: list[Any]) -> Kept:
    blank: list[Any] = ["", "", "", "", "", (), "", 0]
    step, outcome, source, digest, at, tried, next_try_at, failures = row + blank[len(row) :]
    slot = Slot(
        material,
        step,
        Outcome(outcome),
        source,
        digest,
        _moment(at),
        tuple(Try(n, Outcome(o), s, datetime.fromisoformat(t)) for n, o, s, t in tried),
    )
    return Kept(slot, _moment(next_try_at), failures)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
