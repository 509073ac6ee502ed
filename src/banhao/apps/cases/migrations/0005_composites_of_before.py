"""Cases whose composite was issued before 0004: its version, as their events tell."""

import json
from collections import Counter

from django.db import migrations

BATCH = 500


def tell_versions(apps, schema_editor):
    """Set the column to the number of composites in the events of a case."""
    events = apps.get_model("cases", "EventRecord").objects.filter(kind="certificate_issued")
    issued = Counter()
    for case, data in events.values_list("case", "data").iterator(5000):
        if json.loads(data).get("item") == "":
            issued[case] += 1
    cases = apps.get_model("cases", "CaseRecord").objects
    for version in set(issued.values()):
        ids = [case for case, count in issued.items() if count == version]
        for start in range(0, len(ids), BATCH):
            cases.filter(id__in=ids[start : start + BATCH]).update(composite=version)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_refilings")]

    operations = [migrations.RunPython(tell_versions, migrations.RunPython.noop)]
