"""What an officer may do with a branch, and the one thing that is to be done next."""

from collections.abc import Set
from datetime import date
from enum import StrEnum

from banhao.apps.cases.authorise import thing_of
from banhao.core.authority.acts import Act, Actor, Allowed
from banhao.core.authority.deputies import stands_in_for
from banhao.core.authority.rules import may
from banhao.core.cases.case import CLOSED, BranchCase, BranchState, Case, State
from banhao.core.cases.inspections import parts_of
from banhao.core.cases.stops import open_procedures
from banhao.core.catalogue.values import InspectionWhen, Mode
from banhao.core.compiler.plan import Branch, Plan

WANTED = (
    Act.RUN_PROCEDURE,
    Act.EXTEND_BRANCH,
    Act.EXTEND_CASE,
    Act.CHECK_CASE,
    Act.WORK_BRANCH,
    Act.REASSIGN_BRANCH,
    Act.EXAMINE_BRANCH,
    Act.DECIDE_BRANCH,
    Act.ARRANGE_VISIT,
    Act.RECORD_INSPECTION,
    Act.CHECK_PLEDGE,
)


class Step(StrEnum):
    """What stands on the right of the page: the one thing to do now, or why there is nothing."""

    CHECK = "check"  # filed: is anything missing for this item
    WAIT = "wait"  # not accepted yet, or a sibling's result is missing
    CLAIM = "claim"
    EXAMINE = "examine"
    OTHERS = "others"  # a colleague has it
    LOOK = "look"  # this office may look, and do nothing now
    STOPPED = "stopped"  # a special procedure is open: nothing is decided meanwhile
    VISIT = "visit"  # the inspection comes before the decision
    SAME_PERSON = "same-person"
    DECIDE = "decide"
    CLOSED = "closed"


def allowed(actor: Actor, case: Case, plan: Plan, item: str, today: date) -> Set[Act]:
    """Return what the actor may do to this branch, whatever state it is in."""
    thing = thing_of(case, plan, "", item)
    return {act for act in WANTED if isinstance(may(actor, act, thing, today), Allowed)}


def step_of(actor: Actor, acts: Set[Act], case: Case, branch: Branch, today: date) -> Step:
    """Return what is next for this actor."""
    mine = case.branch(branch.item)
    if mine.state in {BranchState.RECEIVED, BranchState.REFILED}:
        return Step.CHECK if _to_check(case, acts) else Step.WAIT
    if mine.state in CLOSED or case.state is not State.ACCEPTED:
        return Step.CLOSED
    if mine.state is BranchState.ACCEPTED:
        step = _before_examination(actor, acts, mine, branch.mode, today)
        if step is not None:
            return step
    if Act.DECIDE_BRANCH not in acts:
        return Step.LOOK
    if mine.examined_by == actor.person:
        return Step.SAME_PERSON
    if open_procedures(case, branch.item):
        return Step.STOPPED
    return Step.VISIT if _waits_for_visit(case, branch) else Step.DECIDE


def _before_examination(
    actor: Actor, acts: Set[Act], mine: BranchCase, mode: Mode, today: date
) -> Step | None:
    """Return what is next of a branch that nobody has examined; None: a sole approver decides."""
    if mine.claimed_by is None and Act.WORK_BRANCH in acts:
        return Step.CLAIM
    if mine.claimed_by not in {None, actor.person, *stands_in_for(actor, today)}:
        return Step.OTHERS
    if mode is Mode.SOLE:
        return None
    return Step.EXAMINE if Act.EXAMINE_BRANCH in acts else Step.LOOK


def _to_check(case: Case, acts: Set[Act]) -> bool:
    return case.state is State.SUBMITTED and Act.CHECK_CASE in acts


def _waits_for_visit(case: Case, branch: Branch) -> bool:
    parts = parts_of(case, case.branch(branch.item))
    open_part = any(part.result is None for part in parts)
    return branch.inspection is InspectionWhen.BEFORE and open_part
