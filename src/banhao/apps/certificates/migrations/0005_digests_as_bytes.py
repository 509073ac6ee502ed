"""Digests take half the bytes (decision 0121)."""

from django.db import migrations

from banhao.apps.vault.digests import DigestField, ToDigest


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_unread_indexes")]
    operations = [
        ToDigest("certificaterecord", "code_digest", DigestField()),
        ToDigest("certificaterecord", "signing_key", DigestField()),
    ]
