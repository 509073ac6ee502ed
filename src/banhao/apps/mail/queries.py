"""Reads of the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from banhao.apps.mail.models import MailRecord, MailState

AT_ONCE, MOST = 50, 100


@dataclass(frozen=True, slots=True)
class Unsent:
    """A mail that has failed. `kind`: what it says; whose it is, nobody needs to know for it."""

    id: int
    kind: str
    attempts: int
    is_dead: bool
    next_at: datetime
    error: str


def waiting(now: datetime) -> list[MailRecord]:
    """Return mails whose time has come, the oldest first."""
    rows = MailRecord.objects.filter(state=MailState.WAITING, next_at__lte=now)
    return list(rows.order_by("next_at", "id")[:AT_ONCE])


def unsent(within: Q) -> Sequence[Unsent]:
    """Return mails that have failed at least once, the dead first. `within`: regions to look at."""
    rows = MailRecord.objects.filter(within, attempts__gt=0).order_by("state", "id")[:MOST]
    return [
        Unsent(
            id=row.pk,
            kind=row.kind,
            attempts=row.attempts,
            is_dead=row.state == MailState.DEAD,
            next_at=row.next_at,
            error=row.error,
        )
        for row in rows
    ]
