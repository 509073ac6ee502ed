"""A peer of bench/peers.py: plain Django ORM writing the same rows as banhao, row by row.

Each change: lock and read the case and its branches, create the entry of the journal, save the
branches, create the news, save the case; one transaction. No rules, no hashing (the recorded ones
are written).
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.db import transaction

from banhao.apps.cases.models import (
    BranchRecord,
    CaseRecord,
    EventRecord,
    PartRecord,
    VisitRecord,
)
from banhao.apps.deliveries.models import DeliveryRecord

SPACE = UUID("00000000-0000-4000-8000-000000000001")
BRANCH = (
    *("state", "accepted_on", "due_on", "claimed_by", "examined_by"),
    *("finding", "decided_by", "decided_on"),
)
CASE = ("seq", "head", "state", "accepted_on", "notice_on", "due_on")
ENTRY = ("seq", "kind", "version", "at", "by", "machine", "office", "data")


def live(number: int, template: dict[str, Any]) -> None:
    """Write one case: its rows and all its changes, each in its own transaction."""
    case_id = uuid5(SPACE, str(number))
    with transaction.atomic():
        first = template["changes"][0]
        case = insert(case_id, number, template["rows"], first)
        write(case, first)
    for change in template["changes"][1:]:
        with transaction.atomic():
            write(CaseRecord.objects.select_for_update().get(id=case_id), change)


def insert(case_id: UUID, number: int, rows: dict[str, Any], first: dict[str, Any]) -> CaseRecord:
    """Create the case as its first change leaves it, its branches, its visit and part."""
    seq, head, *_, notice_on, due_on = first["case"]
    values = rows["case"] | {"number": f"O{number}", "head": bytes.fromhex(head), "seq": seq}
    values |= {"notice_on": notice_on, "due_on": due_on}
    case = CaseRecord.objects.create(id=case_id, **values)
    names = ("place", "item", "region", "department", "state")
    for branch in rows["branches"]:
        BranchRecord.objects.create(case=case, **dict(zip(names, branch, strict=True)))
    for visit, items in rows["visits"]:
        VisitRecord.objects.create(case=case, visit=visit)
        for place, item in enumerate(items):
            PartRecord.objects.create(case=case, visit=visit, place=place, item=item)
    return case


def write(case: CaseRecord, change: dict[str, Any]) -> None:
    """Write one change."""
    *values, digest = change["entry"]
    entry = dict(zip(ENTRY, values, strict=True))
    EventRecord.objects.create(case=case.id, hash=bytes.fromhex(digest), **entry)
    branches = {branch.place: branch for branch in case.branches.all()}
    for place, said in change["branches"]:
        branch = branches[place]
        for name, value in zip(BRANCH, said, strict=True):
            setattr(branch, name, value)
        branch.save()
    for statement, said in change["visits"]:
        visited(case, statement, said)
    for subscriber, kind, seq, at in change["news"]:
        DeliveryRecord.objects.create(
            subscriber=subscriber, kind=kind, case=case.id, seq=seq, next_at=at
        )
    if not change["before"]:  # it was created as it stands
        return
    for name, value in zip(CASE, change["case"], strict=True):
        setattr(case, name, bytes.fromhex(value) if name == "head" else value)
    case.save()


def visited(case: CaseRecord, statement: str, said: list[Any]) -> None:
    """Save a changed visit or part."""
    if "ref_visit" in statement:
        on, _, visit = said
        row = VisitRecord.objects.get(case=case, visit=visit)
        row.on = on
    else:
        result, officers, on, _, visit, item = said
        row = PartRecord.objects.get(case=case, visit=visit, item=item)
        row.result, row.officers, row.recorded_on = result, json.loads(officers), on
    row.save()


def main(template: str, first: int, count: int) -> None:
    """Print seconds and CPU seconds of `count` cases."""
    story = json.loads(Path(template).read_text())
    live(first, story)
    began, cpu = time.perf_counter(), time.process_time()
    for number in range(first + 1, first + count):
        live(number, story)
    print(time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
