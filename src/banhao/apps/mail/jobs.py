"""What the worker runs: send what is in the outbox, outside of any transaction."""

import logging
import smtplib
from datetime import datetime

from django.conf import settings

from banhao.apps.mail import operations, queries
from banhao.apps.mail.letters import letter
from banhao.apps.mail.models import MailRecord
from banhao.apps.mail.server import Server, is_final, read, refusal_of
from banhao.apps.people import queries as people
from banhao.core.authority.acts import Act

LOG = logging.getLogger(__name__)
ACT = Act.RUN_JOBS
FAILURES = (OSError, smtplib.SMTPException)


def send_mail(now: datetime) -> int:
    """Send what is waiting over one conversation with the server; return how many went.

    A server that is down costs each mail one of its tries, and nobody else anything.
    """
    server = read(settings.MAIL)
    if server:
        operations.ask_for_confirmations(now=now)
    rows = queries.waiting(now) if server else []
    left = [row for row in rows if operations.take(mail_id=row.pk, due=row.next_at, now=now)]
    if server is None or not left:
        return 0
    count = len(left)
    try:
        with server.session() as smtp:
            while left:
                _send(server, smtp, left.pop(0), now)
    except FAILURES as error:
        LOG.warning("mail server %s:%s failed", server.host, server.port, exc_info=True)
        for row in left:
            operations.mark_failed(mail_id=row.pk, error=repr(error)[:200], final=False, now=now)
    return count - len(left)


def _send(server: Server, smtp: smtplib.SMTP, row: MailRecord, now: datetime) -> None:
    """Send one mail; what is wrong with it alone does not end the conversation."""
    account = people.account(row.account)
    if not account.email or not account.is_active:
        operations.mark_sent(mail_id=row.pk)  # nobody to send it to any more
        return
    message = letter(row.kind, row.account, account.email, server, now)
    try:
        smtp.send_message(message)
    except FAILURES as error:
        why = refusal_of(error, message)
        operations.mark_failed(mail_id=row.pk, error=why, final=is_final(error), now=now)
    else:
        operations.mark_sent(mail_id=row.pk)
