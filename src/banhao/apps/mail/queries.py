"""Reads of the outbox."""

from datetime import datetime

from banhao.apps.mail.models import MailRecord, MailState

AT_ONCE = 50


def waiting(now: datetime) -> list[MailRecord]:
    """Return mails whose time has come, the oldest first."""
    rows = MailRecord.objects.filter(state=MailState.WAITING, next_at__lte=now)
    return list(rows.order_by("next_at", "id")[:AT_ONCE])
