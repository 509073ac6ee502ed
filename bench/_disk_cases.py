"""banhao's side of bench/disk.py: cases through the real errands, with everything they hold."""

import io
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "banhao.site.settings"

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from banhao.apps.cases.jobs import forget_old_requests
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.operations import acceptance, branches, ends, visits
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.catalogues.operations import load_draft, publish_version
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.drafts import operations as drafts
from banhao.apps.drafts.jobs import forget_filed_drafts
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.jobs import ask_at
from banhao.apps.evidence.sources import Answer, Question
from banhao.apps.papers.operations.inbox import mark_read
from banhao.apps.people.operations import make_account
from banhao.core.authority.acts import THE_OPERATOR, Actor, Office, Role
from banhao.core.cases.case import Finding, State
from banhao.core.catalogue.values import WayKind
from banhao.core.compiler.plan import Standing
from banhao.core.evidence.slots import Outcome
from banhao.demo_sources import population
from bench import _disk_town as town

START = datetime(2026, 9, 17, 1, 0, tzinfo=UTC)
STANDING = Standing(pledge=True, e_licences=True, premises_registered=True, by_agent=False)
PEOPLE = 10
FIRMS = {firm.uscc: firm for firm in map(population.firm, range(population.FIRMS))}


def officer(person: int, role: Role, department: str = "") -> Actor:
    return Actor(person=person, offices=(Office(person, role, "999999", department),))


CLERK = officer(900_001, Role.CLERK)
DEPARTMENTS = dict(zip(town.ITEMS, ("fire", "health", "signs"), strict=True))
EXAMINERS = {
    i: officer(900_002 + n, Role.EXAMINER, DEPARTMENTS[i]) for n, i in enumerate(town.ITEMS)
}
DECIDERS = {i: officer(900_012 + n, Role.DECIDER, DEPARTMENTS[i]) for n, i in enumerate(town.ITEMS)}


class Register:
    """Registers that know everybody and hand a record over, as the demo sources do."""

    def ask(self, source: str, question: Question, at: datetime) -> Answer:
        firm = FIRMS[question.uscc]
        facts = {
            "holder-code": firm.uscc,
            "holder-name": firm.name,
            "person-id": question.id_number,
            "person-name": firm.representative.name,
        }
        document = {
            "名称": firm.name,
            "地址": firm.address,
            "编号": f"{source}-{question.id_number[-8:]}",
            "签发日期": "2024-05-01",
        }
        return Answer(Outcome.ANSWERED, facts, document, at=at, milliseconds=40)


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return SimpleUploadedFile("平面图（一层）.png", content.getvalue(), "image/png")


def draft(actor: Actor, number: int, now: datetime) -> UUID:
    """Fill in a draft as people do: page by page, some fields again, then the materials."""
    made = drafts.start_draft(
        actor=actor,
        theme=town.THEME,
        answers={"night_opening_5": False},
        standing=STANDING,
        now=now,
    )
    fields: Mapping[str, list[str]] = town.typed(number)
    names = list(fields)
    for place in range(0, len(names), 20):
        page = {name: fields[name] for name in names[place : place + 20]}
        problems = drafts.save_section(actor=actor, draft_id=made.id, fields=page, now=now)
        assert not problems, problems
    sources = [*catalogues.published().sources]
    drafts.ask_sources(actor=actor, draft_id=made.id, consents=sources, now=now)
    while ask_at(Register(), now):
        pass
    plan = catalogues.plan(made.plan)
    ways = {material.id: {way.kind for way in material.ways} for material in plan.materials}
    assert len(plan.materials) == 12, [m.id for m in plan.materials]
    assert len(plan.form) == town.FIELDS, len(plan.form)
    for slot in evidence.blocking(made.id):
        on = {"actor": actor, "draft_id": made.id, "material": slot.material, "now": now}
        if WayKind.PLEDGE in ways[slot.material]:
            drafts.choose_way(**on, kind=WayKind.PLEDGE)
        else:
            drafts.supply_material(**on, file=picture())
    return made.id


def live(actor: Actor, number: int, now: datetime) -> None:
    """Let one case live: twelve changes."""
    hour = timedelta(hours=1)
    draft_id = draft(actor, number, now)
    on = {"case_id": submit_case(
        actor=actor, draft_id=draft_id, key=draft_id.hex, signature=f"赵文博{number}", now=now
    ).case_id}  # fmt: skip
    first = town.ITEMS[0]
    acceptance.accept_case(actor=CLERK, **on, now=now + hour)
    visit = {**on, "visit": "site", "item": first, "actor": EXAMINERS[first]}
    visits.arrange_visit(**visit, on=(now + hour).date(), now=now + hour)
    both = tuple(one.person or 0 for one in list(EXAMINERS.values())[:2])
    visits.record_inspection(
        **visit, result=Finding.MEETS, officers=both, notes="现场与申报一致", now=now + 2 * hour
    )
    branches.claim_branch(actor=EXAMINERS[first], **on, item=first, now=now + 3 * hour)
    for item in town.ITEMS:
        case = {**on, "item": item, "now": now + 4 * hour}
        branches.examine_branch(
            actor=EXAMINERS[item], finding=Finding.MEETS, comment="材料齐全，符合条件", **case
        )
        branches.decide_branch(actor=DECIDERS[item], grant=True, **case)
    ends.deliver_case(actor=CLERK, how="counter", **on, now=now + 5 * hour)
    while tell_subscribers(now + 6 * hour):
        pass
    mark_read(actor=actor, now=now + 7 * hour)
    assert CaseRecord.objects.get(id=on["case_id"]).state == State.DELIVERED


def main(count: int) -> None:
    """Make the tables, the city, its people; let `count` cases live; print nothing."""
    call_command("migrate", verbosity=0)
    version = load_draft(actor=THE_OPERATOR, texts=town.texts(), now=START)
    publish_version(actor=THE_OPERATOR, version=version, now=START)
    people = [
        make_account(
            email=f"p{n}@example.com", password="lotus-pond-42", display_name="赵文博", now=START
        )
        for n in range(min(count, PEOPLE))  # hashing passwords is slow on purpose
    ]
    for number in range(count):
        actor = Actor(person=people[number % len(people)])
        live(actor, number, START + timedelta(minutes=number))
    later = START + timedelta(days=60)  # what the worker forgets after a month
    for forget in (forget_filed_drafts, forget_old_requests):
        while forget(later):
            pass


if __name__ == "__main__":
    main(int(sys.argv[1]))
