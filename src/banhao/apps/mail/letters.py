"""What a mail says: that there is news, and where. Chinese first, English below; nobody's name."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from django.conf import settings
from django.urls import reverse

from banhao.apps.mail.models import MailKind
from banhao.apps.mail.server import Server
from banhao.apps.people.confirmation import link_to_confirm
from banhao.apps.people.recovery import link_to_recover
from banhao.core.messages import Message
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH


def letter(kind: str, account: int, address: str, server: Server, now: datetime) -> EmailMessage:
    """Return the mail of a kind to an address, as it stands now."""
    link = settings.PUBLIC_URL + _path(kind, account, now)
    switch = settings.PUBLIC_URL + reverse("people:account")
    subject, body = Message(f"mail.{kind}.subject"), Message(f"mail.{kind}", link=link, off=switch)
    made = EmailMessage(policy=SMTP)
    made["From"] = server.sender
    made["To"] = address
    made["Subject"] = f"{render(subject, CHINESE)} / {render(subject, ENGLISH)}"
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=server.domain)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(f"{render(body, CHINESE)}\n\n--\n\n{render(body, ENGLISH)}\n")
    return made


def _path(kind: str, account: int, now: datetime) -> str:
    if kind == MailKind.PASSWORD:
        return link_to_recover(account, now)
    if kind == MailKind.CONFIRM:
        return link_to_confirm(account, now)
    return reverse("portal:inbox")
