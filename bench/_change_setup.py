"""Prepare bench/state_change.py: tables, plan, copies for the reference, its template."""

import json
import os
import re
import sys
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.cases.pens import postgres, sqlite
from banhao.apps.cases.pens.change import Change, Filing
from banhao.apps.catalogues.operations import keep_plan, load_draft, publish_version
from banhao.core.authority.acts import THE_OPERATOR
from banhao.core.cases.case import (
    VisitCase,
)
from banhao.core.compiler.plan import Plan
from bench import _change_ours as ours
from bench import _change_plan as story
from bench import _disk_town as town

COPIES = {
    "ref_case": "cases_caserecord",
    "ref_branch": "cases_branchrecord",
    "ref_visit": "cases_visitrecord",
    "ref_part": "cases_partrecord",
    "ref_event": "cases_eventrecord",
    "ref_delivery": "deliveries_deliveryrecord",
}
MORE = {  # what is written besides when certificates are issued
    "ref_key": "vault_key",
    "ref_content": "vault_content",
    "ref_certificate": "certificates_certificaterecord",
    "ref_component": "certificates_componentrecord",
}


def kept() -> str:
    """Keep the plan, with certificates also the catalogue that names them; return its hash."""
    if story.CERTIFICATES:
        version = load_draft(actor=THE_OPERATOR, texts=town.texts(), now=story.START)
        publish_version(actor=THE_OPERATOR, version=version, now=story.START)
        return _keep(story.plan(version))
    return _keep(story.plan())


@transaction.atomic(durable=True)
def _keep(plan: Plan) -> str:
    return keep_plan(plan)


def recorded(plan_hash: str) -> list[Change]:
    """Let one case live, noting each of its twelve changes as it is written."""
    pen = postgres if connection.vendor == "postgresql" else sqlite
    write, create, seen = pen.write, pen.create, []

    def noting(change: Change) -> bool:
        seen.append(change)
        return write(change)

    def noting_first(change: Change, filing: Filing) -> None:
        seen.append(change)
        create(change, filing)

    pen.write, pen.create = noting, noting_first
    ours.live(0, plan_hash)
    pen.write, pen.create = write, create
    assert len(seen) == len(ours.STEPS)
    return seen


def plain(change: Change) -> dict[str, object]:
    """Return a change as the reference writes it."""
    stamp, after, entry = change.stamp, change.after, change.entry
    at = stamp.at.isoformat()
    return {
        "before": change.before.seq,
        "case": [
            *(after.seq, after.head.hex(), after.state.value, day(after.accepted_on)),
            *(day(change.notice_on), day(change.due_on)),
        ],
        "entry": [
            *(entry.seq, entry.kind, entry.version, at, stamp.by, stamp.machine, stamp.office),
            *(entry.data, after.head.hex()),
        ],
        "branches": [
            [
                place,
                [
                    *(b.state.value, day(b.accepted_on), day(due), b.claimed_by, b.examined_by),
                    *(b.finding and b.finding.value, b.decided_by, day(b.decided_on)),
                ],
            ]
            for place, b, due in change.branches
        ],
        "news": [[subscriber, kind, seq, at] for subscriber, kind, seq in change.news],
        "visits": [each for visit in change.visits for each in visited(visit)],
    }


def visited(visit: VisitCase) -> list[tuple[str, list[object]]]:
    """Return the statements of a changed visit: one for its day, one a part."""
    day_of = 'update ref_visit set "on" = %s where case_id = %s and visit = %s'
    part_of = (
        "update ref_part set result = %s, officers = %s, recorded_on = %s"
        " where case_id = %s and visit = %s and item = %s"
    )
    parts = [
        (
            part_of,
            [
                *(p.result and p.result.value, json.dumps(p.officers), day(p.recorded_on)),
                *("CASE", visit.id, p.item),
            ],
        )
        for p in visit.parts
    ]
    return [(day_of, [day(visit.on), "CASE", visit.id]), *parts]


def besides() -> dict[int, list[list[object]]]:
    """Return change → rows written besides, as [copy, columns, values] with ids to be replaced."""
    found: dict[int, list[list[object]]] = {}
    with connection.cursor() as cursor:
        for copy, table in MORE.items():
            cursor.execute(f"select * from {table}")
            names = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                values = dict(zip(names, row, strict=True))
                values.pop("id", None) if copy in {"ref_content", "ref_component"} else None
                place = _written_at(copy, values)
                plain_values = [_portable(value) for value in values.values()]
                found.setdefault(place, []).append([copy, list(values), plain_values])
    return found


def _written_at(copy: str, values: dict[str, object]) -> int:
    """Return with which of the twelve changes a row is written."""
    granted = [n for n, name in enumerate(ours.STEPS) if name == "decide"]
    if copy == "ref_key" or values.get("kind") == "form":
        return 0
    if copy == "ref_content":
        return granted[0]
    item = values.get("item", "")
    places = dict(zip((d.upper() for d in story.DEPARTMENTS), granted, strict=True))
    return places.get(str(item), granted[-1])


def _portable(value: object) -> object:
    match value:
        case UUID():
            return {"id": value.hex}
        case bytes() | memoryview():
            return {"hex": bytes(value).hex()}
        case datetime() | date():
            return value.isoformat()
        case _:
            return value


def day(value: object) -> str | None:
    """Return a date as text."""
    return str(value) if value else None


def rows() -> dict[str, object]:
    """Return the rows of the case as they were inserted."""
    case = CaseRecord.objects.get(number__endswith="000000000")
    fields = [
        "seq",
        "theme",
        "region",
        "plan",
        "applicant",
        "firm",
        "channel",
        "submitted_at",
        "submitted_on",
    ]
    values = {name: str(getattr(case, name)) for name in fields}
    branches = BranchRecord.objects.filter(case=case).order_by("place")
    return {
        "case": values | {"seq": 1, "applicant": case.applicant, "state": "submitted"},
        "branches": [[b.place, b.item, b.region, b.department, "received"] for b in branches],
        "visits": [
            [v.visit, [p.item for p in case.parts.filter(visit=v.visit).order_by("place")]]
            for v in case.visits.all()
        ],
    }


def main(template: str) -> None:
    """Prepare everything and print the hash of the plan."""
    call_command("migrate", verbosity=0)
    plan_hash = kept()
    changes = [plain(change) for change in recorded(plan_hash)]
    more = besides() if story.CERTIFICATES else {}
    for place, change in enumerate(changes):
        change["besides"] = more.get(place, [])
    Path(template).write_text(json.dumps({"rows": rows(), "changes": changes}))
    with connection.cursor() as cursor:
        for copy, table in (COPIES | MORE).items():
            for statement in copying(copy, table):
                cursor.execute(statement)
    print(plan_hash)


def copying(copy: str, table: str) -> list[str]:
    """Return what makes a copy of a table with all its indexes, without triggers and keys."""
    if connection.vendor == "postgresql":
        return [f"create table {copy} (like {table} including all)"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select sql from sqlite_master where tbl_name = %s and type in ('table', 'index')"
            " and sql is not null order by type desc",
            (table,),
        )
        found = [text for (text,) in cursor.fetchall()]
    named = (text.replace(f'"{table}"', copy) for text in found)
    return [re.sub(r'INDEX "(\w+)"', r"INDEX ref_\1", text) for text in named]


if __name__ == "__main__":
    main(sys.argv[1])
