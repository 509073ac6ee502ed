"""The state diagram, and what each command makes happen (`decide` may refuse)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from banhao.core.cases import (
    acceptance,
    branches,
    dates,
    extensions,
    inspections,
    moving,
    procedures,
    refiling,
    supplement,
    withdrawal,
)
from banhao.core.cases.case import (
    Case,
    Stamp,
    State,
)
from banhao.core.cases.commands import (
    Accept,
    AcceptRefiling,
    AnswerSupplement,
    ArrangeVisit,
    AskSupplement,
    Claim,
    Command,
    Decide,
    DeemAccepted,
    DeemRefilingAccepted,
    Deliver,
    EndProcedure,
    Examine,
    ExtendLimit,
    MoveEnds,
    Reassign,
    RecordAfterCheck,
    RecordEvidence,
    RecordInspection,
    Refile,
    RefuseToAccept,
    Release,
    ReturnCase,
    ServeNotice,
    StartProcedure,
    Submit,
    Withdraw,
    WithdrawBranch,
)
from banhao.core.cases.consequences import follow
from banhao.core.cases.events import (
    Delivered,
    Event,
    EvidenceFiled,
    EvidenceRecorded,
    FiledUnderMandate,
    Submitted,
)
from banhao.core.cases.order import keep_order
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.evidence.slots import Outcome, Slot
from banhao.core.messages import Message

# The state diagram of the case. A command that is not here for a state is refused.
ALLOWED: Mapping[type[Command], frozenset[State]] = {
    Submit: frozenset(),  # it makes the case; there is none before
    RecordEvidence: frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED}),
    Accept: frozenset({State.SUBMITTED}),
    DeemAccepted: frozenset({State.SUBMITTED, State.SUPPLEMENT}),  # a notice that was not served
    RefuseToAccept: frozenset({State.SUBMITTED}),
    AskSupplement: frozenset({State.SUBMITTED}),
    ServeNotice: frozenset({State.SUPPLEMENT}),
    AnswerSupplement: frozenset({State.SUPPLEMENT}),
    ReturnCase: frozenset({State.SUPPLEMENT}),
    Claim: frozenset({State.ACCEPTED}),
    Release: frozenset({State.ACCEPTED}),
    Reassign: frozenset({State.ACCEPTED}),
    Examine: frozenset({State.ACCEPTED}),
    Decide: frozenset({State.ACCEPTED}),
    ArrangeVisit: frozenset({State.ACCEPTED}),
    RecordInspection: frozenset({State.ACCEPTED}),
    StartProcedure: frozenset({State.ACCEPTED}),
    EndProcedure: frozenset({State.ACCEPTED}),
    ExtendLimit: frozenset({State.ACCEPTED}),
    RecordAfterCheck: frozenset({State.ACCEPTED, State.DECIDED, State.DELIVERED}),
    Deliver: frozenset({State.DECIDED}),
    Withdraw: frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED}),
    WithdrawBranch: frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED}),
    Refile: frozenset({State.ACCEPTED, State.DECIDED, State.DELIVERED}),
    AcceptRefiling: frozenset({State.ACCEPTED}),
    DeemRefilingAccepted: frozenset({State.ACCEPTED}),
    MoveEnds: frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED}),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision may lean on besides the case: plan, calendar, today, evidence, who acts."""

    plan: Plan
    calendar: Calendar
    today: date
    stamp: Stamp
    slots: tuple[Slot, ...] = ()
    deputy_for: frozenset[int] = frozenset()

    @property
    def pledged(self) -> frozenset[str]:
        """Ids of the materials that were pledged instead of shown."""
        return frozenset(s.material for s in self.slots if s.outcome is Outcome.PLEDGED)


def decide(case: Case | None, command: Command, facts: Facts) -> tuple[Event, ...]:
    """Return what `command` makes happen, consequences included.

    :raises NotAllowed: if it may not happen now; the message says what state stands against it.
    """
    if case is None or isinstance(command, Submit):
        return _submitted(case, command, facts)
    if case.state not in ALLOWED[type(command)]:
        raise NotAllowed(
            Message("case.not_in_state", state=Message(f"state.case.{case.state.value}"))
        )
    keep_order(case, facts.today)
    direct = _direct(case, command, facts)
    return direct + follow(case, direct, facts.plan, facts.today, facts.pledged)


