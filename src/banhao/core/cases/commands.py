"""Commands: what somebody asks to happen to a case. `rules.decide` answers with events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from banhao.core.cases.case import Channel, Finding
from banhao.core.cases.turns import Line, Served
from banhao.core.clock.values import Unit
from banhao.core.evidence.slots import Outcome
from banhao.core.pledges.checks import CheckState


class Evidence(NamedTuple):
    """What has become of one material (facts and digest only).

    Stored in events as a list in this order: a new field may only be added at the end, with a
    default.
    """

    material: str
    step: int
    outcome: Outcome
    source: str = ""
    digest: str = ""


class End(StrEnum):
    """Which end of a case is meant."""

    TOLD = "told"  # the last day to tell the applicant something (art. 32)
    ANSWER = "answer"  # the applicant's last day to answer a supplement
    CASE = "case"  # what the whole case is worked towards
    ITEM = "item"  # what one item is worked towards


class Moved(NamedTuple):
    """An end that moves, and from where to where. `item`: of `End.ITEM`, else "".

    Stored in events as a list in this order: a new field may only be added at the end, with a
    default.
    """

    end: End
    old: date
    new: date
    item: str = ""


Ends = Mapping[tuple[End, str], date]  # (which end, item or "") → its day


@dataclass(frozen=True, slots=True)
class Submit:
    """File the case: its plan, who for, how it came in, evidence so far, digest of the form.

    `mandate`: under which an agent files it for the applicant.
    """

    number: str
    theme: str
    region: str
    plan: str
    applicant: int
    firm: str
    channel: Channel
    form: str
    evidence: tuple[Evidence, ...]
    mandate: int | None = None


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
class AskSupplement:
    """补正: ask once for everything. `answer_days`: working days to answer, from service.

    `served`: INBOX for an account that agreed to e-service; None: it has to be served yet.
    """

    lines: tuple[Line, ...]
    answer_days: int
    served: Served | None


@dataclass(frozen=True, slots=True)
class ServeNotice:
    """The notice reached the applicant on that day: signed for at the counter, or by post."""

    how: Served
    on: date


@dataclass(frozen=True, slots=True)
class AnswerSupplement:
    """The applicant's answer, once. `form`: digest of the form; `elements`: looked at again."""

    form: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """退件: the last day to answer is over; the worker's."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An officer takes a branch."""

    item: str


@dataclass(frozen=True, slots=True)
class Release:
    """An officer gives a branch back."""

    item: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """Give a branch to another officer of the department; `reason`: digest, "" = none given."""

    item: str
    officer: int
    reason: str


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
    """Set the day of a joint inspection, as the member `item` of it."""

    visit: str
    item: str
    on: date


@dataclass(frozen=True, slots=True)
class RecordInspection:
    """Record one member's part of a visit: result, two officers or more; `record`: digest.

    `told`: a connected system of the department tells what its officers have found (0113).
    """

    visit: str
    item: str
    result: Finding
    officers: tuple[int, ...]
    record: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class RecordAfterCheck:
    """Whether a pledge was kept, looked at after the decision; `record`: digest of the notes.

    `result`: the state that the check comes to; `put_right_days`: working days, 0 = none given.
    """

    item: str
    material: str
    result: CheckState
    put_right_days: int
    record: str


@dataclass(frozen=True, slots=True)
class StartProcedure:
    """Start a special procedure of an item. `notice`: digest of the written notice.

    `days`, `unit`: how long it is expected to take, as the notice says.
    """

    item: str
    kind: str
    days: int
    unit: Unit
    notice: str


@dataclass(frozen=True, slots=True)
class EndProcedure:
    """The procedure is over; `result`: digest of what came of it."""

    item: str
    kind: str
    result: str


@dataclass(frozen=True, slots=True)
class ExtendLimit:
    """延期 by so many working days; item "": joint handling. `reason`: digest, told."""

    item: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """Hand the results out (送达)."""

    how: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """撤回 by the applicant before the case is decided."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refile:
    """File a refused item again, in the same case; `form`: digest of the corrected form."""

    item: str
    form: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class AcceptRefiling:
    """Accept a re-filed item (受理)."""

    item: str


@dataclass(frozen=True, slots=True)
class DeemRefilingAccepted:
    """Silence about a re-filed item, as about a case (art. 32)."""

    item: str


@dataclass(frozen=True, slots=True)
class WithdrawBranch:
    """撤回 of one item by the applicant before it is decided; `reason`: digest."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class MoveEnds:
    """The notice on the days off of `year` is in the calendar now; `stood`: the ends before."""

    year: int
    stood: Ends


Command = (
    Submit | RecordEvidence | Accept | DeemAccepted | RefuseToAccept | AskSupplement | ServeNotice
    | AnswerSupplement | ReturnCase | Claim | Release | Examine | Decide | ArrangeVisit
    | RecordInspection | StartProcedure | EndProcedure | ExtendLimit | RecordAfterCheck | Deliver
    | Withdraw | Refile | AcceptRefiling | DeemRefilingAccepted | WithdrawBranch | Reassign
    | MoveEnds
)  # fmt: skip
