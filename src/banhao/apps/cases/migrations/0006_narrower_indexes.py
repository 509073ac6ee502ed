"""PostgreSQL only: what finds an event is its case and place; ids only tell what came after what.

So the index of ids is a summary of pages (BRIN), which takes next to nothing (decision 0014). And
nobody asks for numbers by how they begin: Django's second index of them goes.
"""

from django.db import migrations

LIKE = """
do $$ declare name text; begin
  for name in select indexname from pg_indexes
    where tablename = 'cases_caserecord' and indexname ~ '_like$'
  loop execute format('drop index %I', name); end loop;
end $$"""
THERE = (
    LIKE,
    "alter table cases_eventrecord drop constraint cases_eventrecord_pkey",
    "create index events_by_id on cases_eventrecord using brin (id) with (autosummarize = on)",
)
BACK = (
    "drop index events_by_id",
    "alter table cases_eventrecord add primary key (id)",
)


def there(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in THERE:
            schema_editor.execute(statement, params=None)


def back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in BACK:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_composites_of_before")]
    operations = [migrations.RunPython(there, back)]
