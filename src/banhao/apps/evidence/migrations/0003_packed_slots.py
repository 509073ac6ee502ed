"""Slots are kept packed (zlib): their digests and moments pack well, and no SQL looks inside."""

import zlib
from itertools import islice

from django.db import migrations, models

BATCH = 500


def pack(apps, schema_editor):
    """Pack what is there."""
    subjects = apps.get_model("evidence", "SubjectRecord").objects
    rows = subjects.order_by("subject").iterator(chunk_size=BATCH)
    while some := list(islice(rows, BATCH)):
        for row in some:
            row.packed = zlib.compress(row.slots.encode(), 9)
        subjects.bulk_update(some, ["packed"])


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_one_row_a_subject")]

    operations = [
        migrations.AddField("SubjectRecord", "packed", models.BinaryField(default=b"")),
        migrations.RunPython(pack),
        migrations.RemoveField("SubjectRecord", "slots"),
        migrations.RenameField("SubjectRecord", "packed", "slots"),
    ]
