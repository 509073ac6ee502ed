"""Signatures of webhooks by the open Standard Webhooks scheme: libraries for it exist.

webhook-signature: v1,BASE64(HMAC-SHA256(secret, "<webhook-id>.<webhook-timestamp>.<body>"))
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

MARK = "whsec_"
LENGTH = 32  # bytes of a secret


def new_secret() -> str:
    """Return a fresh secret, as it is shown once."""
    return MARK + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def headers(secret: str, id_: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the headers that say which news, when, and by whom. `now`: of this try."""
    timestamp = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = hmac.new(key, f"{id_}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id_,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
