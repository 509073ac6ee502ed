"""The one module that changes a case: read, let the core decide, write all of it at once.

Call its functions inside a transaction of `operations`. How it is written: `pens`, decision 0011.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import connection

from banhao.apps.cases.pens import postgres, sqlite
from banhao.apps.cases.pens.change import Change, Filing
from banhao.apps.catalogues.queries import calendar
from banhao.apps.catalogues.queries import plan as plan_by_hash
from banhao.apps.deliveries.registry import names_for
from banhao.core.cases import rules
from banhao.core.cases.case import (
    CLOSED,
    BranchCase,
    Case,
    Stamp,
)
from banhao.core.cases.chain import Entry
from banhao.core.cases.codec import VERSION, kind_of, pack
from banhao.core.cases.commands import (
    Command,
    Submit,
)
from banhao.core.cases.dates import answer_due, branch_due, case_dates, notice_due
from banhao.core.cases.events import (
    DueMoved,
    Event,
    Extended,
    PartRecorded,
    ProcedureEnded,
    ProcedureStarted,
    Submitted,
)
from banhao.core.cases.evolve import begin, evolve
from banhao.core.clock.local import localdate
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.errors import Conflict, NotFound
from banhao.core.evidence.slots import Slot
from banhao.core.messages import Message

# Beside the start of a clock, these move the end of their branch: visit, procedure, extension.
_MOVE_THE_END = (PartRecorded, ProcedureStarted, ProcedureEnded, Extended)


class MovedOn(Conflict):
    """The case has changed between reading and writing; nothing of this errand stands."""


class Pen(Protocol):
    """A module that reads and writes cases on one kind of database."""

    def read(self, case_id: UUID, *, with_visits: bool) -> Case | None:
        """Return the case as it stands, without its visits if nobody asks for them."""

    def write(self, change: Change) -> bool:
        """Write the change; False if the case has moved on."""

    def create(self, change: Change, filing: Filing) -> None:
        """Write a new case."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a command has done: the case after it and the events it made, in order."""

    case: Case
    plan: Plan
    events: tuple[Event, ...]


def read(case_id: UUID, *, with_visits: bool = True) -> tuple[Case, Plan]:
    """Return the case and its plan. :raises NotFound: there is none.

    Nothing is locked on PostgreSQL: `record` writes only if the case has not moved on meanwhile.
    """
    case = _pen().read(case_id, with_visits=with_visits)
    if case is None:
        raise NotFound(Message("case.not_found"))
    return case, plan_by_hash(case.plan)


def record(
    case: Case,
    plan: Plan,
    command: Command,
    *,
    stamp: Stamp,
    slots: tuple[Slot, ...] = (),
    deputy_for: frozenset[int] = frozenset(),
) -> Recorded:
    """Let the core decide on a case that `read` has returned, and write what follows.

    :raises NotAllowed: if it may not happen now; nothing is written then.
    :raises MovedOn: somebody else was faster; the errand has to begin again.
    """
    facts = rules.Facts(plan, calendar(), localdate(stamp.at), stamp, slots, deputy_for)
    events = rules.decide(case, command, facts)
    change = _change(case, plan, events, stamp)
    if not _pen().write(change):
        raise MovedOn(Message("case.moved_on"))
    return Recorded(change.after, plan, events)


def create(
    case_id: UUID, command: Submit, plan: Plan, *, stamp: Stamp, firm: str, helper: int | None
) -> Recorded:
    """Make the case that `command` files: its rows and its first events."""
    facts = rules.Facts(plan, calendar(), localdate(stamp.at), stamp)
    events = rules.decide(None, command, facts)
    first = events[0]
    assert isinstance(first, Submitted)
    case = begin(case_id, first)
    change = _change(case, plan, events, stamp)
    departments = tuple(plan.branch(branch.item).department for branch in case.branches)
    _pen().create(change, Filing(firm, helper, command.channel.value, departments))
    return Recorded(change.after, plan, events)


def _pen() -> Pen:
    return postgres if connection.vendor == "postgresql" else sqlite


def _change(before: Case, plan: Plan, events: tuple[Event, ...], stamp: Stamp) -> Change:
    kind, data = pack(events, stamp)
    entry = Entry(before.id, before.seq + 1, kind, VERSION, data, stamp)
    head, after = entry.hash(before.head), before
    for event in events:
        after = evolve(after, event)
    after = replace(after, seq=before.seq + len(events), head=head)
    days, old_count = calendar(), len(before.branches)
    timed = {event.item for event in events if isinstance(event, _MOVE_THE_END)}
    moved = any(isinstance(event, DueMoved) for event in events)  # a calendar: all that is open
    if moved:
        timed |= {branch.item for branch in after.latest if branch.state not in CLOSED}
    turned = moved or after.turns != before.turns
    return Change(
        before=before,
        after=after,
        stamp=stamp,
        entry=entry,
        branches=tuple(
            (place, new, _branch_due(old, new, after, plan, days, timed=new.item in timed))
            for place, (old, new) in enumerate(zip(before.branches, after.branches, strict=False))
            if old != new or new.item in timed
        ),
        added=tuple(
            (place, new, branch_due(after, new, plan, days), plan.branch(new.item).department)
            for place, new in enumerate(after.branches[old_count:], start=old_count)
        ),
        visits=tuple(
            new for old, new in zip(before.visits, after.visits, strict=False) if old != new
        ),
        added_visits=after.visits[len(before.visits) :],
        news=tuple(
            (name, kind_of(event), seq)
            for seq, event in enumerate(events, start=before.seq + 1)
            for name in names_for(kind_of(event), event)
        ),
        notice_on=None if before.seq and not turned else notice_due(after, days),
        due_on=case_dates(after, plan, days).first
        if after.accepted_on != before.accepted_on or turned
        else None,
        answer_on=end.on if (end := answer_due(after, days)) else None,
        now=stamp.at,
    )


def _branch_due(
    old: BranchCase, new: BranchCase, after: Case, plan: Plan, days: Calendar, *, timed: bool
) -> date | None:
    """Return the end of a branch whose clock has just started, or was just moved (`timed`).

    None: it stands as it is.
    """
    if not timed and new.accepted_on == old.accepted_on:
        return None
    return branch_due(after, new, plan, days)
