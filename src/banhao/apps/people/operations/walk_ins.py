"""An account for somebody who stands at the counter and has none."""

import secrets
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from banhao.apps.people.doors import require
from banhao.apps.people.operations import make_account, write_access
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.codes import mobile
from banhao.core.errors import BadInput

NO_MAIL = "walk-in.invalid"  # a domain that never exists (RFC 2606): nothing is ever sent there


@transaction.atomic(durable=True)
def register_walk_in(
    *, actor: Actor, display_name: str, phone: str, email: str = "", now: datetime
) -> int:
    """Make the account of a walk-in, without consent to e-service; returns its id.

    Nobody knows its password: the person takes the account over by a new one when there is a mail
    address, and is served at the counter until then.
    :raises BadInput: for a wrong name, phone or mail. :raises Conflict: if the mail is taken.
    """
    office = require(actor, Act.FILE_FOR_WALK_IN, Thing(), localdate(now)).office
    number = phone.strip()
    wrong = mobile.problem(number)
    if wrong is not None:
        raise BadInput(wrong, field="phone")
    account = make_account(
        email=email.strip() or f"{uuid4().hex}@{NO_MAIL}",
        password=secrets.token_urlsafe(24),
        display_name=display_name,
        phone=number,
        now=now,
    )
    write_access(
        actor=actor,
        whose=f"account:{account}",
        why=Act.FILE_FOR_WALK_IN,
        result="read",
        now=now,
        office=office.id if office else None,
    )
    return account
