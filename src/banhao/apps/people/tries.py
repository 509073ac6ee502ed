"""Growing delay: some tries are free, then each doubles the wait, up to a quarter of an hour."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

LONGEST = 15 * 60
FORGET = timedelta(hours=1)


def wait(count: int, last_at: datetime, free: int, now: datetime, longest: int = LONGEST) -> int:
    """Return the seconds still to wait after `count` tries: 0, then 2, 4, 8 … at most `longest`."""
    if count < free or now - last_at >= FORGET:
        return 0
    delay = min(2 ** min(count - free + 1, 12), longest)
    passed = (now - last_at).total_seconds()
    return max(0, round(delay - passed + 0.5)) if passed < delay else 0


def try_key(kind: str, key: str) -> str:
    """Return a keyed digest of an address or account: the table of tries names nobody."""
    secret = bytes.fromhex(settings.VAULT_KEY)
    return hmac.new(secret, f"try\0{kind}\0{key}".encode(), hashlib.sha256).hexdigest()