def _direct(case: Case, command: Command, facts: Facts) -> tuple[Event, ...]:
    match command:
        case RecordEvidence(evidence=e):
            return (EvidenceRecorded(e.material, e.step, e.outcome, e.source, e.digest),)
        case Accept():
            return acceptance.accept(case, facts.today, facts.slots, facts.plan)
        case DeemAccepted():
            return acceptance.deem(case, facts.today, facts.calendar)
        case RefuseToAccept():
            return acceptance.refuse(command)
        case AskSupplement() | ServeNotice() | AnswerSupplement() | ReturnCase():
            return _supplement(case, command, facts)
        case Claim() | Release() | Examine():
            return branches.work(case, command, facts.stamp, facts.deputy_for)
        case Reassign():
            return branches.reassign(case, command)
        case Decide():
            procedures.none_open(case, command.item)
            return branches.decide(case, command, facts.plan, facts.today, facts.stamp)
        case ArrangeVisit():
            return inspections.arrange(case, command, facts.today)
        case RecordInspection():
            return inspections.record(case, command, facts.today, facts.stamp)
        case StartProcedure():
            who = frozenset({branches.person(facts.stamp), *facts.deputy_for})
            return procedures.start(case, command, facts.plan, facts.today, who)
        case EndProcedure():
            return procedures.end(case, command, facts.today)
        case ExtendLimit():
            ends = dates.ends_of(case, command.item, facts.plan, facts.calendar)
            return extensions.extend(case, command, ends, facts.today, facts.stamp)
        case RecordAfterCheck():
            return branches.after_check(case, command, facts.today)
        case Deliver(how=how):
            return (Delivered(how),)
        case Withdraw():
            return withdrawal.withdraw(case, command)
        case WithdrawBranch():
            return withdrawal.withdraw_branch(case, command, facts.today)
        case Refile():
            return refiling.refile(case, command, facts.plan, facts.today, facts.slots)
        case AcceptRefiling() | DeemRefilingAccepted():
            return refiling.accept(case, command, facts.today, facts.calendar)
        case MoveEnds():
            return moving.move(case, command, facts.plan, facts.calendar, facts.today)
        case Submit():  # handled by decide
            raise NotAllowed(Message("case.exists"))
        case _:
            assert_never(command)


def _supplement(
    case: Case,
    command: AskSupplement | ServeNotice | AnswerSupplement | ReturnCase,
    facts: Facts,
) -> tuple[Event, ...]:
    today, calendar = facts.today, facts.calendar
    match command:
        case AskSupplement():
            return supplement.ask(case, command, facts.plan, today, calendar)
        case ServeNotice():
            return supplement.serve(case, command, today, calendar)
        case AnswerSupplement():
            return supplement.answer(case, command, today, calendar)
        case ReturnCase():
            return supplement.return_case(case, today, calendar)


def _submitted(case: Case | None, command: Command, facts: Facts) -> tuple[Event, ...]:
    if case is not None:
        raise NotAllowed(Message("case.exists"))
    if not isinstance(command, Submit):
        raise NotAllowed(Message("case.none"))
    c, plan = command, facts.plan
    head = Submitted(
        number=c.number,
        theme=c.theme,
        region=c.region,
        plan=c.plan,
        applicant=c.applicant,
        firm=c.firm,
        channel=c.channel,
        form=c.form,
        effective_on=facts.today,
        items=tuple(b.item for b in plan.branches),
        visits=inspections.planned(plan),
    )
    evidence = (EvidenceFiled(c.evidence),) if c.evidence else ()
    return (head, *_agent(c, facts.stamp), *evidence)


def _agent(command: Submit, stamp: Stamp) -> tuple[Event, ...]:
    """Return who acted for the applicant, if somebody did."""
    if command.mandate is None or stamp.by is None:
        return ()
    return (FiledUnderMandate(stamp.by, command.mandate),)
