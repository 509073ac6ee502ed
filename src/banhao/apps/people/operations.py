"""Writing about people: register, change an account, log an access, count a try."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from banhao.apps.people.models import AccessLogRecord, AccountRecord, TryRecord
from banhao.apps.people.tries import FORGET, try_key
from banhao.core.authority.acts import Actor
from banhao.core.errors import BadInput, Conflict, NotFound
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
    now: datetime,
) -> int:
    """Make the account of a private person; returns its id.

    :raises BadInput: for a wrong mail address, name or password (`field` says which).
    :raises Conflict: if the mail address has an account already.
    """
    return make_account(
        email=email,
        password=password,
        display_name=display_name,
        phone=phone,
        consent_to_e_service=consent_to_e_service,
        now=now,
    )


def make_account(
    *,
    email: str,
    password: str,
    display_name: str,
    phone: str = "",
    consent_to_e_service: bool = False,
    is_officer: bool = False,
    must_change_password: bool = False,
    now: datetime,
) -> int:
    """Make an account after checking its values; returns its id. Call it inside a transaction.

    :raises BadInput: for a wrong mail address, name or password (`field` says which).
    :raises Conflict: if the mail address has an account already.
    """
    account = AccountRecord(
        email=clean_email(email),
        display_name=clean_name(display_name),
        phone=phone.strip(),
        consent_to_e_service=consent_to_e_service,
        is_officer=is_officer,
        must_change_password=must_change_password,
        made_at=now,
    )
    set_password(account, password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(Message("people.email_taken"), field="email") from error
    return int(account.pk)


@transaction.atomic(durable=True)
def change_account(
    *, actor: Actor, display_name: str, phone: str, consent_to_e_service: bool
) -> None:
    """Change one's own name, phone and consent to papers by e-service.

    :raises BadInput: for an empty name.
    """
    account = own_account(actor)
    account.display_name = clean_name(display_name)
    account.phone = phone.strip()
    account.consent_to_e_service = consent_to_e_service
    account.save(update_fields=["display_name", "phone", "consent_to_e_service"])


@transaction.atomic(durable=True)
def change_password(*, actor: Actor, old: str, new: str) -> None:
    """Change one's own password. :raises BadInput: if `old` is wrong or `new` is too easy."""
    account = own_account(actor)
    if not account.check_password(old):
        raise BadInput(Message("people.old_password_wrong"), field="old")
    if old == new:
        raise BadInput(Message("people.same_password"), field="password")
    set_password(account, new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])


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
    """Note that somebody read, or tried to reach, something; nothing for anonymous or machines."""
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


@transaction.atomic(durable=True)
def count_try(*, kind: str, key: str, now: datetime) -> None:
    """Count one try of a kind by an address or account; an hour of rest forgets them."""
    row, made = TryRecord.objects.select_for_update().get_or_create(
        kind=kind, key=try_key(kind, key), defaults={"count": 1, "last_at": now}
    )
    if not made:
        row.count = 1 if now - row.last_at >= FORGET else row.count + 1
        row.last_at = now
        row.save(update_fields=["count", "last_at"])


@transaction.atomic(durable=True)
def forget_tries(*, kind: str, key: str) -> None:
    """Forget the tries of a key: it succeeded."""
    TryRecord.objects.filter(kind=kind, key=try_key(kind, key)).delete()


def own_account(actor: Actor) -> AccountRecord:
    """Return the row of the actor's own account, locked. Call it inside a transaction.

    :raises NotFound: if nobody is signed in.
    """
    row = AccountRecord.objects.select_for_update().filter(pk=actor.person).first()
    if row is None:
        raise NotFound(Message("people.no_account"))
    return row


def clean_email(email: str) -> str:
    """Return a mail address in lower case. :raises BadInput: if it is none."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadInput(Message("people.email_wrong"), field="email") from error
    return email


def clean_name(name: str) -> str:
    """Return a name without spaces at its ends. :raises BadInput: if it is empty or over 60."""
    name = " ".join(name.split())
    if not name or len(name) > 60:
        raise BadInput(Message("people.name_missing"), field="display_name")
    return name


def set_password(account: AccountRecord, password: str) -> None:
    """Set a password on the row, unsaved. :raises BadInput: if it is too short or too common."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        codes = {problem.code for problem in error.error_list}
        easy = "people.password_common" if "password_too_common" in codes else ""
        short = "people.password_short" if "password_too_short" in codes else ""
        raise BadInput(
            Message(short or easy or "people.password_short"), field="password"
        ) from error
    account.set_password(password)
