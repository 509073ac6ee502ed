"""Writes of the outbox: put a mail in, mark one sent or failed, wake a dead one."""

from datetime import datetime, timedelta

from django.db import transaction

from banhao.apps.mail.models import MailKind, MailRecord, MailState
from banhao.apps.mail.server import is_on
from banhao.apps.people import queries as people
from banhao.apps.people.operations.confirmations import asked_for
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message

EVERYWHERE = "000000"  # a mail about no case: only who administers the whole installation
HELD = timedelta(minutes=10)  # longer than the server may take for a whole round
LAST_ATTEMPT = 16  # with doubling from 2 s, a day and a half


def put_news(*, account: int, region: str, now: datetime) -> None:
    """Tell somebody who wants mail that there is news. Call it inside a transaction.

    News that comes while one is waiting needs no second one. Nothing goes to an address that is
    not confirmed.
    """
    if not is_on():
        return
    found = people.account(account)
    if found.wants_mail and found.email_confirmed:
        _put(account, MailKind.NEWS, region, now)


@transaction.atomic(durable=True)
def ask_for_password_mail(*, email: str, now: datetime) -> None:
    """Send a link to choose a new password, if there is such an account. Act: SEE_PUBLIC.

    Nothing tells the asker whether there is one. Officers ask their administrator. To an address
    that is not confirmed goes the link to confirm it, and then one asks again; a walk-in, as whom
    nobody can have signed in, confirms it by choosing the first password.
    """
    found = people.account_by_email(email)
    if found and found.is_active and not found.is_officer and is_on():
        known = found.email_confirmed or not found.may_sign_in
        _put(found.id, MailKind.PASSWORD if known else MailKind.CONFIRM, "", now)


@transaction.atomic(durable=True)
def ask_for_confirmations(*, now: datetime) -> None:
    """Put out the mails that ask new accounts to confirm their address. Act: RUN_JOBS."""
    accounts = people.wanting_confirmation(now)
    for account in accounts:
        _put(account, MailKind.CONFIRM, "", now)
    asked_for(accounts)


def _put(account: int, kind: MailKind, region: str, now: datetime) -> None:
    row = MailRecord(account=account, kind=kind, region=region, made_at=now, next_at=now)
    MailRecord.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic(durable=True)
def take(*, mail_id: int, due: datetime, now: datetime) -> bool:
    """Keep other workers from a mail for a while; False: one of them has it. Act: RUN_JOBS."""
    rows = MailRecord.objects.filter(id=mail_id, next_at=due, state=MailState.WAITING)
    return bool(rows.update(next_at=now + HELD))


@transaction.atomic(durable=True)
def mark_sent(*, mail_id: int) -> None:
    """It has gone: nothing is left to keep. Act: RUN_JOBS."""
    MailRecord.objects.filter(id=mail_id).delete()


@transaction.atomic(durable=True)
def mark_failed(*, mail_id: int, error: str, final: bool, now: datetime) -> None:
    """Try again later, twice as late each time; `final`: it is of no use. Act: RUN_JOBS."""
    row = MailRecord.objects.select_for_update().filter(id=mail_id).first()
    if row is None:
        return
    row.attempts += 1
    row.error = error
    row.next_at = now + timedelta(seconds=2**row.attempts)
    if final or row.attempts >= LAST_ATTEMPT:
        row.state = MailState.DEAD
    row.save()


@transaction.atomic(durable=True)
def wake_mail(*, actor: Actor, mail_id: int, now: datetime) -> None:
    """Send a mail again that was given up, or now instead of later.

    :raises NotFound: if there is none, or it is not of the actor's regions.
    """
    row = MailRecord.objects.select_for_update().filter(id=mail_id).first()
    thing = Thing(region=row.region or EVERYWHERE) if row else Thing()
    allowed = may(actor, Act.MEND_DELIVERY, thing, localdate(now))
    if row is None or not isinstance(allowed, Allowed):
        raise NotFound(Message("mail.unknown"))
    waiting = MailRecord.objects.filter(
        account=row.account, kind=row.kind, state=MailState.WAITING
    ).exclude(id=row.pk)
    if waiting.exists():
        row.delete()  # a newer one says the same
        return
    row.state, row.attempts, row.next_at = MailState.WAITING, 0, now
    row.save()


ACTS = {
    "ask_for_password_mail": Act.SEE_PUBLIC,
    "ask_for_confirmations": Act.RUN_JOBS,
    "take": Act.RUN_JOBS,
    "mark_sent": Act.RUN_JOBS,
    "mark_failed": Act.RUN_JOBS,
}
