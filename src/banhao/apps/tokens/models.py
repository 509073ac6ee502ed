"""Tables of tokens. A secret is shown once and stored only as its digest."""

from typing import ClassVar

from django.db import models


class TokenRecord(models.Model):
    """A token: what it is called, whom it acts for, until when.

    `digest`: SHA-256 of the secret (256 random bits, so no slow hash is needed); `begins`: the
    secret's first letters, to know it again. `account`: who acts. Bound to one `office` of that
    account or to one `mandate` given to it. `region`: of the office, "" for the whole installation.
    `used_at`: the last use, to within five minutes.
    """

    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    begins = models.CharField(max_length=12)
    account = models.ForeignKey("people.AccountRecord", models.PROTECT, related_name="+")
    office = models.BigIntegerField(null=True)
    mandate = models.BigIntegerField(null=True)
    region = models.CharField(max_length=12, default="")
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tokens_token"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="token_bound_to_one_thing",
                condition=models.Q(office__isnull=True, mandate__isnull=False)
                | models.Q(office__isnull=False, mandate__isnull=True),
            )
        ]


class RateRecord(models.Model):
    """Calls of one caller in the present minute. `minute`: minutes since 1970."""

    caller = models.CharField(max_length=64, primary_key=True)
    minute = models.BigIntegerField()
    calls = models.IntegerField()

    class Meta:
        db_table = "tokens_rate"


class KeptRecord(models.Model):
    """What was answered to an idempotency key; `body`: digest of what was asked with it.

    `status` 0: it is being worked on since `at`. `answer`: the body as it was sent, sealed under
    the master key: what was wrong with a form may quote it.
    """

    account = models.BigIntegerField()
    operation = models.CharField(max_length=200)
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    status = models.SmallIntegerField(default=0)
    answer = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "tokens_kept"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "operation", "key"], name="one_kept_answer_per_key"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="tokens_kept_by_age")]
