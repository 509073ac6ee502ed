"""Reads of webhooks: of one token, of an administrator's regions, those whose time has come."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from banhao.apps.tokens import queries as tokens
from banhao.apps.vault.queries import read_token
from banhao.apps.webhooks.models import WebhookRecord, WebhookState
from banhao.apps.webhooks.values import Webhook
from banhao.core.authority.acts import Actor
from banhao.core.errors import NotFound
from banhao.core.messages import Message

PURPOSE = "webhook"  # under which secrets are sealed
MOST = 500


def of_token(token_id: int) -> Sequence[Webhook]:
    """Return the webhooks of a token, the newest first."""
    return _values(WebhookRecord.objects.filter(token=token_id).order_by("-pk"))


def of_administrator(actor: Actor, on: date) -> Sequence[Webhook]:
    """Return the webhooks of offices in the actor's regions, those that stand still first."""
    rows = rows_of_administrator(actor, on).order_by("-state", "-attempts", "-pk")
    return _values(rows[:MOST])


def one_of_administrator(actor: Actor, webhook_id: int, on: date) -> Webhook:
    """Return one of them. :raises NotFound: if it is not one."""
    found = _values(rows_of_administrator(actor, on).filter(pk=webhook_id))
    if not found:
        raise NotFound(Message("webhook.none"))
    return found[0]


def rows_of_administrator(actor: Actor, on: date) -> QuerySet[WebhookRecord]:
    """Return the rows of webhooks whose tokens are bound to offices in the actor's regions."""
    mine = tokens.rows_of_administrator(actor, on)
    return WebhookRecord.objects.filter(token__in=mine.values("pk"))


def due(end: int, now: datetime, most: int = 50) -> Sequence[WebhookRecord]:
    """Return running webhooks behind an entry whose time has come, the farthest behind first."""
    rows = WebhookRecord.objects.filter(
        state=WebhookState.RUNNING, next_at__lte=now, cursor__lt=end
    )
    return list(rows.order_by("cursor", "next_at", "pk")[:most])


def secret_of(row: WebhookRecord) -> str:
    """Return the secret that signs."""
    return (read_token(PURPOSE, row.secret) or b"").decode()


def is_own(token_id: int, webhook_id: int) -> Q:
    """Return the condition for one webhook of a token."""
    return Q(pk=webhook_id, token=token_id)


def _values(rows: QuerySet[WebhookRecord]) -> Sequence[Webhook]:
    found = list(rows)
    names = tokens.names(row.token for row in found)
    return [
        Webhook(
            id=row.pk,
            token=row.token,
            system=names.get(row.token, ""),
            url=row.url,
            kinds=tuple(row.kinds),
            is_stopped=row.state == WebhookState.STOPPED,
            attempts=row.attempts,
            error=row.error,
            next_at=row.next_at,
            told_at=row.told_at,
            cursor=row.cursor,
        )
        for row in found
    ]
