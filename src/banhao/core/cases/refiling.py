"""Re-filing: a refused item begins again as a new branch of the same case (decision 0045).

The application is received again, so art. 32 holds for it as for a case: the clerk accepts it, or
silence for five working days does. What the refused attempt was decided on stays in the history.
"""

from datetime import date

from banhao.core.cases.acceptance import silence_noticed_on
from banhao.core.cases.branches import branch_of, not_now
from banhao.core.cases.case import BranchCase, BranchState, Case, Finding
from banhao.core.cases.commands import AcceptRefiling, DeemRefilingAccepted, Refile
from banhao.core.cases.events import (
    BranchResumed,
    Event,
    EvidenceRecorded,
    Refiled,
    RefilingAccepted,
)
from banhao.core.cases.inspections import parts_of, visit_again
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.evidence.slots import SETTLED, Slot
from banhao.core.messages import Message


def refile(
    case: Case, command: Refile, plan: Plan, today: date, slots: tuple[Slot, ...]
) -> tuple[Event, ...]:
    """File a refused item again; siblings that were stopped by its refusal begin again, too.

    :raises NotAllowed: not refused, or one of its materials is still missing.
    """
    old = branch_of(case, command.item)
    if old.state is not BranchState.REFUSED:
        raise NotAllowed(not_now(old))
    _nothing_missing(command, plan, slots)
    new = old.attempt + 1
    failed = any(part.result is Finding.FAILS for part in parts_of(case, old))
    evidence = (
        EvidenceRecorded(e.material, e.step, e.outcome, e.source, e.digest)
        for e in command.evidence
    )
    filed = Refiled(
        item=old.item,
        attempt=new,
        instead_of=old.attempt,
        form=command.form,
        visit=visit_again(old.item, new) if failed else "",
        effective_on=today,
    )
    resumed = (
        BranchResumed(each.item, each.attempt + 1, because=old.item)
        for each in stopped_behind(case, plan, old.item)
    )
    return (*evidence, filed, *resumed)


def stopped_behind(case: Case, plan: Plan, item: str) -> tuple[BranchCase, ...]:
    """Return the branches that were stopped because this item, or one behind it, was refused."""
    behind, found = {item}, list[BranchCase]()
    for planned in plan.branches:  # in the order of the plan: a need stands before who needs it
        if behind.intersection(planned.needs):
            mine = case.branch(planned.item)
            if mine.state is BranchState.STOPPED:
                behind.add(mine.item)
                found.append(mine)
    return tuple(found)


def accept(
    case: Case,
    command: AcceptRefiling | DeemRefilingAccepted,
    today: date,
    calendar: Calendar,
) -> tuple[Event, ...]:
    """Accept a re-filed item today, or by silence as of its receipt. :raises NotAllowed: see it."""
    branch = branch_of(case, command.item)
    if branch.state is not BranchState.REFILED or branch.refiled_on is None:
        raise NotAllowed(not_now(branch))
    if isinstance(command, AcceptRefiling):
        return (RefilingAccepted(branch.item, branch.attempt, today, "accept"),)
    noticed = silence_noticed_on(branch.refiled_on, calendar)
    if today < noticed:
        raise NotAllowed(Message("case.not_silent_yet", on=noticed))
    return (RefilingAccepted(branch.item, branch.attempt, branch.refiled_on, "silence"),)


def _nothing_missing(command: Refile, plan: Plan, slots: tuple[Slot, ...]) -> None:
    """Completeness is looked at before the door: nobody has to be asked for a supplement."""
    renewed = {e.material: e.outcome in SETTLED for e in command.evidence}
    settled = {slot.material: slot.settled for slot in slots} | renewed
    missing = [
        str(material.title)
        for material in plan.materials
        if command.item in material.for_items and not settled.get(material.id, False)
    ]
    if missing:
        names = "、".join(missing)
        raise NotAllowed(Message("case.materials_missing", materials=names, count=len(missing)))
