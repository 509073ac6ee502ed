"""Would this act be refused? Asked of authority and the rules as they are; nothing is written."""

from datetime import datetime

from banhao.apps.cases.authorise import stamp, thing_of
from banhao.apps.catalogues.queries import calendar
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases import rules
from banhao.core.cases.case import Case
from banhao.core.cases.commands import Claim, Release
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import Refusal
from banhao.core.messages import Message


def refusal_of(
    case: Case, plan: Plan, command: Claim | Release, *, actor: Actor, now: datetime
) -> Message | None:
    """Return why claiming or giving back would be refused now, None if it would not."""
    thing = thing_of(case, plan, "", command.item)
    try:
        signed = stamp(actor, Act.WORK_BRANCH, thing, now)
        rules.decide(case, command, rules.Facts(plan, calendar(), localdate(now), signed))
    except Refusal as refusal:
        return refusal.message
    return None
