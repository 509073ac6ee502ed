"""The outbox: one row per mail that is still to go. It names an account, never an address."""

from typing import ClassVar

from django.db import models


class MailKind(models.TextChoices):
    """What a mail says; none of them says anything about the person."""

    NEWS = "news"  # there is something in your inbox
    CONFIRM = "confirm"  # a link to confirm the address itself
    PASSWORD = "password"  # noqa: S105 -- a kind of mail: a link to choose a new password


class MailState(models.TextChoices):
    """What has become of a mail; DEAD waits for a person. One that was sent is gone."""

    WAITING = "waiting"
    DEAD = "dead"


class MailRecord(models.Model):
    """A mail to an account. `region`: of the case it is about, "" for none (who may look at it)."""

    account = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    region = models.CharField(max_length=12, default="")
    state = models.CharField(max_length=8, default=MailState.WAITING)
    attempts = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    error = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "kind"],
                name="one_waiting_mail_of_a_kind",
                condition=models.Q(state="waiting"),
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], name="mail_waiting", condition=models.Q(state="waiting")
            )
        ]
