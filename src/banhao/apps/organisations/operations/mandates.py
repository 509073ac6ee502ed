"""A mandate given, accepted, ended: by the principal at once, by the agent too."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from banhao.apps.organisations.models import FirmRecord, MandateRecord
from banhao.apps.organisations.operations.places import note
from banhao.apps.people.doors import require
from banhao.apps.people.queries import private_accounts
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message

LONGEST = 366  # days; a longer mandate is given anew


@transaction.atomic(durable=True)
def give_mandate(
    *,
    actor: Actor,
    name: str,
    contact: str,
    firm: str = "",
    themes: Collection[str] = (),
    since: date,
    until: date,
    now: datetime,
) -> int:
    """Let somebody act for oneself, or for a firm of one's own; returns the mandate's id.

    The agent is found by name and exactly the mail or phone they registered with. `themes` empty =
    all. It stands once the agent accepts. :raises BadInput: see the messages.
    """
    today = localdate(now)
    require(actor, Act.USE_ACCOUNT, Thing(owner=actor.person), today)
    if since < today or until < since:
        raise BadInput(Message("mandate.wrong_days", on=today), field="until")
    if (until - since).days > LONGEST:
        raise BadInput(Message("mandate.too_long", n=LONGEST), field="until")
    found = [a.id for a in private_accounts(contact) if a.display_name == name.strip()]
    if len(found) != 1 or found[0] == actor.person:
        raise BadInput(Message("mandate.no_such_agent"), field="contact")
    row = MandateRecord.objects.create(
        principal_id=actor.person or 0,
        firm=_own_firm(actor, firm) if firm else None,
        agent_id=found[0],
        themes=sorted(themes),
        since=since,
        until=until,
        given_at=now,
    )
    note(actor, f"account:{found[0]}", "mandate", now)
    return int(row.pk)


@transaction.atomic(durable=True)
def accept_mandate(*, actor: Actor, mandate: int, now: datetime) -> None:
    """Take on a mandate. :raises NotFound: it was not given to the actor, or is over."""
    require(actor, Act.USE_ACCOUNT, Thing(owner=actor.person), localdate(now))
    row = _open(Q(agent=actor.person, until__gte=localdate(now)), mandate)
    if row.accepted_at is None:
        row.accepted_at = now
        row.save(update_fields=["accepted_at"])
        note(actor, f"account:{row.principal_id}", "mandate-accepted", now)


@transaction.atomic(durable=True)
def end_mandate(*, actor: Actor, mandate: int, now: datetime) -> None:
    """End a mandate at once: the principal, somebody of the firm, or the agent.

    :raises NotFound: it is none of the actor's, or has ended.
    """
    require(actor, Act.USE_ACCOUNT, Thing(owner=actor.person), localdate(now))
    mine = Q(principal=actor.person) | Q(agent=actor.person) | Q(firm__uscc__in=[*actor.firms])
    row = _open(mine, mandate)
    row.ended_at, row.ended_by = now, actor.person
    row.save(update_fields=["ended_at", "ended_by"])
    note(actor, f"account:{row.agent_id}", "mandate-ended", now)


def _open(whose: Q, mandate: int) -> MandateRecord:
    rows = MandateRecord.objects.select_for_update(of=("self",)).filter(whose, ended_at=None)
    row = rows.filter(pk=mandate).first()
    if row is None:
        raise NotFound(Message("mandate.none"))
    return row


def _own_firm(actor: Actor, uscc: str) -> FirmRecord:
    row = FirmRecord.objects.filter(uscc=uscc).first()
    if row is None or uscc not in actor.firms:
        raise BadInput(Message("organisations.no_firm"), field="firm")
    return row
