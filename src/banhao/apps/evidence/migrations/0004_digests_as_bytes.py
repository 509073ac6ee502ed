"""The hash of the plan takes half the bytes (decision 0121)."""

from django.db import migrations

from banhao.apps.vault.digests import DigestField, ToDigest


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_packed_slots")]
    operations = [ToDigest("subjectrecord", "plan", DigestField())]
