"""What can be wrong with a stored case, found from its events, its rows and an outside head."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.chain import Entry
from banhao.core.cases.codec import decode
from banhao.core.cases.columns import different
from banhao.core.cases.events import (
    Submitted,
)
from banhao.core.cases.evolve import begin, evolve


class Fault(StrEnum):
    """Kinds of damage that `banhao audit verify` names."""

    GAP = "gap"  # an event between two others is missing, or none is the first
    EDITED = "edited"  # an event does not give its hash
    UNREADABLE = "unreadable"  # an event's kind or data cannot be read
    CUT = "cut"  # the outside head lies beyond the last event
    REWRITTEN = "rewritten"  # the event at the outside head has another hash
    CASE_GONE = "case-gone"  # an outside head, but no case
    ROW_BEHIND = "row-behind"  # the row's seq is before the last event
    ROW_AHEAD = "row-ahead"  # the row's seq is after the last event
    ROW_DIFFERS = "row-differs"  # the row says something else than its events


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored event and the hash that stands beside it."""

    entry: Entry
    hash: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """One fault of one case; `seq` where it lies (0: the case as a whole), `about`: columns."""

    case: str
    fault: Fault
    seq: int = 0
    about: str = ""


Columns = Callable[[Case], Sequence[str]]  # of a replayed case: columns that say something else


def faults(
    events: Sequence[Stored],
    row: Case | None,
    head: tuple[int, bytes] | None,
    case: str,
    further: Columns = lambda _: (),
) -> Iterable[Damage]:
    """Yield every fault of one case. `head`: (seq, hash) kept outside the database, if any.

    `further`: names columns of the rows that `Case` does not hold and that differ, too.
    """
    yield from _chain_faults(events, case)
    yield from _head_faults(events, row, head, case)
    if row is not None:
        yield from _row_faults(events, row, case, further)


def _chain_faults(events: Sequence[Stored], case: str) -> Iterable[Damage]:
    before = b""
    for place, stored in enumerate(events, start=1):
        seq = stored.entry.seq
        if seq != place:
            yield Damage(case, Fault.GAP, place)
            return
        if stored.entry.hash(before) != stored.hash:
            yield Damage(case, Fault.EDITED, seq)
        before = stored.hash


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
    last = events[-1].entry.seq if events else 0
    if row.seq < last:
        yield Damage(case, Fault.ROW_BEHIND, row.seq)
    elif row.seq > last:
        yield Damage(case, Fault.ROW_AHEAD, row.seq)
    try:
        replayed = replay(events)
        differing = [*different(replayed, row), *further(replayed)] if replayed else []
    except (KeyError, ValueError, TypeError, AttributeError):
        yield Damage(case, Fault.UNREADABLE)
        return
    if replayed is not None and row.seq == last:
        if row.head != events[-1].hash:
            differing.append("head")
        if differing:
            yield Damage(case, Fault.ROW_DIFFERS, last, ", ".join(differing))


def replay(events: Sequence[Stored]) -> Case | None:
    """Return the case that the events give. None: there are none, or the first is missing."""
    case: Case | None = None
    for stored in events:
        entry = stored.entry
        event = decode(entry.kind, entry.version, entry.data)
        if isinstance(event, Submitted):
            case = begin(entry.case, event)
        elif case is not None:
            case = evolve(case, event)
    return case
