"""PostgreSQL only: the summary of ids keeps several ranges for each group of pages.

Small entries fill what is left on older pages, so a group of pages holds a few ids that are much
higher than its others; with one range a group, looking up a thousand ids read a fifth of the
journal (decision 0117).
"""

from django.db import migrations

INDEX = "create index events_by_id on cases_eventrecord using brin (id{}) with (autosummarize = on)"
DROP = "drop index events_by_id"


def several(apps, schema_editor):
    _make(schema_editor, " int8_minmax_multi_ops")


def one(apps, schema_editor):
    _make(schema_editor, "")


def _make(schema_editor, kind):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)
        schema_editor.execute(INDEX.format(kind), params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_open_parts")]
    operations = [migrations.RunPython(several, one)]
