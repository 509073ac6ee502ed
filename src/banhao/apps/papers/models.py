"""Tables of messages and papers.

Messages are codes with parameters, no prose; papers are their words, sealed under the case's key.
"""

from typing import ClassVar

from django.db import models


class MessageRecord(models.Model):
    """A message to an account about a case. `params`: plain facts, no personal data.

    `case` and `seq` name the event it speaks of: hearing an event twice writes it once. A reminder
    speaks of none (`seq` null); `about` names what is due and when, so that it comes once.
    """

    account = models.BigIntegerField()
    case = models.UUIDField()
    seq = models.IntegerField(null=True)
    about = models.CharField(max_length=200, default="")
    number = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "seq", "account"], name="one_message_per_event"
            ),
            models.UniqueConstraint(
                fields=["account", "about"],
                name="one_reminder_of_an_end",
                condition=~models.Q(about=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "-at"], name="message_by_account"),
            models.Index(
                fields=["account"],
                name="message_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]


class PaperRecord(models.Model):
    """A paper that an event has called for; its id is the sequence of its number.

    `sealed`: its words (`phrases.pack`), from which the PDF is made again (decision 0050). `item`
    "": it is about the whole case. `served_at` None: nobody has handed it over yet.
    """

    case = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=20)
    item = models.CharField(max_length=80, default="")
    region = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)
    served_how = models.CharField(max_length=8, default="")
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_paper_per_event")
        ]
