"""What can be wrong with a stored case, found from its journal, its rows and an outside head."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.chain import Entry
from banhao.core.cases.codec import unpack
from banhao.core.cases.columns import different
from banhao.core.cases.events import Event, Submitted
from banhao.core.cases.evolve import begin, evolve


class Fault(StrEnum):
    """Kinds of damage that `banhao audit verify` names."""

    GAP = "gap"  # an entry between two others is missing, or none is the first
    EDITED = "edited"  # an entry does not give its hash
    UNREADABLE = "unreadable"  # an entry's kind or data cannot be read
    CUT = "cut"  # the outside head lies beyond the last entry
    REWRITTEN = "rewritten"  # the entry at the outside head has another hash
    CASE_GONE = "case-gone"  # an outside head, but no case
    ROW_BEHIND = "row-behind"  # the row's seq is before the last event
    ROW_AHEAD = "row-ahead"  # the row's seq is after the last event
    ROW_DIFFERS = "row-differs"  # the row says something else than its events


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored entry of the journal and the hash that stands beside it."""

    entry: Entry
    hash: bytes

    @property
    def events(self) -> Sequence[Event]:
        """Return its events. :raises KeyError, ValueError, TypeError: if it cannot be read."""
        one = self.entry
        return unpack(one.kind, one.version, one.data, one.stamp)

    @property
    def last(self) -> int:
        """Return the place of its last event; of what cannot be read, its own."""
        try:
            return self.entry.seq + len(self.events) - 1
        except UNREADABLE:
            return self.entry.seq


@dataclass(frozen=True, slots=True)
class Damage:
    """One fault of one case; `seq` where it lies (0: the case as a whole), `about`: columns."""

    case: str
    fault: Fault
    seq: int = 0
    about: str = ""


UNREADABLE = (KeyError, ValueError, TypeError, AttributeError)
Columns = Callable[[Case], Sequence[str]]  # of a replayed case: columns that say something else


def faults(
    events: Sequence[Stored],
    row: Case | None,
    head: tuple[int, bytes] | None,
    case: str,
    further: Columns = lambda _: (),
) -> Iterable[Damage]:
    """Yield every fault of one case. `head`: (seq, hash) of an entry, kept outside the database.

    `further`: names columns of the rows that `Case` does not hold and that differ, too.
    """
    yield from _chain_faults(events, case)
    yield from _head_faults(events, row, head, case)
    if row is not None:
        yield from _row_faults(events, row, case, further)


def _chain_faults(events: Sequence[Stored], case: str) -> Iterable[Damage]:
    before, place = b"", 1
    for stored in events:
        seq = stored.entry.seq
        if seq != place:
            yield Damage(case, Fault.GAP, place)
            return
        if stored.entry.hash(before) != stored.hash:
            yield Damage(case, Fault.EDITED, seq)
        before, place = stored.hash, stored.last + 1


def _head_faults(
    events: Sequence[Stored], row: Case | None, head: tuple[int, bytes] | None, case: str
) -> Iterable[Damage]:
    if head is None:
        return
    seq, digest = head
    if not events and row is None:
        yield Damage(case, Fault.CASE_GONE)
    elif seq > (events[-1].entry.seq if events else 0):
        yield Damage(case, Fault.CUT, seq)
    elif not any(e.entry.seq == seq and e.hash == digest for e in events):
        yield Damage(case, Fault.REWRITTEN, seq)


def _row_faults(
    events: Sequence[Stored], row: Case, case: str, further: Columns
) -> Iterable[Damage]:
    last = events[-1].last if events else 0
    if row.seq < last:
        yield Damage(case, Fault.ROW_BEHIND, row.seq)
    elif row.seq > last:
        yield Damage(case, Fault.ROW_AHEAD, row.seq)
    try:
        replayed = replay(events)
        differing = [*different(replayed, row), *further(replayed)] if replayed else []
    except UNREADABLE:
        yield Damage(case, Fault.UNREADABLE)
        return
    if replayed is not None and row.seq == last:
        if row.head != events[-1].hash:
            differing.append("head")
        if differing:
            yield Damage(case, Fault.ROW_DIFFERS, last, ", ".join(differing))


def replay(events: Sequence[Stored]) -> Case | None:
    """Return the case that the journal gives. None: there are none, or the first is missing."""
    case: Case | None = None
    for stored in events:
        for event in stored.events:
            if isinstance(event, Submitted):
                case = begin(stored.entry.case, event)
            elif case is not None:
                case = evolve(case, event)
    return case
