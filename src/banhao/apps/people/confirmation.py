"""A link that confirms a mail address: single use, because it stands on there being none so far.

Nothing is stored: the token is the time of making and an HMAC over it, account and address.
"""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36, urlsafe_base64_decode
from django.utils.http import urlsafe_base64_encode as encoded

from banhao.apps.people.models import AccountRecord

SALT = "banhao.people.confirmation"
LASTS = timedelta(days=3)


def link_to_confirm(account: int, now: datetime) -> str:
    """Return the path of the page that confirms the address of an account."""
    row = AccountRecord.objects.get(pk=account)
    token = _token(row, int(now.astimezone(UTC).timestamp()))
    return reverse("people:confirm", args=[encoded(str(account).encode()), token])


def account_of_link(who: str, token: str, now: datetime) -> int | None:
    """Return the account whose link this is, None if it is used, over, or none of ours."""
    made, _, _ = token.partition("-")
    try:
        number, at = int(urlsafe_base64_decode(who)), base36_to_int(made)
    except (ValueError, OverflowError):
        return None
    age = now.astimezone(UTC).timestamp() - at
    row = AccountRecord.objects.filter(pk=number, is_active=True, email_confirmed_at=None).first()
    if row is None or not 0 <= age + 1 <= LASTS.total_seconds():
        return None
    return number if constant_time_compare(_token(row, at), token) else None


def _token(row: AccountRecord, at: int) -> str:
    mac = salted_hmac(SALT, f"{row.pk} {row.email} {at}", algorithm="sha256").hexdigest()
    return f"{int_to_base36(at)}-{mac}"
