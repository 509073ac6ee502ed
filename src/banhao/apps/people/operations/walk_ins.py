"""An account for somebody who stands at the counter and has none."""

from datetime import datetime

from django.db import transaction

from banhao.apps.people.doors import require
from banhao.apps.people.operations import make_account, write_access
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.codes import mobile
from banhao.core.errors import BadInput


@transaction.atomic(durable=True)
def register_walk_in(
    *, actor: Actor, display_name: str, phone: str, email: str = "", now: datetime
) -> int:
    """Make the account of a walk-in, without consent to e-service; returns its id.

    It has no password, so nobody signs in with it: the person is served at the counter.
    :raises BadInput: for a wrong name, phone or mail. :raises Conflict: if the mail is taken.
    """
    office = require(actor, Act.FILE_FOR_WALK_IN, Thing(), localdate(now)).office
    number = phone.strip()
    wrong = mobile.problem(number)
    if wrong is not None:
        raise BadInput(wrong, field="phone")
    account = make_account(
        email=email,
        password="",
        display_name=display_name,
        phone=number,
        now=now,
    )
    write_access(
        actor=actor,
        whose=f"account:{account}",
        why=Act.FILE_FOR_WALK_IN,
        result="created",
        now=now,
        office=office.id if office else None,
    )
    return account
