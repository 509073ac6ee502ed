"""Tables of the vault: one wrapped key per subject, and the content sealed with it."""

from django.db import models


class KeyRecord(models.Model):
    """The key of a subject, wrapped by the master key. `wrapped` empty: destroyed for good."""

    subject = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()

    class Meta:
        db_table = "vault_key"


class ContentRecord(models.Model):
    """One revision of one sealed content. The place (subject, kind, name, revision) is bound in."""

    subject = models.UUIDField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    revision = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_content"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "name", "revision"], name="vault_content_place"
            )
        ]
