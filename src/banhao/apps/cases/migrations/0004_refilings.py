"""Attempts at an item, and the version of the composite.

Columns by hand: Django would copy the whole table on SQLite, and lose the triggers of 0002 by it.
"""

from django.db import migrations, models


def _column(table: str, name: str, kind: str) -> tuple[str, str]:
    """Return how to add and how to take away a column, on both databases."""
    return (
        f"alter table {table} add column {name} {kind}",
        f"alter table {table} drop column {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_turns")]

    operations = [
        migrations.RunSQL(
            *_column("cases_branchrecord", "attempt", "smallint not null default 1"),
            state_operations=[
                migrations.AddField(
                    model_name="branchrecord",
                    name="attempt",
                    field=models.SmallIntegerField(db_default=1),
                )
            ],
        ),
        migrations.RunSQL(
            *_column("cases_branchrecord", "refiled_on", "date null"),
            state_operations=[
                migrations.AddField(
                    model_name="branchrecord",
                    name="refiled_on",
                    field=models.DateField(null=True),
                )
            ],
        ),
        migrations.RunSQL(
            *_column("cases_caserecord", "composite", "smallint not null default 0"),
            state_operations=[
                migrations.AddField(
                    model_name="caserecord",
                    name="composite",
                    field=models.SmallIntegerField(db_default=0),
                )
            ],
        ),
        migrations.AddIndex(
            model_name="branchrecord",
            index=models.Index(
                fields=["region", "due_on"],
                name="branch_to_accept",
                condition=models.Q(state="refiled"),
            ),
        ),
    ]
