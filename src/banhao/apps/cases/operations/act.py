"""What every errand on an existing case has in common."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from banhao.apps.cases import ledger
from banhao.apps.cases.authorise import stamp, thing_of
from banhao.apps.cases.consequences import carry_out
from banhao.apps.cases.ledger import MovedOn
from banhao.apps.cases.models import CaseRecord
from banhao.apps.evidence.queries import slots as slots_of
from banhao.apps.vault.operations import hold
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.authority.deputies import stands_in_for
from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.commands import (
    Accept,
    AcceptRefiling,
    Command,
    Decide,
    DeemAccepted,
    DeemRefilingAccepted,
    Refile,
)
from banhao.core.catalogue.values import WayKind
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.evidence.slots import Slot

TRIES = 5
P = ParamSpec("P")
T = TypeVar("T")


def errand(function: Callable[P, T]) -> Callable[P, T]:
    """Make a function one transaction that begins again when the case has moved on meanwhile."""
    once = transaction.atomic(durable=True)(function)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(TRIES - 1):
            try:
                return once(*args, **kwargs)
            except (MovedOn, OperationalError, DeadlockDetected) as error:
                if not isinstance(error, MovedOn) and not _is_deadlock(error):
                    raise
        return once(*args, **kwargs)

    return run


def _is_deadlock(error: BaseException) -> bool:
    """Whether the server has ended one of two who waited for each other (Django wraps it)."""
    return isinstance(error, DeadlockDetected) or isinstance(error.__cause__, DeadlockDetected)


def act_on(
    case_id: UUID,
    command: Command | Callable[[], Command],
    *,
    actor: Actor,
    act: Act,
    now: datetime,
    item: str = "",
    whole: bool = False,
) -> Case:
    """Read, ask authority, decide, write, carry out what follows. Call it inside a transaction.

    `command` may be a function, called after authority has agreed: it may seal content. `whole`:
    the command looks at all of the case, visits too.
    :raises NotFound, NotAllowed, Conflict: nothing is written then.
    """
    again = isinstance(command, AcceptRefiling | DeemRefilingAccepted)  # may reuse a record
    case, plan = ledger.read(case_id, with_visits=whole or again or act in _ABOUT_VISITS)
    if act is Act.DECIDE_BRANCH and _leans_on_visits(plan, item):
        case, plan = ledger.read(case_id)
    firm = (
        CaseRecord.objects.values_list("firm", flat=True).get(id=case_id) if _private(act) else ""
    )

    def parts() -> list[Thing]:
        items = (item,) if item else tuple(branch.item for branch in plan.branches)
        return [thing_of(case, plan, firm, each) for each in items]

    signed = stamp(actor, act, thing_of(case, plan, firm, item), now, parts)
    what = command() if callable(command) else command
    if isinstance(what, _MAY_ISSUE) and any(branch.results for branch in plan.branches):
        hold(subject=case_id)
    done = ledger.record(
        case,
        plan,
        what,
        stamp=signed,
        slots=_slots(case, plan, what),
        deputy_for=stands_in_for(actor, localdate(now)),
    )
    carry_out(done, now=now)
    return done.case


# A certificate seals its holder after the case is written: lock in the order of all the others.
_MAY_ISSUE = (Accept, DeemAccepted, Decide)
# Commands of other acts never look at the visits: their rows need not be read.
_ABOUT_VISITS = frozenset(
    {
        Act.ARRANGE_VISIT,
        Act.RECORD_INSPECTION,
        Act.RUN_PROCEDURE,  # a limit that runs from a visit may move
        Act.WITHDRAW_CASE,  # … when its procedure ends with the item
        Act.EXTEND_BRANCH,
        Act.REFILE_BRANCH,
    }
)


def _leans_on_visits(plan: Plan, item: str) -> bool:
    """Whether a visit holds the decision back, or sets the end of a branch that it may start."""
    return any(item in (*visit.gated, *visit.reusing) for visit in plan.visits) or any(
        branch.needs and branch.after_inspection for branch in plan.branches
    )


_PRIVATE = frozenset(
    {Act.WITHDRAW_CASE, Act.SEE_OWN_CASE, Act.ANSWER_SUPPLEMENT, Act.REFILE_BRANCH}
)


def _private(act: Act) -> bool:
    return act in _PRIVATE


def _slots(case: Case, plan: Plan, command: Command) -> tuple[Slot, ...]:
    """Read the slots only for commands that lean on them: a round trip saved for the others."""
    match command:
        case Accept() | Refile() if plan.materials:
            return slots_of(case.id)
        case Decide(item=item, grant=True) if _may_be_pledged(plan, item):
            return slots_of(case.id)
        case _:
            return ()


def _may_be_pledged(plan: Plan, item: str) -> bool:
    return any(
        way.kind is WayKind.PLEDGE
        for material in plan.materials
        if material.for_items[:1] == (item,)
        for way in material.ways
    )
