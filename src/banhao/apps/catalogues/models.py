"""Tables of the catalogue: its versions by content hash, and the plans made of them."""

from django.db import models


class CatalogueVersionRecord(models.Model):
    """One version of the whole catalogue. `documents`: canonical JSON; `version`: its hex SHA-256.

    `base`: the version that it was made of by adding what districts offer, "" if it was loaded.

    A version never changes; running cases keep theirs when another one is published.
    """

    class State(models.TextChoices):
        """Life of a version: loaded, offered, replaced."""

        DRAFT = "draft"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"

    version = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    documents = models.BinaryField()
    base = models.CharField(max_length=64, default="", blank=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "catalogues_version"
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="published"),
                name="catalogues_one_published",
            )
        ]


class OfferRecord(models.Model):
    """A district offers a theme of a region above it. `authorities`: item → department's slug."""

    region = models.CharField(max_length=6)
    theme = models.CharField(max_length=120)
    authorities = models.JSONField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "catalogues_offer"
        constraints = [
            models.UniqueConstraint(fields=["region", "theme"], name="catalogues_one_offer")
        ]


class HolidayNoticeRecord(models.Model):
    """A year's notice on days off, as it was imported. `document`: canonical JSON (holiday-cn).

    A later row of the same year stands instead of an earlier one, which stays. `reached`: the last
    case that was looked at; `settled_at`: all of them were; `moved`: how many have other dates now.
    """

    year = models.SmallIntegerField()
    document = models.TextField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    reached = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    moved = models.IntegerField(default=0)

    class Meta:
        db_table = "catalogues_holiday_notice"


class PlanRecord(models.Model):
    """A compiled plan, stored once by content hash. `content`: its canonical JSON, zlib."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    class Meta:
        db_table = "catalogues_plan"
