"""From an actor and a case to the stamp of an event, or a refusal that tells little."""

from collections.abc import Callable, Sequence
from datetime import datetime

from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.cases.case import (
    Case,
    Stamp,
)
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.messages import Message

_SEEING = (Act.SEE_OWN_CASE, Act.SEE_COUNTER, Act.SEE_OFFICE)

Parts = Callable[[], Sequence[Thing]]


def thing_of(case: Case, plan: Plan, firm: str, item: str = "") -> Thing:
    """Return what authority must know of a case, or of one branch of it."""
    department = next((b.department for b in plan.branches if b.item == item), "")
    return Thing(
        region=case.region,
        department=department,
        item=item,
        owner=case.applicant,
        firm=firm,
        case=case.id,
        theme=case.theme,
    )


def stamp(actor: Actor, act: Act, thing: Thing, now: datetime, parts: Parts | None = None) -> Stamp:
    """Return the stamp of an act that may be done. `parts`: gives the branches, as things.

    :raises NotFound: if the actor may not even know of the thing.
    :raises NotAllowed: if they may see it, but not do this to it.
    """
    today = localdate(now)
    verdict = may(actor, act, thing, today)
    if isinstance(verdict, Allowed):
        office = verdict.office.id if verdict.office else None
        return Stamp(by=actor.person, machine=actor.machine, office=office, at=now)
    seen = [(see, part) for part in (parts() if parts else (thing,)) for see in _SEEING]
    if any(isinstance(may(actor, see, part, today), Allowed) for see, part in seen):
        raise NotAllowed(Message(verdict.rule))
    raise NotFound(Message("case.not_found"))
