"""Supplement: what few cases have, when the applicant must answer, and working notes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guards")]

    operations = [
        migrations.AddField("caserecord", "answer_on", models.DateField(null=True)),
        migrations.AddField("caserecord", "turns", models.JSONField(null=True)),
        migrations.CreateModel(
            name="NoteRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=12)),
                ("about", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="cases.caserecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "item", "kind", "about"), name="one_note_per_place"
                    )
                ]
            },
        ),
        migrations.RemoveIndex("caserecord", "case_to_notice"),
        migrations.AddIndex(
            "caserecord",
            models.Index(
                condition=models.Q(("notice_on__isnull", False)),
                fields=["notice_on"],
                name="case_to_tell",
            ),
        ),
        migrations.AddIndex(
            "caserecord",
            models.Index(
                condition=models.Q(("answer_on__isnull", False)),
                fields=["answer_on"],
                name="case_to_return",
            ),
        ),
    ]
