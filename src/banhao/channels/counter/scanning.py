"""Scanned files and where they may go: drafts the clerk helps with, supplements that are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import queries as drafts
from banhao.apps.files import scans
from banhao.apps.files.scans import Scan
from banhao.apps.people import queries as people
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for
from banhao.core.clock.local import localdate
from banhao.core.messages import Message, Text
from banhao.core.papers.scans import material_named


@dataclass(frozen=True, slots=True)
class Target:
    """A case or draft that waits for papers. `number` "" = a draft; `materials`: (id, title)."""

    subject: UUID
    number: str
    who: str
    title: Text
    materials: Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A file and where it seems to belong: "subject/material", "" = the clerk has to choose."""

    scan: Scan
    place: str
    why: Message | None


def targets(actor: Actor, now: datetime) -> Sequence[Target]:
    """Return where a scanned file may go, the newest draft first, then supplements."""
    found = []
    for draft in drafts.helped(actor):
        plan = catalogues.plan(draft.plan)
        wanted = [(m.id, m.title) for m in plan.materials if not m.form_of_application]
        who = people.account(draft.applicant).display_name
        found.append(Target(draft.id, "", who, plan.title, wanted))
    for row in cases.asked_cases(actor, now):
        plan, case = catalogues.plan(row.plan), cases.cases_by_id([row.id])[row.id]
        asked = case.turns.supplement
        if asked is None or asked.served_on is None:
            continue
        titles = {material.id: material.title for material in plan.materials}
        named = [(name, titles[name]) for name in asked.materials]
        who = people.account(row.applicant).display_name
        found.append(Target(row.id, row.number, who, plan.title, named))
    return [target for target in found if target.materials]


def suggested(actor: Actor, places: Sequence[Target], now: datetime) -> Sequence[Suggested]:
    """Return the files of the clerk's regions, each with where it seems to belong."""
    offices = offices_for(actor, Act.SEE_COUNTER, localdate(now))
    regions = sorted({office.region for office in offices if office.region})
    return [_suggested(scan, places) for region in regions for scan in scans.scans(region, now)]


def _suggested(scan: Scan, places: Sequence[Target]) -> Suggested:
    if scan.number:
        target = next((one for one in places if one.number == scan.number), None)
        if target is None:
            return Suggested(scan, "", Message("counter.scan.not_waiting", number=scan.number))
        only = target.materials[0][0] if len(target.materials) == 1 else ""
        material = material_named(scan.name, target.materials) or only
        why = Message("counter.scan.number", number=scan.number)
        return Suggested(scan, material and f"{target.subject}/{material}", why)
    for target in places:
        if material := material_named(scan.name, target.materials):
            return Suggested(scan, f"{target.subject}/{material}", Message("counter.scan.name"))
    return Suggested(scan, "", None)
