"""撤回 by the applicant: the whole case, or one item of it; and what is lost with it."""

from dataclasses import dataclass
from datetime import date

from banhao.core.cases.branches import branch_of, not_now
from banhao.core.cases.case import CLOSED, LOST, BranchState, Case, State
from banhao.core.cases.commands import Withdraw, WithdrawBranch
from banhao.core.cases.events import BranchWithdrawn, Event, Withdrawn
from banhao.core.cases.procedures import ended_with
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message

_GONE = LOST - {BranchState.REFUSED}


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes when one item is taken back: siblings that need its result, the composite."""

    items: tuple[str, ...]
    composite: bool


def withdraw(case: Case, command: Withdraw) -> tuple[Event, ...]:
    """Take the case back. :raises NotAllowed: it was decided before; only one item runs again."""
    if was_decided(case):
        raise NotAllowed(Message("case.withdraw_items"))
    return (Withdrawn(command.reason),)


def withdraw_branch(case: Case, command: WithdrawBranch, today: date) -> tuple[Event, ...]:
    """Take one item back. :raises NotAllowed: it is closed, or nothing else of the case is left."""
    branch = branch_of(case, command.item)
    if branch.state in CLOSED:
        raise NotAllowed(not_now(branch))
    if not anything_left(case, command.item):
        raise NotAllowed(Message("case.withdraw_whole"))
    ended = ended_with(case, branch.item, today)
    return (*ended, BranchWithdrawn(branch.item, command.reason))


def anything_left(case: Case, item: str) -> bool:
    """Whether the case is still about something without this item."""
    return any(other.state not in _GONE for other in case.latest if other.item != item)


def was_decided(case: Case) -> bool:
    """Whether the case was decided before and runs again for what was filed anew."""
    first = [branch for branch in case.branches if branch.attempt == 1]
    return case.state is State.ACCEPTED and all(branch.state in CLOSED for branch in first)


def loss(case: Case, plan: Plan, item: str) -> Loss:
    """Return what is lost when an open item is taken back."""
    gone = {item}
    for planned in plan.branches:  # in the order of the plan: a need stands before who needs it
        if gone.intersection(planned.needs) and case.branch(planned.item).state not in CLOSED:
            gone.add(planned.item)
    gates = {branch.item for branch in plan.branches if branch.gate}
    lost_before = any(case.branch(gate).state in _GONE for gate in gates)
    return Loss(
        tuple(branch.item for branch in plan.branches if branch.item in gone - {item}),
        composite=bool(plan.composite_lists) and not lost_before and bool(gone & gates),
    )
