"""Webhooks: readers of the feed whose cursor we hold, because it is us who push."""

from typing import ClassVar

from django.db import models


class WebhookState(models.TextChoices):
    """RUNNING: news go out, or wait for the next try. STOPPED waits for a person."""

    RUNNING = "running"
    STOPPED = "stopped"


class WebhookRecord(models.Model):
    """Where news go for a token: what it may see is what they tell.

    `kinds`: types of events, empty = all. `secret`: sealed under the master key. `cursor`: the
    entry that was told last. `attempts`, `error`: of the event at hand; `next_at`: its next try.
    `told_at`: when something was last taken. `ended`: why nothing goes out any more, a code.
    """

    token = models.BigIntegerField(db_index=True)
    region = models.CharField(max_length=12, default="")
    url = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    secret = models.CharField(max_length=400)
    cursor = models.BigIntegerField()
    state = models.CharField(max_length=8, default=WebhookState.RUNNING)
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=200, default="")
    told_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "webhooks_webhook"
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], name="webhook_due", condition=models.Q(state="running")
            )
        ]
