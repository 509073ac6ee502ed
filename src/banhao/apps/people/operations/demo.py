"""The mark of a demo database and its personas. Marked once, while the database is still empty."""

from datetime import datetime

from django.db import transaction

from banhao.apps.people.models import AccountRecord, DemoRecord, PersonaRecord
from banhao.core.authority.acts import Act, Actor, Refused, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed
from banhao.core.messages import Message, Text


@transaction.atomic(durable=True)
def mark_demo(*, actor: Actor, now: datetime) -> None:
    """Mark this database as a demo; marking it again changes nothing.

    :raises NotAllowed: unless the actor operates the machine.
    :raises Conflict: if there is anything in it that the demo did not make.
    """
    _require_operator(actor, now)
    if DemoRecord.objects.exists():
        return
    if AccountRecord.objects.exists():
        raise Conflict(Message("people.not_empty"))
    DemoRecord.objects.create(made_at=now)


@transaction.atomic(durable=True)
def add_persona(
    *, actor: Actor, account_id: int, title: Text, position: int, now: datetime
) -> None:
    """Offer one-click sign-in to an account of the demo; a second time changes its title.

    :raises NotAllowed: unless the actor operates the machine.
    :raises Conflict: in a database that is not a demo. :raises BadInput: for an unknown account.
    """
    _require_operator(actor, now)
    if not DemoRecord.objects.exists():
        raise Conflict(Message("people.not_a_demo"))
    if not AccountRecord.objects.filter(pk=account_id).exists():
        raise BadInput(Message("people.no_account"), field="account_id")
    PersonaRecord.objects.update_or_create(
        account_id=account_id,
        defaults={"position": position, "title_zh": title.zh, "title_en": title.en},
    )


def _require_operator(actor: Actor, now: datetime) -> None:
    answer = may(actor, Act.OPERATE, Thing(), localdate(now))
    if isinstance(answer, Refused):
        raise NotAllowed(Message(answer.rule))
