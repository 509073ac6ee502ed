"""What the worker runs: push what is new to every webhook, in order, outside of any transaction."""

import json
import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

from banhao.apps.cases.feed import Heard, feed
from banhao.apps.exchange.events import CONTENT_TYPE, cloud_event
from banhao.apps.tokens.queries import caller_of
from banhao.apps.webhooks import operations, queries, signing
from banhao.apps.webhooks.models import WebhookRecord
from banhao.apps.webhooks.targets import target
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput

if TYPE_CHECKING:
    import httpx

LOG = logging.getLogger(__name__)
ACT = Act.RUN_JOBS
SECONDS = 5.0  # for a connection, and for each step of an answer
ENDED = "token revoked or over"
AT_ONCE = 50  # entries of one webhook in one turn: the others wait for it


class NotTakenError(Exception):
    """The other side has not taken an event; the words say why, without what it answered."""


def push_news(now: datetime) -> int:
    """Push to every webhook whose time has come; return how many events were taken.

    A webhook for which there is nothing costs reads only.
    """
    return sum(_push(row, now) for row in queries.due(now))


def _push(row: WebhookRecord, now: datetime) -> int:
    caller = caller_of(row.token, localdate(now))
    if caller is None or Scope.EVENTS not in caller.scopes:
        operations.mark_failed(webhook_id=row.pk, error=ENDED, final=True, now=now)
        return 0
    page = feed(caller.actor, row.cursor, now, AT_ONCE)
    if page.cursor == row.cursor:
        return 0
    if not operations.take(webhook_id=row.pk, due=row.next_at, now=now):
        return 0  # another worker has it
    entries = [(e, list(events)) for e, events in groupby(page.events, key=lambda one: one.entry)]
    told, place = 0, row.cursor
    for entry, events in [*entries, (page.cursor, [])]:
        try:
            count = _send_all(row, events)
        except NotTakenError as error:
            LOG.warning("webhook %s failed", row.pk, exc_info=True)
            operations.mark_failed(webhook_id=row.pk, error=str(error), now=timezone.now())
            return told
        done = not events
        if not operations.mark_told(
            webhook_id=row.pk,
            was=place,
            cursor=entry,
            told=bool(count),
            done=done,
            now=timezone.now(),
        ):
            return told  # wound back meanwhile: its next turn begins there
        told, place = told + count, entry
    return told


def _send_all(row: WebhookRecord, events: Sequence[Heard]) -> int:
    """Send what the webhook wants of one entry; return how many."""
    wanted = [each for each in events if _wants(row, each)]
    for heard in wanted:
        _send(row, cloud_event(heard))
    return len(wanted)


def _wants(row: WebhookRecord, heard: Heard) -> bool:
    return not row.kinds or cloud_event(heard)["type"] in row.kinds


def _send(row: WebhookRecord, event: dict[str, object]) -> None:
    """:raises NotTakenError: if it does not answer 2xx, or is where it may not be."""
    import httpx  # noqa: PLC0415 -- 0.3 s that only an installation with webhooks pays

    body = json.dumps(event, ensure_ascii=False).encode()
    try:
        place = target(row.url)
        signed = signing.headers(queries.secret_of(row), str(event["id"]), body, timezone.now())
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=SECONDS) as client,
            client.stream(
                "POST",
                place.connected_url,
                content=body,
                headers={"Host": _host(row.url), "Content-Type": CONTENT_TYPE, **signed},
                extensions={"sni_hostname": place.host},
            ) as answer,
        ):
            _check(answer)
    except BadInput as refusal:
        raise NotTakenError(refusal.message.code) from refusal
    except httpx.HTTPError as error:
        raise NotTakenError(type(error).__name__) from error


def _check(answer: "httpx.Response") -> None:
    if not answer.is_success:
        raise NotTakenError(f"HTTP {answer.status_code}")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition("?")[0]
