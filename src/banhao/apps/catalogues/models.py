"""Tables of the catalogue: its versions by content hash, and the plans made of them."""

from django.db import models


class CatalogueVersionRecord(models.Model):
    """One version of the whole catalogue. `documents`: canonical JSON; `version`: its hex SHA-256.

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


class PlanRecord(models.Model):
    """A compiled plan, stored once by content hash. `content`: its canonical JSON, zlib."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    class Meta:
        db_table = "catalogues_plan"
