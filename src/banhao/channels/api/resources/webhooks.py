"""Webhooks of a token: ask for news, look how they go, play again, end."""

from django.utils import timezone
from ninja import Router

from banhao.apps.tokens.values import Caller
from banhao.apps.webhooks import operations, queries
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import events as shapes
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.errors import BadInput
from banhao.core.messages import Message

router = Router()
HEARING = Door(Act.HEAR_EVENTS, Scope.EVENTS)


@operation(router, "GET", "/webhooks", HEARING, answers=shapes.WebhooksOut)
def list_webhooks(request: Call) -> shapes.WebhooksOut:
    """本令牌的推送 · The webhooks of this token."""
    found = queries.of_token(_caller(request).token)
    return shapes.WebhooksOut(
        webhooks=[
            shapes.WebhookOut(
                id=each.id,
                url=each.url,
                types=list(each.kinds),
                stopped=each.is_stopped,
                attempts=each.attempts,
                error=each.error,
                next_at=each.next_at,
                told_at=each.told_at,
            )
            for each in found
        ]
    )


@operation(router, "POST", "/webhooks", HEARING, answers=shapes.NewWebhookOut, status=201)
def add_webhook(request: Call, payload: shapes.WebhookIn) -> shapes.NewWebhookOut:
    """新建推送 · Push news from now on; the secret is shown this once."""
    made = operations.add_webhook(
        caller=_caller(request), url=payload.url, kinds=payload.types, now=timezone.now()
    )
    return shapes.NewWebhookOut(id=made.id, secret=made.secret)


@operation(router, "DELETE", "/webhooks/{int:webhook_id}", HEARING, answers=None, status=204)
def remove_webhook(request: Call, webhook_id: int) -> None:
    """删除推送 · Push no more."""
    operations.remove_webhook(caller=_caller(request), webhook_id=webhook_id, now=timezone.now())


@operation(router, "POST", "/webhooks/{int:webhook_id}/replay", HEARING, answers=None, status=204)
def replay_webhook(request: Call, webhook_id: int, payload: shapes.ReplayIn) -> None:
    """重放 · Push again from a moment on; also wakes one that was given up."""
    if payload.since is not None and payload.since.tzinfo is None:
        raise BadInput(Message("api.no_time_zone"), field="since")
    operations.replay_webhook(
        caller=_caller(request), webhook_id=webhook_id, since=payload.since, now=timezone.now()
    )


def _caller(request: Call) -> Caller:
    assert request.caller is not None  # the door has asked for a token
    return request.caller
