"""One row a subject instead of one a material, a consent, a query (decision 0013).

What is there is carried over. The stored form is written out here and not imported, because this
is what the migration leaves, whatever comes later.
"""

import json
from collections import defaultdict
from datetime import UTC
from itertools import islice

from django.db import migrations, models

BATCH = 500


def carry_over(apps, schema_editor):
    """Put slots and consents into their subject's row."""
    subjects = apps.get_model("evidence", "SubjectRecord").objects
    slots = apps.get_model("evidence", "SlotRecord").objects
    consents = apps.get_model("evidence", "ConsentRecord").objects
    for rows in batches(subjects.order_by("subject").iterator(chunk_size=BATCH)):
        ids = [row.subject for row in rows]
        own, agreed = by_subject(slots, ids), by_subject(consents, ids)
        for row in rows:
            mine = own[row.subject]
            row.slots = text({one.material: slot_of(one) for one in mine})
            row.consents = text([[c.person, moment(c.at), [c.source]] for c in agreed[row.subject]])
            row.next_try_at = min((o.next_try_at for o in mine if o.next_try_at), default=None)
        subjects.bulk_update(rows, ["slots", "consents", "next_try_at"])


def carry_log_over(apps, schema_editor):
    """Put the queries of a subject into one log; a draft that was deleted has one, too."""
    queries = apps.get_model("evidence", "QueryRecord").objects
    logs = apps.get_model("evidence", "QueryLogRecord").objects
    found = queries.order_by("subject").values_list("subject", flat=True).distinct()
    for ids in batches(found.iterator(chunk_size=BATCH)):
        own = by_subject(queries, ids)
        logs.bulk_create(
            [
                logs.model(
                    subject=subject,
                    entries=text(
                        [
                            [
                                *(moment(one.at), one.person, one.ground),
                                [[one.material, one.source, one.outcome, one.milliseconds]],
                            ]
                            for one in own[subject]
                        ]
                    ),
                )
                for subject in ids
            ]
        )


def slot_of(row):
    """Return [step, outcome, source, digest, at, tried, next_try_at, failures], blanks cut off."""
    tried = [[t["step"], t["outcome"], t["source"], zulu(t["at"])] for t in row.tried]
    values = [row.step, row.outcome, row.source, row.digest, moment(row.at), tried]
    values += [moment(row.next_try_at), row.failures]
    while not values[-1]:
        values.pop()
    return values


def moment(at):
    """Return a moment as it is stored."""
    return zulu(at.astimezone(UTC).isoformat()) if at else ""


def zulu(iso):
    """Return UTC in its short spelling."""
    return iso.replace("+00:00", "Z")


def text(plain):
    """Return compact JSON."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def batches(rows):
    """Yield lists of at most BATCH."""
    while some := list(islice(rows, BATCH)):
        yield some


def by_subject(rows, ids):
    """Return subject → its rows, in the order in which they were written."""
    found = defaultdict(list)
    for row in rows.filter(subject__in=ids).order_by("id"):
        found[row.subject].append(row)
    return found


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddField("SubjectRecord", "slots", models.TextField(default="{}")),
        migrations.AddField("SubjectRecord", "consents", models.TextField(default="[]")),
        migrations.AddField("SubjectRecord", "next_try_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="QueryLogRecord",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("entries", models.TextField(default="[]")),
            ],
            options={"db_table": "evidence_query_log"},
        ),
        migrations.RunPython(carry_over),
        migrations.RunPython(carry_log_over),
        migrations.AddIndex(
            "SubjectRecord",
            models.Index(
                fields=["next_try_at"],
                name="evidence_to_ask",
                condition=models.Q(next_try_at__isnull=False),
            ),
        ),
        migrations.DeleteModel("SlotRecord"),
        migrations.DeleteModel("ConsentRecord"),
        migrations.DeleteModel("QueryRecord"),
    ]
