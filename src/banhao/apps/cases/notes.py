"""Reads of what a supplement says: working notes of the checkers, and the lines once it is asked.

Ask authority for the case first: these do not ask who reads.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from banhao.apps.cases.models import NoteRecord
from banhao.apps.vault import queries as vault
from banhao.core.cases.case import Case
from banhao.core.cases.turns import About, Line

NOTE, LINE = "note", "supplement"  # kinds of content in the vault
COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Words:
    """What a line says: what is wrong, and an example of right ("" = none)."""

    wrong: str
    example: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line that a checker has noted; `by`: their account."""

    line: Line
    words: Words
    by: int
    at: datetime


def notes(case_id: UUID, item: str = "") -> Sequence[Note]:
    """Return the noted lines of a case (of one item), in a steady order."""
    rows = NoteRecord.objects.filter(case=case_id).exclude(kind=COMPLETE)
    rows = rows.filter(item=item) if item else rows
    return [
        Note(line := _line(row), words(case_id, NOTE, line), row.by, row.at)
        for row in rows.order_by("item", "kind", "about")
    ]


def complete_items(case_id: UUID) -> frozenset[str]:
    """Return the items whose checkers have said that nothing is missing."""
    rows = NoteRecord.objects.filter(case=case_id, kind=COMPLETE)
    return frozenset(rows.values_list("item", flat=True))


def fingerprint(found: Sequence[Note]) -> str:
    """Return a short digest of what was shown: the clerk sends what the clerk has read."""
    seen = "\n".join(f"{note.line.place} {note.line.text}" for note in found)
    return sha256(seen.encode()).hexdigest()[:16]


def asked(case: Case) -> Sequence[tuple[Line, Words]]:
    """Return the lines of the supplement that was asked, with their words; none: not asked."""
    supplement = case.turns.supplement
    lines = supplement.lines if supplement else ()
    return [(line, words(case.id, LINE, line)) for line in lines]


def words(case_id: UUID, kind: str, line: Line) -> Words:
    """Return the sealed words of a line; empty ones when the key was destroyed."""
    raw = json.loads(vault.unseal(case_id, kind, line.place) or b"{}")
    return Words(raw.get("wrong", ""), raw.get("example", ""))


def _line(row: NoteRecord) -> Line:
    return Line(row.item, About(row.kind), row.about, row.digest)
