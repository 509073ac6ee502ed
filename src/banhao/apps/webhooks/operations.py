"""Writes of webhooks: ask for news, end it, play again; what came of each try."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from banhao.apps.cases.feed import place_of, settled
from banhao.apps.exchange.events import TYPES
from banhao.apps.people.doors import require
from banhao.apps.tokens.values import Caller
from banhao.apps.vault.queries import token as sealed
from banhao.apps.webhooks import queries, signing
from banhao.apps.webhooks.models import WebhookRecord, WebhookState
from banhao.apps.webhooks.targets import target
from banhao.apps.webhooks.values import NewWebhook
from banhao.core.authority.acts import THE_WORKER, Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message

MOST = 10  # webhooks of one token
LAST_ATTEMPT = 12
LONGEST_WAIT = 3600  # seconds between two tries
LEASE = timedelta(minutes=2)  # a worker that was killed holds a webhook no longer


def add_webhook(*, caller: Caller, url: str, kinds: Collection[str], now: datetime) -> NewWebhook:
    """Push news to a URL from now on; returns the secret that signs them, once.

    Whose name the URL has is asked before the transaction: that is network.
    :raises BadInput: the URL leads nowhere or where it may not; an unknown type; too many.
    """
    target(url)
    return _add(caller=caller, url=url, kinds=kinds, now=now)


@transaction.atomic(durable=True)
def _add(*, caller: Caller, url: str, kinds: Collection[str], now: datetime) -> NewWebhook:
    require(caller.actor, Act.HEAR_EVENTS, Thing(), localdate(now))
    unknown = sorted(set(kinds) - set(TYPES))
    if unknown:
        raise BadInput(Message("webhook.unknown_type", type=unknown[0]), field="types")
    if WebhookRecord.objects.filter(token=caller.token).count() >= MOST:
        raise BadInput(Message("webhook.too_many", n=MOST), field="url")
    secret = signing.new_secret()
    offices = caller.actor.offices
    row = WebhookRecord.objects.create(
        token=caller.token,
        region=offices[0].region if offices else "",
        url=url,
        kinds=sorted(set(kinds)),
        secret=sealed(queries.PURPOSE, secret.encode()),
        cursor=settled(),
        next_at=now,
        made_at=now,
    )
    return NewWebhook(int(row.pk), secret)


@transaction.atomic(durable=True)
def remove_webhook(*, caller: Caller, webhook_id: int, now: datetime) -> None:
    """Push no more. :raises NotFound: it is not the token's."""
    require(caller.actor, Act.HEAR_EVENTS, Thing(), localdate(now))
    if not WebhookRecord.objects.filter(queries.is_own(caller.token, webhook_id)).delete()[0]:
        raise NotFound(Message("webhook.none"))


@transaction.atomic(durable=True)
def replay_webhook(
    *, caller: Caller, webhook_id: int, since: datetime | None, now: datetime
) -> None:
    """Push again what was written since a moment (None: go on where it stands), for its token.

    :raises NotFound: it is not the token's. :raises BadInput: the moment has not come.
    """
    require(caller.actor, Act.HEAR_EVENTS, Thing(), localdate(now))
    _wind_back(queries.is_own(caller.token, webhook_id), since, now)


@transaction.atomic(durable=True)
def mend_webhook(*, actor: Actor, webhook_id: int, since: datetime | None, now: datetime) -> None:
    """As `replay_webhook`, by an administrator, of their regions."""
    today = localdate(now)
    mine = queries.rows_of_administrator(actor, today).filter(pk=webhook_id)
    row = mine.first()
    if row is None:
        raise NotFound(Message("webhook.none"))
    require(actor, Act.MEND_DELIVERY, Thing(region=row.region), today)
    _wind_back(Q(pk=row.pk), since, now)


def _wind_back(which: Q, since: datetime | None, now: datetime) -> None:
    row = WebhookRecord.objects.select_for_update().filter(which).first()
    if row is None:
        raise NotFound(Message("webhook.none"))
    if since is not None:
        if since > now:  # what happens until then would never be told
            raise BadInput(Message("webhook.in_the_future"), field="since")
        row.cursor = place_of(since)
    row.state, row.attempts, row.error, row.next_at = WebhookState.RUNNING, 0, "", now
    row.save(update_fields=["cursor", "state", "attempts", "error", "next_at"])


@transaction.atomic(durable=True)
def take(*, webhook_id: int, due: datetime, now: datetime) -> bool:
    """Take a webhook whose time has come: of two workers one gets it. The worker's errand."""
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    rows = WebhookRecord.objects.filter(pk=webhook_id, next_at=due, state=WebhookState.RUNNING)
    return rows.update(next_at=now + LEASE) == 1


@transaction.atomic(durable=True)
def mark_told(
    *, webhook_id: int, was: int, cursor: int, told: bool, done: bool, now: datetime
) -> bool:
    """Move the cursor on, and hold the webhook; False if somebody has wound it back: that counts.

    `done`: nothing more is there now, so it is given back.
    """
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    changed: dict[str, object] = {"cursor": cursor, "attempts": 0, "error": ""}
    changed["next_at"] = now if done else now + LEASE
    if told:
        changed["told_at"] = now
    return WebhookRecord.objects.filter(pk=webhook_id, cursor=was).update(**changed) == 1


@transaction.atomic(durable=True)
def mark_failed(*, webhook_id: int, error: str, final: bool = False, now: datetime) -> None:
    """It was not taken: later and later again; after the last try it waits for a person."""
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    row = WebhookRecord.objects.select_for_update().filter(pk=webhook_id).first()
    if row is None:  # removed meanwhile
        return
    row.attempts += 1
    row.error = error[:200]
    row.next_at = now + timedelta(seconds=min(2**row.attempts, LONGEST_WAIT))
    if final or row.attempts >= LAST_ATTEMPT:
        row.state = WebhookState.STOPPED
    row.save(update_fields=["attempts", "error", "next_at", "state"])
