"""Addresses and ordinary posts of the office's pages, and walking a branch to its decision."""

from datetime import datetime
from html import unescape
from uuid import UUID

from django.test import Client
from django.urls import reverse

from banhao.apps.cases.operations.visits import arrange_visit, record_inspection
from banhao.apps.cases.queries import cases_by_id
from banhao.channels.office.opened import opened
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import BranchCase, Finding
from banhao.core.clock.local import localdate
from tests.apps.city import City
from tests.apps.journal import entered

MINE, ALSO_MINE, THEIRS, VISIT = "FOODS", "DRUG", "DEV3", "joint-visit"


def url(name: str, case: UUID, *more: str) -> str:
    return reverse(f"office:{name}", args=[case, *more])


def read(answer) -> str:
    return unescape(answer.content.decode())


def stands(case: UUID, item: str = MINE) -> BranchCase:
    return cases_by_id([case])[case].branch(item)


def count(case: UUID, kind: str) -> int:
    return len(entered(case, kind))


def examination(actor: Actor, case: UUID, now: datetime, item: str = MINE, **other) -> dict:
    points = [key for key, _ in opened(actor, case, item, now).points]
    return {"points": points, "finding": "meets", "comment": "材料齐全"} | other


def examine(client: Client, actor: Actor, case: UUID, now: datetime, **other):
    client.post(url("claim", case, MINE))
    return client.post(url("examine", case, MINE), examination(actor, case, now, **other))


def inspect(city: City, case: UUID, now: datetime, result: Finding = Finding.MEETS) -> None:
    on, part = localdate(now), {"case_id": case, "visit": VISIT, "item": MINE}
    arrange_visit(actor=city.examiner, on=on, now=now, **part)
    who = (city.examiner.person or 0, city.inspector.person or 0)
    record_inspection(
        actor=city.examiner, result=result, officers=who, notes="现场一致", now=now, **part
    )
