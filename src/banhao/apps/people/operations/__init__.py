"""Writing about people: register, change an account, log an access."""

from datetime import datetime

from django.db import IntegrityError, transaction

from banhao.apps.people.checks import clean_email, clean_name, clean_phone, set_password
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.apps.people.recovery import account_of_link
from banhao.core.authority.acts import Act, Actor, Refused, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def register(
    *,
    actor: Actor,  # noqa: ARG001 -- anybody may: Act.SEE_PUBLIC
    email: str,
    password: str,
    display_name: str,
    phone: str = "",
    consent_to_e_service: bool = False,
    wants_mail: bool = False,
    now: datetime,
) -> int:
    """Make the account of a private person; returns its id.

    :raises BadInput: for a wrong mail address, name or password (`field` says which).
    :raises Conflict: if the mail address has an account already.
    """
    if not password:
        raise BadInput(Message("people.password_short"), field="password")
    account = make_account(
        email=clean_email(email),
        password=password,
        display_name=display_name,
        phone=phone,
        consent_to_e_service=consent_to_e_service,
        wants_mail=wants_mail,
        now=now,
    )
    AccountRecord.objects.filter(pk=account).update(confirmation_wanted_at=now)
    return account


def make_account(
    *,
    email: str,
    password: str,
    display_name: str,
    phone: str = "",
    consent_to_e_service: bool = False,
    wants_mail: bool = False,
    is_officer: bool = False,
    must_change_password: bool = False,
    hashed: str = "",
    now: datetime,
) -> int:
    """Make an account after checking its values; returns its id. Call it inside a transaction.

    `email` "": none (a walk-in). `password` "": nobody can sign in with this account, unless the
    hash of a password that we have made ourselves is given (`hashed`). The address of an officer is
    taken as confirmed: an administrator has given it.
    :raises BadInput: for a wrong mail address, name or password (`field` says which).
    :raises Conflict: if the mail address has an account already.
    """
    account = AccountRecord(
        email=clean_email(email) if email.strip() else None,
        display_name=clean_name(display_name),
        phone=clean_phone(phone),
        consent_to_e_service=consent_to_e_service,
        wants_mail=wants_mail,
        is_officer=is_officer,
        must_change_password=must_change_password,
        made_at=now,
        email_confirmed_at=now if is_officer else None,
    )
    if hashed:
        account.password = hashed
    elif password:
        set_password(account, password)
    else:
        account.set_unusable_password()
    _insert(account)
    return int(account.pk)


@transaction.atomic(durable=True)
def change_account(
    *,
    actor: Actor,
    display_name: str,
    phone: str,
    consent_to_e_service: bool,
    wants_mail: bool | None = None,
    now: datetime,
) -> None:
    """Change one's own name, phone, consent to papers by e-service, mail (None: as it is).

    :raises BadInput: for an empty name.
    """
    account = own_account(actor, now)
    account.display_name = clean_name(display_name)
    account.phone = clean_phone(phone)
    account.consent_to_e_service = consent_to_e_service
    if wants_mail is not None:
        account.wants_mail = wants_mail
    account.save(update_fields=["display_name", "phone", "consent_to_e_service", "wants_mail"])


@transaction.atomic(durable=True)
def change_password(*, actor: Actor, old: str, new: str, now: datetime) -> None:
    """Change one's own password. :raises BadInput: if `old` is wrong or `new` is too easy."""
    account = own_account(actor, now)
    if not account.check_password(old):
        raise BadInput(Message("people.old_password_wrong"), field="old")
    if old == new:
        raise BadInput(Message("people.same_password"), field="password")
    set_password(account, new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])


@transaction.atomic(durable=True)
def choose_password(*, who: str, token: str, password: str, now: datetime) -> None:
    """Set the password of whoever holds the link out of their own mail (Act.SEE_PUBLIC).

    The link is used up by it, and sessions on other machines end. It confirms the address, too.
    :raises NotFound: if the link is used or over. :raises BadInput: if the password is too easy.
    """
    account = account_of_link(who, token, now)
    if account is None:
        raise NotFound(Message("people.no_account"))
    row = AccountRecord.objects.select_for_update().get(pk=account)
    set_password(row, password)
    row.email_confirmed_at = row.email_confirmed_at or now
    row.save(update_fields=["password", "email_confirmed_at"])


@transaction.atomic(durable=True)
def log_access(
    *,
    actor: Actor,
    whose: str,
    why: str,
    result: str,
    now: datetime,
    path: str = "",
    office: int | None = None,
) -> None:
    """Note that somebody read, or tried to reach, something; nothing for anonymous or machines.

    Every page may note (Act.SEE_PUBLIC); `why` is the act it was done for.
    """
    write_access(
        actor=actor, whose=whose, why=why, result=result, now=now, path=path, office=office
    )


def write_access(
    *,
    actor: Actor,
    whose: str,
    why: str,
    result: str,
    now: datetime,
    path: str = "",
    office: int | None = None,
) -> None:
    """As `log_access`, for another errand. Call it inside a transaction."""
    if actor.person is None:
        return
    AccessLogRecord.objects.create(
        at=now,
        person=actor.person,
        office=office,
        whose=whose[:120],
        why=why[:60],
        result=result,
        path=path[:300],
    )


def own_account(actor: Actor, now: datetime) -> AccountRecord:
    """Return the row of the actor's own account, locked. Call it inside a transaction.

    :raises NotAllowed: if nobody is signed in. :raises NotFound: if the account is gone.
    """
    _require(actor, Act.USE_ACCOUNT, Thing(owner=actor.person), now)
    row = AccountRecord.objects.select_for_update().filter(pk=actor.person or 0).first()
    if row is None:
        raise NotFound(Message("people.no_account"))
    return row


def change_office_account(
    *,
    account_id: int,
    display_name: str = "",
    phone: str | None = None,
    password: str = "",
    active: bool | None = None,
) -> None:
    """Change an officer's account for an administrator. Call it inside a transaction.

    Only what is given changes; a password given here must be changed at the next sign-in.
    :raises BadInput: for a name that is too long.
    """
    row = AccountRecord.objects.select_for_update().get(pk=account_id, is_officer=True)
    if display_name:
        row.display_name = clean_name(display_name)
    if phone is not None:
        row.phone = clean_phone(phone)
    if password:
        set_password(row, password)
        row.must_change_password = True
    if active is not None:
        row.is_active = active
    row.save()


def _insert(account: AccountRecord) -> None:
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(Message("people.email_taken"), field="email") from error


def _require(actor: Actor, act: Act, thing: Thing, now: datetime) -> None:
    """As `doors.require`; the doors themselves stand on this module."""
    answer = may(actor, act, thing, localdate(now))
    if isinstance(answer, Refused):
        raise NotAllowed(Message(answer.rule))
