"""PostgreSQL only: drop indexes that nothing reads (decision 0014).

`…_like`: Django makes one beside every unique or indexed text, for `like 'x%'`; we never ask so.
"""

from django.db import migrations

NAMES = "select indexname from pg_indexes where tablename = %s and indexname ~ %s"
UNREAD = [
    ("certificates_certificaterecord", "_like$"),
    ("certificates_componentrecord", "_composite_id_[0-9a-f]+$"),  # in certificate_component_once
]


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for table, pattern in UNREAD:
            cursor.execute(NAMES, [table, pattern])
            for (name,) in cursor.fetchall():
                cursor.execute(f'drop index "{name}"')


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_heldrecord")]
    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
