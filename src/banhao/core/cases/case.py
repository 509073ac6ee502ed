"""The case as a value, and the words for its states. What may follow what is in `rules.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from banhao.core.cases.turns import NO_TURNS, Turns


class State(StrEnum):
    """State of a case (办件). Outward codes are mapping tables, never these."""

    SUBMITTED = "submitted"  # received, completeness being checked
    SUPPLEMENT = "supplement"  # 补正: waits for the applicant, once
    ACCEPTED = "accepted"  # 受理: branches run
    NOT_ACCEPTED = "not-accepted"  # 不予受理
    RETURNED = "returned"  # 退件: the supplement was not answered in time
    DECIDED = "decided"  # every branch is closed; results wait for delivery
    DELIVERED = "delivered"  # 送达
    WITHDRAWN = "withdrawn"  # 撤回 by the applicant


class BranchState(StrEnum):
    """State of a branch (分办件)."""

    RECEIVED = "received"  # with the case; waits for acceptance or for a sibling's result
    REFILED = "refiled"  # filed again after a refusal; waits to be accepted (art. 32)
    ACCEPTED = "accepted"  # its statutory clock runs
    EXAMINED = "examined"  # waits for the decision of another person
    GRANTED = "granted"
    REFUSED = "refused"
    STOPPED = "stopped"  # will not happen: the case ended or a sibling it needs was refused
    WITHDRAWN = "withdrawn"  # 撤回 of this one item by the applicant


LOST = frozenset({BranchState.REFUSED, BranchState.STOPPED, BranchState.WITHDRAWN})
CLOSED = LOST | {BranchState.GRANTED}


class Finding(StrEnum):
    """What an examiner found, and the result of a part of a visit."""

    MEETS = "meets"
    FAILS = "fails"


class Channel(StrEnum):
    """Where a case came in."""

    PORTAL = "portal"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class BranchCase:
    """One branch as it stands. Dates are local dates; officers are person ids.

    `attempt`: 1 as filed with the case; each re-filing of the item is a further branch,
    `refiled_on` the day it was received (None: with the case).
    """

    item: str
    state: BranchState
    accepted_on: date | None = None
    claimed_by: int | None = None
    examined_by: int | None = None
    finding: Finding | None = None
    decided_by: int | None = None
    decided_on: date | None = None
    attempt: int = 1
    refiled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A member's part of a joint inspection: its own result, two officers or more (art. 34)."""

    item: str
    result: Finding | None = None
    officers: tuple[int, ...] = ()
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitCase:
    """A joint inspection as it stands: one visit, a part per member."""

    id: str
    on: date | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case (办件, the one thing) as it stands after event `seq`; `head` = hash of that event.

    `branches`: every attempt at every item, the later ones last. `composite`: version of the
    composite certificate, 0 while there is none.
    """

    id: UUID
    number: str
    seq: int
    head: bytes
    theme: str
    region: str
    plan: str
    applicant: int
    state: State
    submitted_on: date
    accepted_on: date | None
    branches: tuple[BranchCase, ...]
    visits: tuple[VisitCase, ...]
    turns: Turns = NO_TURNS
    composite: int = 0

    def branch(self, item: str) -> BranchCase:
        """Return the latest attempt at an item. :raises KeyError: if the case has none."""
        for branch in reversed(self.branches):
            if branch.item == item:
                return branch
        raise KeyError(item)

    @property
    def latest(self) -> tuple[BranchCase, ...]:
        """Return the latest attempt at each item, in the order of filing."""
        return tuple({branch.item: branch for branch in self.branches}.values())


@dataclass(frozen=True, slots=True)
class Stamp:
    """The envelope of an event: who (person id or machine), in which office, when (aware)."""

    by: int | None
    machine: str
    office: int | None
    at: datetime
