"""The table of batches: a file that was looked at and may be taken in, for a day."""

from django.db import models


class BatchRecord(models.Model):
    """A table that somebody has brought. Rows, lines and first passwords are sealed in the vault.

    The counts are those of `core.imports.Fate`, of the look or, once `done_at` is set, of the deed.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12)
    made_by = models.BigIntegerField(db_index=True)
    made_at = models.DateTimeField(db_index=True)
    new = models.IntegerField()
    changed = models.IntegerField()
    same = models.IntegerField()
    refused = models.IntegerField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "imports_batch"
