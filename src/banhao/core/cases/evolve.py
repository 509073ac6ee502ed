"""From events to the case as it stands. Never refuses; replaying all events gives the row."""

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from banhao.core.cases.case import (
    CLOSED,
    BranchCase,
    BranchState,
    Case,
    Part,
    State,
    VisitCase,
)
from banhao.core.cases.events import (
    Accepted,
    AfterCheckOpened,
    AfterCheckRecorded,
    BranchAccepted,
    BranchResumed,
    BranchWithdrawn,
    CertificateIssued,
    Claimed,
    Delivered,
    DueMoved,
    Event,
    EvidenceFiled,
    EvidenceRecorded,
    Examined,
    Extended,
    FiledUnderMandate,
    Granted,
    NotAccepted,
    NoticeServed,
    PartRecorded,
    ProcedureEnded,
    ProcedureStarted,
    Reassigned,
    Refiled,
    RefilingAccepted,
    Refused,
    Released,
    Returned,
    Stopped,
    Submitted,
    SupplementAnswered,
    SupplementAsked,
    VisitArranged,
    Withdrawn,
)
from banhao.core.cases.turns import Extension, Procedure, Supplement, Turns
from banhao.core.evidence.slots import Outcome


def begin(case_id: UUID, event: Submitted) -> Case:
    """Return the case that `Submitted` makes (seq 0; the ledger numbers the events)."""
    return Case(
        id=case_id,
        number=event.number,
        seq=0,
        head=b"",
        theme=event.theme,
        region=event.region,
        plan=event.plan,
        applicant=event.applicant,
        state=State.SUBMITTED,
        submitted_on=event.effective_on,
        accepted_on=None,
        branches=tuple(BranchCase(item, BranchState.RECEIVED) for item in event.items),
        visits=tuple(
            VisitCase(visit, None, tuple(Part(item) for item in members))
            for visit, members in sorted(event.visits.items())  # as stored
        ),
    )


def evolve(case: Case, event: Event) -> Case:
    """Return the case after `event`."""
    match event:
        case Accepted(effective_on=day):
            return replace(case, state=State.ACCEPTED, accepted_on=day)
        case NotAccepted():
            return _ended(case, State.NOT_ACCEPTED)
        case Withdrawn():
            return _ended(case, State.WITHDRAWN)
        case Returned():
            return _ended(case, State.RETURNED)
        case SupplementAsked() | NoticeServed() | SupplementAnswered():
            return _supplemented(case, event)
        case EvidenceRecorded(material=material, outcome=Outcome.SUPPLIED):
            return _supplied(case, material)
        case Delivered():
            return replace(case, state=State.DELIVERED)
        case VisitArranged(visit=visit, on=on):
            visits = tuple(replace(v, on=on) if v.id == visit else v for v in case.visits)
            return replace(case, visits=visits)
        case PartRecorded():
            return replace(case, visits=tuple(_with_part(v, event) for v in case.visits))
        case CertificateIssued(item=""):
            return replace(case, composite=case.composite + 1)
        case Submitted() | FiledUnderMandate() | CertificateIssued():
            return case
        case EvidenceFiled() | EvidenceRecorded() | DueMoved():
            return case
        case AfterCheckOpened() | AfterCheckRecorded():  # rows of their own: core/pledges
            return case
        case ProcedureStarted() | ProcedureEnded() | Extended():
            return replace(case, turns=_stopped(case, event))
        case Refiled() | BranchResumed():
            return _again(case, event)
        case _:
            return _joined(_with_branch(case, event))


def _supplemented(case: Case, event: SupplementAsked | NoticeServed | SupplementAnswered) -> Case:
    now = case.turns.supplement
    match event:
        case SupplementAsked(lines=lines, answer_days=days, effective_on=day):
            return _taken(case, Supplement(day, days, lines), State.SUPPLEMENT)
        case NoticeServed(how=how, effective_on=day) if now:
            return _taken(case, replace(now, served=how, served_on=day), case.state)
        case SupplementAnswered(effective_on=day) if now:
            return _taken(case, replace(now, answered_on=day), State.SUBMITTED)
        case _:
            return case


