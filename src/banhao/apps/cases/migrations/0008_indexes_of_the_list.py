"""Indexes for the count that an office's list makes on every page: what runs, what will come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_stopped")]
    operations = [
        migrations.RemoveIndex("branchrecord", "branch_tasks"),
        migrations.AddIndex(
            "branchrecord",
            models.Index(
                fields=[
                    *("region", "department", "due_on", "accepted_on", "item"),
                    *("stopped_on", "claimed_by", "state", "id"),
                ],
                name="branch_tasks",
                condition=models.Q(state__in=["accepted", "examined"]),
            ),
        ),
        migrations.AddIndex(
            "branchrecord",
            models.Index(
                fields=["region", "department"],
                name="branch_to_come",
                condition=models.Q(state="received"),
            ),
        ),
    ]
