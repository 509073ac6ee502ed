"""The inbox: one row per message to an account. Messages are codes with parameters, no prose."""

from typing import ClassVar

from django.db import models


class MessageRecord(models.Model):
    """A message to an account about a case. `params`: plain facts, no personal data.

    `case` and `seq` name the event it speaks of: hearing an event twice writes it once.
    """

    account = models.BigIntegerField()
    case = models.UUIDField()
    seq = models.IntegerField()
    number = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq", "account"], name="one_message_per_event")
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "-at"], name="message_by_account"),
            models.Index(
                fields=["account"],
                name="message_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]
