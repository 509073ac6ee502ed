"""Firms of applicants: registered by uscc, with members who may act for them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from banhao.apps.organisations.models import FirmMemberRecord, FirmRecord
from banhao.apps.organisations.operations.places import clean_uscc
from banhao.apps.people.doors import require
from banhao.apps.people.queries import account_by_email
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotFound
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def register_firm(*, actor: Actor, uscc: str, name: str, now: datetime) -> str:
    """Register a firm one acts for, as its first member; returns its uscc.

    :raises BadInput: for a wrong uscc or an empty name.
    :raises Conflict: if it is registered: then one of its members adds further people.
    """
    require(actor, Act.USE_ACCOUNT, Thing(owner=actor.person), localdate(now))
    return join_new_firm(account_id=actor.person or 0, uscc=uscc, name=name, now=now)


def join_new_firm(*, account_id: int, uscc: str, name: str, now: datetime) -> str:
    """As `register_firm`, for another errand (a clerk's). Call it inside a transaction."""
    code = clean_uscc(uscc)
    if not code:
        raise BadInput(Message("organisations.uscc_missing"), field="uscc")
    if not name.strip() or len(name) > 120:
        raise BadInput(Message("organisations.firm_name_missing"), field="name")
    try:
        with transaction.atomic():
            firm = FirmRecord.objects.create(uscc=code, name=name.strip())
    except IntegrityError as error:
        raise Conflict(Message("organisations.firm_exists"), field="uscc") from error
    FirmMemberRecord.objects.create(firm=firm, account_id=account_id, since=now)
    return code


@transaction.atomic(durable=True)
def add_member(*, actor: Actor, uscc: str, email: str, now: datetime) -> int:
    """Let another account act for one of the actor's firms; returns its id.

    :raises NotFound: if the actor may not act for the firm.
    :raises BadInput: if no private account has this mail address.
    :raises Conflict: if the account may act for it already.
    """
    firm = _own_firm(actor, uscc, now)
    account = account_by_email(email)
    if account is None or account.is_officer:
        raise BadInput(Message("organisations.no_such_member"), field="email")
    _, made = FirmMemberRecord.objects.get_or_create(
        firm=firm, account_id=account.id, defaults={"since": now}
    )
    if not made:
        raise Conflict(Message("organisations.member_already"), field="email")
    return account.id


@transaction.atomic(durable=True)
def remove_member(*, actor: Actor, uscc: str, account_id: int, now: datetime) -> None:
    """Take the right to act for a firm from a member; they can be added again.

    :raises NotFound: if the actor may not act for the firm. :raises Conflict: for the last member.
    """
    firm = _own_firm(actor, uscc, now)
    rows = FirmMemberRecord.objects.filter(firm=firm)
    if not rows.filter(account=account_id).exists():
        raise NotFound(Message("people.no_account"))
    if rows.count() == 1:
        raise Conflict(Message("organisations.last_member"))
    rows.filter(account=account_id).delete()


def _own_firm(actor: Actor, uscc: str, now: datetime) -> FirmRecord:
    row = FirmRecord.objects.select_for_update().filter(uscc=uscc).first()
    if row is None or uscc not in actor.firms:
        raise NotFound(Message("organisations.no_firm"))
    require(actor, Act.USE_ACCOUNT, Thing(firm=uscc), localdate(now))
    return row
