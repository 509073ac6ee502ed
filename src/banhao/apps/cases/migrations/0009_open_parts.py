"""An index of the parts of visits that wait for a result: an office's list asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_indexes_of_the_list")]
    operations = [
        migrations.AddIndex(
            "partrecord",
            models.Index(
                fields=["case"], name="part_open", condition=models.Q(result__isnull=True)
            ),
        ),
    ]
