"""The case as a value: states, commands, events. What may follow what is in `rules.py`.

Events hold facts (who in which office, when, effective on, rule, limit) and no personal data: ids,
codes, dates and keyed digests only. Derived dates are never stored in them (product.md §6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from banhao.core.evidence.slots import Outcome


class State(StrEnum):
    """State of a case (办件). Outward codes are mapping tables, never these."""

    SUBMITTED = "submitted"  # received, completeness being checked
    ACCEPTED = "accepted"  # 受理: branches run
    NOT_ACCEPTED = "not-accepted"  # 不予受理
    DECIDED = "decided"  # every branch is closed; results wait for delivery
    DELIVERED = "delivered"  # 送达
    WITHDRAWN = "withdrawn"  # 撤回 by the applicant


class BranchState(StrEnum):
    """State of a branch (分办件)."""

    RECEIVED = "received"  # with the case; waits for acceptance or for a sibling's result
    ACCEPTED = "accepted"  # its statutory clock runs
    EXAMINED = "examined"  # waits for the decision of another person
    GRANTED = "granted"
    REFUSED = "refused"
    STOPPED = "stopped"  # will not happen: the case ended or a sibling it needs was refused


CLOSED = frozenset({BranchState.GRANTED, BranchState.REFUSED, BranchState.STOPPED})


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
    """One branch as it stands. Dates are local dates; officers are person ids."""

    item: str
    state: BranchState
    accepted_on: date | None = None
    claimed_by: int | None = None
    examined_by: int | None = None
    finding: Finding | None = None
    decided_by: int | None = None
    decided_on: date | None = None


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
    """A case (办件, the one thing) as it stands after event `seq`; `head` = hash of that event."""

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

    def branch(self, item: str) -> BranchCase:
        """Return one branch. :raises KeyError: if the case has none for this item."""
        for branch in self.branches:
            if branch.item == item:
                return branch
        raise KeyError(item)


# --- commands: what somebody asks to happen ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """What has become of one material when the case is filed (facts and digest only)."""

    material: str
    step: int
    outcome: Outcome
    source: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Submit:
    """File the case: its plan, who for, how it came in, evidence so far, digest of the form."""

    number: str
    theme: str
    region: str
    plan: str
    applicant: int
    firm: str
    channel: Channel
    form: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RecordEvidence:
    """Something became known about a material after filing."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the whole case (受理)."""


@dataclass(frozen=True, slots=True)
class DeemAccepted:
    """Silence: noticed at the start of the 6th working day, effective on the day of receipt."""


@dataclass(frozen=True, slots=True)
class RefuseToAccept:
    """不予受理 / 不受理, with the article; the reason's text is content, here by digest."""

    not_needed: bool
    article: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An officer takes a branch."""

    item: str


@dataclass(frozen=True, slots=True)
class Release:
    """An officer gives a branch back."""

    item: str


@dataclass(frozen=True, slots=True)
class Examine:
    """审查 by one officer; `comment`: digest of the opinion."""

    item: str
    finding: Finding
    comment: str


@dataclass(frozen=True, slots=True)
class Decide:
    """决定 by another officer. A refusal names reason (digest), article and remedy (art. 38)."""

    item: str
    grant: bool
    reason: str = ""
    article: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ArrangeVisit:
    """Set the day of a joint inspection."""

    visit: str
    on: date


@dataclass(frozen=True, slots=True)
class RecordInspection:
    """Record one member's part of a visit: result, two officers or more; `record`: digest."""

    visit: str
    item: str
    result: Finding
    officers: tuple[int, ...]
    record: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """Hand the results out (送达)."""

    how: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """撤回 by the applicant before the case is decided."""

    reason: str


Command = (
    Submit | RecordEvidence | Accept | DeemAccepted | RefuseToAccept | Claim | Release | Examine
    | Decide | ArrangeVisit | RecordInspection | Deliver | Withdraw
)  # fmt: skip


# --- events: what has happened ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Submitted:
    """Received. `firm`: keyed digest of the uscc; `form`: digest of the form revision."""

    number: str
    theme: str
    region: str
    plan: str
    applicant: int
    firm: str
    channel: Channel
    form: str
    effective_on: date
    items: tuple[str, ...]
    visits: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EvidenceRecorded:
    """A slot's outcome became a fact of the case."""

    material: str
    step: int
    outcome: Outcome
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The case is accepted; promise and joint limit run from `effective_on`."""

    effective_on: date
    rule: str


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """The case is not accepted."""

    not_needed: bool
    article: str
    reason: str


@dataclass(frozen=True, slots=True)
class BranchAccepted:
    """A branch's statutory clock starts: with the case, or when a sibling's result exists."""

    item: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Claimed:
    """An officer took the branch."""

    item: str
    officer: int


@dataclass(frozen=True, slots=True)
class Released:
    """The branch is free again."""

    item: str


@dataclass(frozen=True, slots=True)
class Examined:
    """The branch was examined."""

    item: str
    officer: int
    finding: Finding
    comment: str


@dataclass(frozen=True, slots=True)
class VisitArranged:
    """The joint inspection has a day."""

    visit: str
    on: date


@dataclass(frozen=True, slots=True)
class PartRecorded:
    """A member's part of the visit has a result."""

    visit: str
    item: str
    result: Finding
    officers: tuple[int, ...]
    record: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Granted:
    """The branch is granted (a filing: by acceptance, `officer` None)."""

    item: str
    officer: int | None
    effective_on: date


@dataclass(frozen=True, slots=True)
class Refused:
    """The branch is refused: reason (digest), article, remedy code."""

    item: str
    officer: int
    reason: str
    article: str
    remedy: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Stopped:
    """The branch will not happen: a sibling it needs was refused, or the case ended."""

    item: str
    because: str


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """A licence exists. `item` "" = the composite; `identifier` carries its version."""

    certificate: UUID
    type: str
    item: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class AfterCheckOpened:
    """A pledge was relied on: it is to be checked after the decision."""

    item: str
    material: str
    due_days: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """Results handed out."""

    how: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The applicant took the case back."""

    reason: str


Event = (
    Submitted | EvidenceRecorded | Accepted | NotAccepted | BranchAccepted | Claimed | Released
    | Examined | VisitArranged | PartRecorded | Granted | Refused | Stopped | CertificateIssued
    | AfterCheckOpened | Delivered | Withdrawn
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stamp:
    """The envelope of an event: who (person id or machine), in which office, when (aware)."""

    by: int | None
    machine: str
    office: int | None
    at: datetime
