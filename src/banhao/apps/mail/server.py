"""The mail server of BANHAO_MAIL, and one conversation with it.

smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS       in the clear: on this machine, in a closed network
smtp+starttls://…                                 must change to TLS, port 587
smtps://…                                         TLS from the first byte, port 465
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from banhao.core.errors import BadInput
from banhao.core.messages import Message

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE = 10  # seconds for each answer of the server


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes out, and from whom."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str

    @contextmanager
    def session(self) -> Iterator[smtplib.SMTP]:
        """Open one conversation. :raises OSError, smtplib.SMTPException: if there is none."""
        secure = ssl.create_default_context()
        if self.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE, context=secure
            )
        else:
            smtp = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        with smtp:
            if self.scheme == "smtp+starttls":
                smtp.starttls(context=secure)
            if self.user:
                smtp.login(self.user, self.password)
            yield smtp

    @property
    def domain(self) -> str:
        """Return the domain of the sender, for the ids of messages."""
        return Address(addr_spec=self.sender).domain


def read(url: str) -> Server | None:
    """Return the server of a URL, None for "" (no mail). :raises BadInput: if it is not whole."""
    if not url:
        return None
    parts = urlsplit(url)
    try:
        sender = parse_qs(parts.query)["from"][0]
        port = parts.port or PORTS[parts.scheme]
        Address(addr_spec=sender)
    except (KeyError, ValueError) as error:
        raise BadInput(Message("mail.url_wrong")) from error
    if not parts.hostname or "@" not in sender:
        raise BadInput(Message("mail.url_wrong"))
    return Server(
        parts.scheme,
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        sender,
    )


def is_on() -> bool:
    """Return whether this installation sends mail."""
    return bool(settings.MAIL)


def refusal_of(error: smtplib.SMTPException | OSError, message: EmailMessage) -> str:
    """Return why a mail did not go, without the address that servers like to repeat."""
    said = repr(error)
    for name in ("To", "From"):
        said = said.replace(str(message[name]), "…")
    return said[:200]


def is_final(error: smtplib.SMTPException | OSError) -> bool:
    """Return whether trying again is of no use: the server knows no such recipient (5xx)."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return all(code >= 500 for code, _ in refused.values())
        case _:
            return False
