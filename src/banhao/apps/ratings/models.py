"""Tables of ratings. Nothing readable here leads to a case, an account or a moment (decision 0055).

What was said is sealed under a key per region and month. The only way to a case is the keyed digest
of its event, and the key of the case is needed to make it.
"""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class RatingRecord(models.Model):
    """One rating. `occasion`: keyed digest of the case's event; `period`: month of the service.

    `sealed`: level, tags, words, parts, channel, door, day (codec.py). `released`: the month with
    which it went into a group; None: it waits.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    occasion = models.CharField(max_length=64, unique=True)
    region = models.CharField(max_length=6)
    period = models.DateField()
    sealed = models.BinaryField()
    released = models.DateField(null=True)

    class Meta:
        db_table = "ratings_rating"
        indexes: ClassVar = [
            models.Index(
                fields=["region", "period"],
                name="rating_waiting",
                condition=models.Q(released__isnull=True),
            )
        ]


class GroupRecord(models.Model):
    """A released group of five ratings or more: counts only, never changed again."""

    period = models.DateField()
    region = models.CharField(max_length=6)
    channel = models.CharField(max_length=8)
    parts = models.JSONField()
    levels = models.JSONField()
    tags = models.JSONField()

    class Meta:
        db_table = "ratings_group"
        indexes: ClassVar = [models.Index(fields=["region", "period"], name="group_by_region")]


class BadRatingRecord(models.Model):
    """A bad rating whose rater wants to be called: for the desk alone. `sealed`: all of it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    rating = models.UUIDField(unique=True)
    region = models.CharField(max_length=6)
    period = models.DateField()
    given_on = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "ratings_bad"
        indexes: ClassVar = [models.Index(fields=["region", "given_on"], name="bad_by_region")]


class AskedRecord(models.Model):
    """A service whose rating was asked for, so that silence can be counted.

    `asked`: another digest than the rating's: the order of these rows is that of the journal, and
    must lead nowhere.
    """

    asked = models.CharField(max_length=64, unique=True)
    region = models.CharField(max_length=6)
    period = models.DateField()

    class Meta:
        db_table = "ratings_asked"
        indexes: ClassVar = [models.Index(fields=["region", "period"], name="asked_by_region")]
