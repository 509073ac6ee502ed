"""The mail address of an account: ask whether mail reaches its owner, and hear that it does."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from banhao.apps.people.confirmation import account_of_link
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import own_account
from banhao.core.authority.acts import Act, Actor
from banhao.core.errors import Conflict, NotFound
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def ask_again(*, actor: Actor, now: datetime) -> None:
    """Have the link sent to one's own address once more. :raises Conflict: it is confirmed."""
    row = own_account(actor, now)
    if row.email_confirmed_at is not None or not row.email:
        raise Conflict(Message("people.address_confirmed"))
    row.confirmation_wanted_at = now
    row.save(update_fields=["confirmation_wanted_at"])


@transaction.atomic(durable=True)
def confirm_address(*, who: str, token: str, now: datetime) -> None:
    """Note that mail to the address reaches whoever holds the link in it (Act.SEE_PUBLIC).

    The link is used up by it. :raises NotFound: if it is used, over, or none of ours.
    """
    account = account_of_link(who, token, now)
    if account is None:
        raise NotFound(Message("people.no_account"))
    rows = AccountRecord.objects.filter(pk=account)
    rows.update(email_confirmed_at=now, confirmation_wanted_at=None)


def asked_for(accounts: Iterable[int]) -> None:
    """Note that the mails that ask are on their way. Call it inside a transaction."""
    AccountRecord.objects.filter(pk__in=list(accounts)).update(confirmation_wanted_at=None)


ACTS = {"ask_again": Act.USE_ACCOUNT, "confirm_address": Act.SEE_PUBLIC}
