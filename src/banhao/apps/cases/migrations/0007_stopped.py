"""Since when the clock of a branch stands still."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_narrower_indexes")]
    operations = [
        migrations.AddField("branchrecord", "stopped_on", models.DateField(null=True)),
    ]
