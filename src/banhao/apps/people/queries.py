"""Who is who: accounts, the actor behind an account, the mark of a demo database."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from banhao.apps.people.accounts import Account, Persona
from banhao.apps.people.confirmation import LASTS
from banhao.apps.people.models import (
    AccessLogRecord,
    AccountRecord,
    DemoRecord,
    PersonaRecord,
    PreferenceRecord,
    TryRecord,
)
from banhao.apps.people.tries import LONGEST, try_key, wait
from banhao.core.authority.acts import ANYBODY, Actor, Mandate, Office
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text

OfficesOf = Callable[[int], tuple[Office, ...]]
FirmsOf = Callable[[int], frozenset[str]]
MandatesOf = Callable[[int, date], tuple[Mandate, ...]]
_providers: list[tuple[OfficesOf, FirmsOf, MandatesOf]] = []


def posts_come_from(offices_of: OfficesOf, firms_of: FirmsOf, mandates_of: MandatesOf) -> None:
    """Say who knows offices, firms and mandates of an account (organisations, at start)."""
    _providers[:] = [(offices_of, firms_of, mandates_of)]


def actor_of(account: AccountRecord | AnonymousUser) -> Actor:
    """Return the actor behind a signed-in account, or anybody, as of today: an actor lives for one
    request, and what has ended is not carried by it.
    """
    if isinstance(account, AnonymousUser) or not account.is_active:
        return ANYBODY
    offices: tuple[Office, ...] = ()
    firms: frozenset[str] = frozenset()
    mandates: tuple[Mandate, ...] = ()
    for offices_of, firms_of, mandates_of in _providers:
        offices = offices_of(account.pk) if account.is_officer else ()
        if not account.is_officer:  # an officer acts for the office only
            firms = firms_of(account.pk)
            mandates = mandates_of(account.pk, localdate(timezone.now()))
    return Actor(person=account.pk, offices=offices, firms=firms, mandates=mandates)


def actor(account_id: int) -> Actor:
    """Return the actor of an account by id (commands and tests).

    :raises NotFound: if there is none, or it is closed.
    """
    row = AccountRecord.objects.filter(pk=account_id, is_active=True).first()
    if row is None:
        raise NotFound(Message("people.no_account"))
    return actor_of(row)


def account(account_id: int) -> Account:
    """Return an account. :raises NotFound: if there is none."""
    row = AccountRecord.objects.filter(pk=account_id).first()
    if row is None:
        raise NotFound(Message("people.no_account"))
    return row.to_account()


def accounts(ids: Collection[int]) -> dict[int, Account]:
    """Return those accounts that exist, by id (names of officers on pages and papers)."""
    rows = AccountRecord.objects.filter(pk__in=ids)
    return {row.pk: row.to_account() for row in rows}


def preference(actor: Actor, name: str) -> str:
    """Return what the actor chose last on a page, "" if nothing."""
    if actor.person is None:
        return ""
    rows = PreferenceRecord.objects.filter(person=actor.person, name=name)
    return rows.values_list("value", flat=True).first() or ""


def account_by_email(email: str) -> Account | None:
    """Return the account with this mail address, whatever its case, or None."""
    row = AccountRecord.objects.filter(email=email.strip().lower()).first()
    return row.to_account() if row else None


def private_accounts(contact: str) -> tuple[Account, ...]:
    """Return the open accounts of private persons with exactly this phone or mail, by id.

    For the counter, where the person gives it; there is no search by a part or by name.
    """
    wanted = contact.strip().lower()
    rows = AccountRecord.objects.filter(Q(phone=wanted) | Q(email=wanted)) if wanted else ()
    return tuple(
        row.to_account()
        for row in sorted(rows, key=lambda row: row.pk)
        if row.is_active and not row.is_officer
    )


def is_demo() -> bool:
    """Return whether this database was marked as a demo when it was made."""
    return DemoRecord.objects.exists()


def personas() -> tuple[Persona, ...]:
    """Return the personas of the demo in their order; none in any other database."""
    if not is_demo():
        return ()
    rows = PersonaRecord.objects.select_related("account").order_by("position")
    return tuple(
        Persona(
            row.account_id,
            row.account.display_name,
            Text(row.title_zh, row.title_en),
            row.account.is_officer,
        )
        for row in rows
    )


def seconds_to_wait(
    *, kind: str, key: str, free: int, longest: int = LONGEST, now: datetime
) -> int:
    """Return how long this key must still wait before its next try of this kind (0 = go on).

    `free` tries cost nothing, then the wait doubles with each (docs: `tries.wait`).
    """
    row = TryRecord.objects.filter(kind=kind, key=try_key(kind, key)).first()
    return wait(row.count, row.last_at, free, now, longest) if row else 0


def reads_of(whose: str, days: int, now: datetime) -> list[tuple[datetime, int, str]]:
    """Return who read something, newest first: (at, person, why), so many days back."""
    rows = AccessLogRecord.objects.filter(
        whose=whose, result="read", at__gte=now - timedelta(days=days)
    )
    return list(rows.order_by("-at").values_list("at", "person", "why")[:200])


def known_emails(emails: Collection[str]) -> frozenset[str]:
    """Return those mail addresses (in lower case) that have an account."""
    rows = AccountRecord.objects.filter(email__in=list(emails))
    return frozenset(email for email in rows.values_list("email", flat=True) if email)


def wanting_confirmation(now: datetime, most: int = 100) -> tuple[int, ...]:
    """Return accounts whose address is to be asked for its confirmation, the oldest first.

    Who registered long ago, while no mail was sent, is not written to out of the blue.
    """
    rows = AccountRecord.objects.filter(
        confirmation_wanted_at__gt=now - LASTS, email_confirmed_at=None, email__isnull=False
    )
    return tuple(rows.order_by("confirmation_wanted_at").values_list("pk", flat=True)[:most])
