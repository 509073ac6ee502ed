"""The table of batches: a file that was looked at and may be taken in, for a day."""

from django.db import models


class BatchRecord(models.Model):
    """A table that somebody has brought. Rows, lines and first passwords are sealed in the vault.

    The counts are those of `core.imports.Fate`, of the look or, once `done_at` is set, of the deed.
    A long table is taken in by the worker: `wanted_at` when it was told to, `whole` whether a
    refused row stops it, `rows` of it, `reached` so many; `stopped_at`: before its end.
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
    wanted_at = models.DateTimeField(null=True)
    whole = models.BooleanField(default=False)
    rows = models.IntegerField(default=0)
    reached = models.IntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)

    @property
    def is_at_work(self) -> bool:
        """Whether the worker takes it in, or is about to."""
        return bool(self.wanted_at and not self.done_at and not self.stopped_at)

    class Meta:
        db_table = "imports_batch"