def _supplied(case: Case, material: str) -> Case:
    """A material that came while the case waited for it; at other times nothing changes."""
    now = case.turns.supplement
    if now is None or case.state is not State.SUPPLEMENT or material in now.supplied:
        return case
    return _taken(case, replace(now, supplied=(*now.supplied, material)), case.state)


def _taken(case: Case, supplement: Supplement, state: State) -> Case:
    return replace(case, state=state, turns=replace(case.turns, supplement=supplement))


def _stopped(case: Case, event: ProcedureStarted | ProcedureEnded | Extended) -> Turns:
    turns = case.turns
    match event:
        case ProcedureStarted(item, kind, days, unit, notice, day):
            attempt = case.branch(item).attempt
            new = Procedure(item, attempt, kind, day, days, unit, notice)
            return replace(turns, procedures=(*turns.procedures, new))
        case ProcedureEnded(item=item, kind=kind, effective_on=day):
            ended = tuple(
                replace(p, ended_on=day)
                if (p.item, p.kind, p.ended_on) == (item, kind, None)
                else p
                for p in turns.procedures
            )
            return replace(turns, procedures=ended)
        case Extended(item=item, days=days, effective_on=day):
            attempt = case.branch(item).attempt if item else 1
            return replace(
                turns, extensions=(*turns.extensions, Extension(item, attempt, days, day))
            )


def _again(case: Case, event: Refiled | BranchResumed) -> Case:
    """Add the next attempt at an item; the case goes on, whatever was handed out already."""
    visits = case.visits
    if isinstance(event, BranchResumed):
        new = BranchCase(event.item, BranchState.RECEIVED, attempt=event.attempt)
    else:
        new = BranchCase(
            event.item,
            BranchState.REFILED,
            attempt=event.attempt,
            refiled_on=event.effective_on,
        )
        if event.visit:
            visits = (*visits, VisitCase(event.visit, None, (Part(event.item),)))
    return replace(case, state=State.ACCEPTED, branches=(*case.branches, new), visits=visits)


OfBranch = (
    BranchAccepted | Claimed | Released | Examined | Granted | Refused | Stopped
    | RefilingAccepted | BranchWithdrawn | Reassigned
)  # fmt: skip


def _with_branch(case: Case, event: OfBranch) -> Case:
    old = case.branch(event.item)
    match event:
        case BranchAccepted(effective_on=day):
            new = replace(old, state=BranchState.ACCEPTED, accepted_on=day)
        case Claimed(officer=officer) | Reassigned(officer=officer):
            new = replace(old, claimed_by=officer)
        case Released():
            new = replace(old, claimed_by=None)
        case Examined(officer=officer, finding=finding):
            new = replace(old, state=BranchState.EXAMINED, examined_by=officer, finding=finding)
        case Granted(officer=decider, effective_on=day):
            new = replace(old, state=BranchState.GRANTED, decided_by=decider, decided_on=day)
        case Refused(officer=officer, effective_on=day):
            new = replace(old, state=BranchState.REFUSED, decided_by=officer, decided_on=day)
        case Stopped():
            new = replace(old, state=BranchState.STOPPED)
        case RefilingAccepted():
            new = replace(old, state=BranchState.RECEIVED)
        case BranchWithdrawn():
            new = replace(old, state=BranchState.WITHDRAWN)
        case _:
            assert_never(event)
    return replace(case, branches=tuple(new if b is old else b for b in case.branches))


def _joined(case: Case) -> Case:
    """The join: when every branch is closed, the case is decided."""
    if case.state is State.ACCEPTED and all(b.state in CLOSED for b in case.branches):
        return replace(case, state=State.DECIDED)
    return case


def _ended(case: Case, state: State) -> Case:
    branches = tuple(
        b if b.state in CLOSED else replace(b, state=BranchState.STOPPED) for b in case.branches
    )
    return replace(case, state=state, branches=branches)


def _with_part(visit: VisitCase, event: PartRecorded) -> VisitCase:
    if visit.id != event.visit:
        return visit
    parts = tuple(
        replace(
            part,
            result=event.result,
            officers=event.officers,
            recorded_on=event.effective_on,
        )
        if part.item == event.item
        else part
        for part in visit.parts
    )
    return replace(visit, parts=parts)
