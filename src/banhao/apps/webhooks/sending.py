"""One conversation with somebody else's system: an event goes out, signed. No database here."""

import asyncio
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from banhao.apps.exchange.events import CONTENT_TYPE
from banhao.apps.webhooks import signing
from banhao.apps.webhooks.targets import Target, target
from banhao.core.errors import BadInput

if TYPE_CHECKING:
    import httpx

SECONDS = 5.0  # for one event, from the first byte to the answer: who dribbles is cut off, too


class NotTakenError(Exception):
    """The other side has not taken an event; the words say why, without what it answered."""


def send(url: str, secret: str, events: Sequence[dict[str, object]]) -> None:
    """Send events one after another. :raises NotTakenError: one was not answered 2xx in time, or
    the URL leads where it may not; those behind it are not sent.
    """
    for event in events:
        try:
            place = target(url)
            asyncio.run(_post(url, place, secret, event))
        except BadInput as refusal:
            raise NotTakenError(refusal.message.code) from refusal


async def _post(url: str, place: Target, secret: str, event: dict[str, object]) -> None:
    """A loop of its own for each event: nothing else cuts a whole conversation off in time."""
    import httpx  # noqa: PLC0415 -- 0.3 s that only an installation with webhooks pays

    body = json.dumps(event, ensure_ascii=False).encode()
    signed = signing.headers(secret, str(event["id"]), body, timezone.now())
    try:
        async with (
            asyncio.timeout(SECONDS),
            httpx.AsyncClient(trust_env=False, timeout=None) as client,  # noqa: S113 -- see above
            client.stream(
                "POST",
                place.connected_url,
                content=body,
                headers={"Host": _host(url), "Content-Type": CONTENT_TYPE, **signed},
                extensions={"sni_hostname": place.host},
            ) as answer,
        ):
            _check(answer)
    except (httpx.HTTPError, TimeoutError) as error:
        raise NotTakenError(type(error).__name__) from error


def _check(answer: "httpx.Response") -> None:
    if not answer.is_success:
        raise NotTakenError(f"HTTP {answer.status_code}")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition("?")[0]
