"""Writes of the inbox: a message arrives once, and is read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.mail.operations import put_news
from banhao.apps.papers.codec import encode
from banhao.apps.papers.models import MessageRecord
from banhao.apps.papers.reminding import Reminder
from banhao.core.authority.acts import Act, Actor
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def write_message(
    *,
    account: int,
    case: UUID,
    number: str,
    region: str,
    seq: int,
    message: Message,
    now: datetime,
) -> None:
    """Put a message into an inbox; the same event again changes nothing. Act: RUN_JOBS.

    Who wants mail is told by mail that there is news.
    """
    _, made = MessageRecord.objects.get_or_create(
        account=account,
        case=case,
        seq=seq,
        defaults={
            "number": number, "code": message.code, "params": encode(message), "at": now,
        },
    )  # fmt: skip
    if made:
        put_news(account=account, region=region, now=now)


@transaction.atomic(durable=True)
def write_reminder(*, reminder: Reminder, now: datetime) -> bool:
    """Put a reminder into an inbox, once; return whether it is new. Act: RUN_JOBS."""
    _, made = MessageRecord.objects.get_or_create(
        account=reminder.account,
        about=reminder.about,
        defaults={
            "case": reminder.case,
            "number": reminder.number,
            "code": reminder.message.code,
            "params": encode(reminder.message),
            "at": now,
        },
    )
    if made:
        put_news(account=reminder.account, region=reminder.region, now=now)
    return made


@transaction.atomic(durable=True)
def mark_read(*, actor: Actor, now: datetime) -> int:
    """Mark the actor's messages as read; return how many were new. Act: USE_ACCOUNT."""
    if actor.person is None:
        return 0
    rows = MessageRecord.objects.filter(account=actor.person, read_at__isnull=True)
    return rows.update(read_at=now)


ACTS = {"write_message": Act.RUN_JOBS, "write_reminder": Act.RUN_JOBS, "mark_read": Act.USE_ACCOUNT}
