"""Events: what has happened to a case, for ever.

They hold facts (who in which office, when, effective on, rule, limit) and no personal data: ids,
codes, dates and keyed digests only. Derived dates are never stored in them (product.md §6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banhao.core.cases.case import Channel, Finding
from banhao.core.cases.commands import Evidence, Moved
from banhao.core.cases.turns import Line, Served
from banhao.core.clock.values import Unit
from banhao.core.evidence.slots import Outcome
from banhao.core.pledges.checks import CheckState


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
class EvidenceFiled:
    """What had become of every material when the case was filed: one event for all of them.

    Cases filed before decision 0013 have an `EvidenceRecorded` for each instead.
    """

    materials: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRecorded:
    """What is known of one material became a fact of the case after filing."""

    material: str
    step: int
    outcome: Outcome
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class FiledUnderMandate:
    """An agent filed the case for its applicant, in their own name, under this mandate."""

    agent: int
    mandate: int


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
class SupplementAsked:
    """One notice with all lines (targets and digests). It counts as told when it is served.

    `answer_days`: the region's working days to answer, which run from service.
    """

    lines: tuple[Line, ...]
    answer_days: int
    effective_on: date


@dataclass(frozen=True, slots=True)
class NoticeServed:
    """A notice reached the applicant on `effective_on`. `notice`: "supplement"."""

    notice: str
    how: Served
    effective_on: date


@dataclass(frozen=True, slots=True)
class SupplementAnswered:
    """All lines were answered. `form`: digest of the form revision; `elements`: looked at again.

    The materials stand in the `EvidenceRecorded` events before it.
    """

    form: str
    elements: tuple[str, ...]
    effective_on: date


@dataclass(frozen=True, slots=True)
class Returned:
    """退件: the case ended because of `rule` ("supplement-not-answered")."""

    rule: str
    effective_on: date


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
class Reassigned:
    """The branch was given to another officer. `instead_of`: who had it, None: nobody."""

    item: str
    officer: int
    instead_of: int | None
    reason: str


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
class ProcedureStarted:
    """The clock of an item stops for a special procedure; the applicant is told in writing.

    `kind`: id of the catalogue. `days`, `unit`: how long it is expected to take. `notice`: digest
    of the notice, sealed under kind "procedure-notice", name "<item>/<kind>".
    """

    item: str
    kind: str
    days: int
    unit: Unit
    notice: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class ProcedureEnded:
    """The clock runs again from the next day. `result`: digest, sealed under "procedure-result".

    "": it ended because its item was taken back.
    """

    item: str
    kind: str
    result: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Extended:
    """The limits end so many working days later (art. 42); item "": those of joint handling.

    `reason`: digest, sealed under kind "extension", name the item ("" as "case").
    """

    item: str
    days: int
    reason: str
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
class AfterCheckRecorded:
    """Somebody looked whether a pledge was kept; `put_right_days` working days from that day."""

    item: str
    material: str
    result: CheckState
    put_right_days: int
    record: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Delivered:
    """Results handed out."""

    how: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The applicant took the case back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refiled:
    """A refused item was filed again: `attempt` stands instead of attempt `instead_of`.

    `form`: digest of the corrected form; `visit`: id of the inspection that is needed anew, "" =
    the record of the one before is reused. Its evidence are the events before.
    """

    item: str
    attempt: int
    instead_of: int
    form: str
    visit: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class BranchResumed:
    """An item that was stopped begins again, because the item it needs was filed again."""

    item: str
    attempt: int
    because: str


@dataclass(frozen=True, slots=True)
class RefilingAccepted:
    """The re-filed item is accepted; `rule`: "accept" or "silence"."""

    item: str
    attempt: int
    effective_on: date
    rule: str


@dataclass(frozen=True, slots=True)
class BranchWithdrawn:
    """The applicant took one item back; `reason`: digest."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class DueMoved:
    """Ends of an open case moved, because the days off of `year` were announced.

    The one event with derived dates: it says what the applicant was told before and after.
    """

    year: int
    moved: tuple[Moved, ...]
    effective_on: date


Event = (
    Submitted | EvidenceFiled | EvidenceRecorded | Accepted | NotAccepted | SupplementAsked
    | NoticeServed | SupplementAnswered | Returned | BranchAccepted | Claimed | Released
    | Examined | VisitArranged | PartRecorded | ProcedureStarted | ProcedureEnded | Extended
    | Granted | Refused | Stopped | CertificateIssued | AfterCheckOpened | AfterCheckRecorded
    | Delivered | Withdrawn | Refiled | BranchResumed | RefilingAccepted | BranchWithdrawn
    | Reassigned | FiledUnderMandate | DueMoved
)  # fmt: skip
