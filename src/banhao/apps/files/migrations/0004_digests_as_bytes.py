"""Digests and random names take half the bytes; files are found by subject (decision 0121)."""

from django.db import migrations, models

from banhao.apps.vault.digests import DigestField, ToDigest


class Migration(migrations.Migration):
    dependencies = [("files", "0003_unread_indexes")]
    operations = [
        ToDigest("uploadrecord", "digest", DigestField()),
        ToDigest("uploadrecord", "stored", DigestField(unique=True)),
        ToDigest("uploadrecord", "preview", DigestField(blank=True)),
        migrations.RemoveIndex("uploadrecord", "files_by_material"),
        migrations.AddIndex(
            "uploadrecord", models.Index(fields=["subject"], name="files_by_subject")
        ),
    ]
