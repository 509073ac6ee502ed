"""What officers do with a branch: claim, release, examine, decide."""

from datetime import date

from banhao.core.cases.case import (
    BranchCase,
    BranchState,
    Case,
    Finding,
    Stamp,
)
from banhao.core.cases.commands import (
    Claim,
    Decide,
    Examine,
    Reassign,
    RecordAfterCheck,
    Release,
)
from banhao.core.cases.events import (
    AfterCheckRecorded,
    Claimed,
    Event,
    Examined,
    Granted,
    Reassigned,
    Refused,
    Released,
)
from banhao.core.cases.inspections import gate, parts_of
from banhao.core.catalogue.values import Mode
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.messages import Message


def work(
    case: Case, command: Claim | Release | Examine, stamp: Stamp, deputy_for: frozenset[int]
) -> tuple[Event, ...]:
    """Claim, release or examine a branch that is running. :raises NotAllowed: see the messages.

    `deputy_for`: absent officers whose tasks the person may do today; it is the person who acts.
    """
    branch, me = branch_of(case, command.item), person(stamp)
    if branch.state is not BranchState.ACCEPTED:
        raise NotAllowed(not_now(branch))
    if branch.claimed_by not in {None, me, *deputy_for}:
        raise NotAllowed(Message("case.claimed_by_other"))
    match command:
        case Claim():
            if branch.claimed_by == me:
                raise NotAllowed(Message("case.claimed_already"))
            return (Claimed(branch.item, me),)
        case Release():
            if branch.claimed_by is None:
                raise NotAllowed(Message("case.not_claimed"))
            return (Released(branch.item),)
        case Examine(finding=finding, comment=comment):
            return (Examined(branch.item, me, finding, comment),)


def reassign(case: Case, command: Reassign) -> tuple[Event, ...]:
    """Give a branch that nobody has examined to another officer.

    That the officer holds a fitting office, the operation has asked. :raises NotAllowed: it is not
    running, or is theirs already.
    """
    branch = branch_of(case, command.item)
    if branch.state is not BranchState.ACCEPTED:
        raise NotAllowed(not_now(branch))
    if branch.claimed_by == command.officer:
        raise NotAllowed(Message("case.theirs_already"))
    return (Reassigned(branch.item, command.officer, branch.claimed_by, command.reason),)


def decide(case: Case, command: Decide, plan: Plan, today: date, stamp: Stamp) -> tuple[Event, ...]:
    """Grant or refuse, by another person than the examiner (the sole approver excepted).

    :raises NotAllowed: wrong state, same person, visit not recorded, refusal without its reasons.
    """
    branch, me, planned = branch_of(case, command.item), person(stamp), plan.branch(command.item)
    if branch.state is not _ready(planned):
        raise NotAllowed(not_now(branch))
    if branch.examined_by == me:
        raise NotAllowed(Message("case.same_person"))
    gate(case, planned)
    if command.grant:
        _may_grant(case, branch)
        return (Granted(branch.item, me, today),)
    if not (command.reason and command.article and command.remedy):
        raise NotAllowed(Message("case.refusal_needs_reasons"))
    return (Refused(branch.item, me, command.reason, command.article, command.remedy, today),)


def after_check(case: Case, command: RecordAfterCheck, today: date) -> tuple[Event, ...]:
    """Record whether a pledge was kept. What state the check may come to: `core/pledges`.

    :raises NotAllowed: the branch is not granted, or nothing was written down.
    """
    branch, c = branch_of(case, command.item), command
    if branch.state is not BranchState.GRANTED:
        raise NotAllowed(not_now(branch))
    if not c.record:
        raise NotAllowed(Message("case.check_needs_record"))
    return (AfterCheckRecorded(c.item, c.material, c.result, c.put_right_days, c.record, today),)


def branch_of(case: Case, item: str) -> BranchCase:
    """Return the branch. :raises NotFound: if the case has none for this item."""
    try:
        return case.branch(item)
    except KeyError:
        raise NotFound(Message("case.no_branch", item=item)) from None


def not_now(branch: BranchCase) -> Message:
    """Return that a branch is not in the right state, and in which it is."""
    state = Message(f"state.branch.{branch.state.value}")
    return Message("case.branch_not_in_state", state=state)


def _ready(planned: Branch) -> BranchState:
    return BranchState.ACCEPTED if planned.mode is Mode.SOLE else BranchState.EXAMINED


def _may_grant(case: Case, branch: BranchCase) -> None:
    if any(part.result is Finding.FAILS for part in parts_of(case, branch)):
        raise NotAllowed(Message("case.inspection_failed"))
    if branch.finding is Finding.FAILS:
        raise NotAllowed(Message("case.examination_failed"))


def person(stamp: Stamp) -> int:
    """Return who acts. :raises NotAllowed: a machine does."""
    if stamp.by is None:
        raise NotAllowed(Message("case.person_needed"))
    return stamp.by
