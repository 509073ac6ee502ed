"""The clock of a branch as its page shows it: special procedures, extensions, who may do what."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from banhao.apps.cases.operations.stops import EXTENSION, NOTICE, RESULT, WHOLE
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Act
from banhao.core.cases.case import BranchState, Case, State
from banhao.core.cases.dates import extension_of
from banhao.core.cases.stops import expected_until, open_procedures
from banhao.core.cases.turns import Procedure
from banhao.core.catalogue.values import OffClock
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Branch
from banhao.core.law import EXTENSION_DAYS, JOINT_EXTENSION_DAYS
from banhao.core.messages import Text

RUNNING = frozenset({BranchState.ACCEPTED, BranchState.EXAMINED})


@dataclass(frozen=True, slots=True)
class Stop:
    """A procedure that was started. `until`: its end, or its expected end while it is open."""

    kind: str
    title: Text
    since: date
    until: date
    is_open: bool
    notice: str
    result: str


@dataclass(frozen=True, slots=True)
class Longer:
    """An extension that was granted, with its reason."""

    days: int
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Stopping:
    """`expected`: declared procedures that have not begun; `may_…`: what the reader may do now."""

    stops: Sequence[Stop]
    expected: Sequence[OffClock]
    own: Longer | None
    whole: Longer | None
    may_run: bool
    may_extend: bool
    may_extend_whole: bool
    most: int = EXTENSION_DAYS
    most_whole: int = JOINT_EXTENSION_DAYS

    @property
    def anything(self) -> bool:
        """Whether there is anything to show."""
        shown = self.stops or self.expected or self.own or self.whole
        return bool(shown) or self.may_extend or self.may_extend_whole


def stopping(case: Case, branch: Branch, acts: Set[Act], calendar: Calendar) -> Stopping:
    """Return what has happened to the clock of a branch, and what may be done about it."""
    mine = case.branch(branch.item)
    running = case.state is State.ACCEPTED and mine.state in RUNNING
    titles = {each.id: each.title for each in branch.off_clock}
    procedures = [p for p in case.turns.procedures if p.item == branch.item]
    begun = {p.kind for p in open_procedures(case, branch.item)}
    own, whole = extension_of(case, mine), extension_of(case, None)
    return Stopping(
        [_stop(case, p, titles, calendar) for p in procedures],
        [each for each in branch.off_clock if running and each.id not in begun],
        Longer(own.days, own.granted_on, _text(case, EXTENSION, branch.item)) if own else None,
        Longer(whole.days, whole.granted_on, _text(case, EXTENSION, WHOLE)) if whole else None,
        running and Act.RUN_PROCEDURE in acts,
        running and own is None and Act.EXTEND_BRANCH in acts,
        case.state is State.ACCEPTED and whole is None and Act.EXTEND_CASE in acts,
    )


def _stop(case: Case, p: Procedure, titles: dict[str, Text], calendar: Calendar) -> Stop:
    place = f"{p.item}/{p.kind}"
    return Stop(
        p.kind,
        titles.get(p.kind, Text(p.kind)),
        p.started_on,
        p.ended_on or expected_until(p, calendar),
        p.ended_on is None,
        _text(case, NOTICE, place),
        _text(case, RESULT, place) if p.ended_on else "",
    )


def _text(case: Case, kind: str, name: str) -> str:
    return (vault.unseal(case.id, kind, name) or b"").decode()
