"""PostgreSQL only: a place is unique by its subject and a hash of the rest (decision 0121).

The index was a third of what a sealed opinion takes; a subject has few contents, so that its own
are found by the subject alone.
"""

from django.db import migrations

BY_HASH = """
alter table vault_content drop constraint vault_content_place;
create unique index vault_content_place on vault_content
  (subject, hashtextextended(kind || '/' || name || '/' || revision, 0));
"""
BY_WORDS = """
drop index vault_content_place;
alter table vault_content add constraint vault_content_place
  unique (subject, kind, name, revision);
"""


def run(text):
    def change(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(text, params=None)

    return change


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_place_is_key")]
    operations = [migrations.RunPython(run(BY_HASH), run(BY_WORDS))]
