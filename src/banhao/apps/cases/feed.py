"""The feed: all entries of the journal in order, by cursor, for who may hear of them.

A cursor is an entry's id. Ids are given before the commit, so a higher one can be seen first; a
reader who went on from there would miss the lower one for ever. So nobody is told of an id before
all ids below it are settled: committed or gone for good (decision 0096).
"""

import time
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.queries import (
    Written,
    entries,
    entries_of,
    entry_before,
    last_entry,
    my_branches,
    rows_for,
)
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.events import Event
from banhao.core.clock.local import localdate

PAGE = 100
WINDOW = 5_000  # ids that one page looks through: its cost does not grow with the journal
PATIENCE = 0.3  # seconds that a page waits for those who are writing
_WHOLE = (Act.SEE_OWN_CASE, Act.SEE_COUNTER)  # as an agent, at a counter: every item of the case
_HEARD = (*_WHOLE, Act.SEE_OFFICE)
_WRITERS = """
select virtualtransaction from pg_locks
where locktype = 'relation' and relation = 'cases_eventrecord'::regclass
  and mode = 'RowExclusiveLock' and pid <> pg_backend_pid()
  and database = (select oid from pg_database where datname = current_database())
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """One event as it is told: its entry, its case (with number, theme, region), the event."""

    entry: int
    case: UUID
    number: str
    theme: str
    region: str
    written: Written
    event: Event


@dataclass(frozen=True, slots=True)
class Feed:
    """A page. `cursor`: where the next one begins; `more`: whether something is there already."""

    events: Sequence[Heard]
    cursor: int
    more: bool


@dataclass(slots=True)
class _Known:
    """How far this process knows the ids to be settled."""

    upto: int = 0


_KNOWN = _Known()


def feed(
    actor: Actor, after: int, now: datetime, most: int = PAGE, *, end: int | None = None
) -> Feed:
    """Return what was written behind a cursor, of cases that the actor may see.

    Who works at a desk hears what concerns the whole case, and the items of the own department.
    `end`: what `settled` has said, for who reads for many at once; None: it is asked.
    """
    end = settled() if end is None else end
    upto = min(after + WINDOW, end)
    there = entries_of(after, upto)
    heard = _seen(actor, _HEARD, {case for _, case in there}, now)
    ids = [entry for entry, case in there if case in heard]
    full = len(ids) > most
    shown = entries(after, ids[:most][-1], heard) if ids else []
    rows = {row.id: row for row in CaseRecord.objects.filter(id__in={case for _, case, _ in shown})}
    items = _items(actor, now, rows.keys())
    events = [
        Heard(entry, case, row.number, row.theme, row.region, written, event)
        for entry, case, pairs in shown
        for written, event in pairs
        if (row := rows[case]) and _concerns(event, items.get(case))
    ]
    cursor = shown[-1][0] if full else max(after, upto)
    return Feed(events, cursor, full or upto < end)


def place_of(moment: datetime) -> int:
    """Return the cursor behind which all that was written at a moment or later is told."""
    return min(settled(), entry_before(moment))


def settled() -> int:
    """Return an id below which nothing can appear any more.

    PostgreSQL: whoever has taken an id from the sequence holds a lock on the table until the
    transaction ends. Read the last id, then see who holds that lock: once those have gone, all ids
    up to it are settled. While one of them does not go, what was settled before is told.
    """
    last = last_entry()
    if connection.vendor != "postgresql":
        return last  # one writer at a time: the order of ids is that of commits
    writers, deadline = _writers(), time.monotonic() + PATIENCE
    while writers and time.monotonic() < deadline:
        time.sleep(0.002)
        writers &= _writers()
    if not writers:
        _KNOWN.upto = last
    return min(_KNOWN.upto, last)


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {row[0] for row in cursor.fetchall()}


def _seen(
    actor: Actor, acts: Collection[Act], cases: AbstractSet[UUID], now: datetime
) -> AbstractSet[UUID]:
    """Return those of these cases that an actor may see by one of the acts.

    Act by act and of few cases, so that PostgreSQL looks these up, and does not first list all that
    the actor may see.
    """
    found: set[UUID] = set()
    for act in acts:
        rows = rows_for(actor, act, now).filter(id__in=cases - found)
        found.update(rows.values_list("id", flat=True))
    return found


def _items(actor: Actor, now: datetime, cases: AbstractSet[UUID]) -> Mapping[UUID, set[str]]:
    """Return case → the items that a desk hears of; a case that is not in it is heard whole."""
    whole = _seen(actor, _WHOLE, cases, now)
    found: dict[UUID, set[str]] = {case: set() for case in cases if case not in whole}
    rows = my_branches(actor, localdate(now)).filter(case__in=list(found))
    for case, item in rows.values_list("case_id", "item"):
        found[case].add(item)
    return found


def _concerns(event: Event, items: set[str] | None) -> bool:
    item = getattr(event, "item", "")
    return items is None or not item or item in items
