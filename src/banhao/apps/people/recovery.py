"""A link to choose a new password: single use, because it stands on the password so far; expires.

Nothing is stored: the token is an HMAC over account, password hash, mail address and time.
"""

from datetime import UTC, datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from banhao.apps.people.models import AccountRecord


class _Tokens(PasswordResetTokenGenerator):
    """Django's tokens, with the time given from outside."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._at = now.astimezone(UTC).replace(tzinfo=None)

    def _now(self) -> datetime:
        return self._at


def link_to_recover(account: int, now: datetime) -> str:
    """Return the path of the page where the holder of the mail address chooses a new password."""
    row = AccountRecord.objects.get(pk=account)
    who = urlsafe_base64_encode(str(account).encode())
    return reverse("people:recover", args=[who, _Tokens(now).make_token(row)])


def account_of_link(who: str, token: str, now: datetime) -> int | None:
    """Return the account whose link this is, None if it is used, over, or none of ours."""
    try:
        number = int(urlsafe_base64_decode(who))
    except (ValueError, OverflowError):
        return None
    row = AccountRecord.objects.filter(pk=number, is_active=True, is_officer=False).first()
    return number if row and _Tokens(now).check_token(row, token) else None
