"""Fills a city for the pages: `python -m tests.journeys.pages.made` prints what ids stand for.

The demo's people and catalogue, and of each kind one case, draft, certificate and check, all with
names that pages find hard. It runs as a process of its own: a browser's tests hold an event loop.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import django
from django.conf import settings

django.setup()
# Eighty made-up people whom nobody signs in by password: a quick hasher will do.
settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")

from banhao.apps.cases.operations.branches import decide_branch, examine_branch
from banhao.apps.cases.operations.supplement import ask_supplement, note_line
from banhao.apps.catalogues import operations as catalogues
from banhao.apps.catalogues.queries import published
from banhao.apps.certificates.queries import certificates_of, record, seal
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.drafts import operations as drafts
from banhao.apps.evidence.queries import blocking
from banhao.apps.evidence.sources import Source
from banhao.apps.files.queries import uploads
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.operations.firms import register_firm
from banhao.apps.papers.queries import papers_of
from banhao.apps.people import operations as accounts
from banhao.apps.people import queries as people
from banhao.apps.people.operations.demo import add_persona, mark_demo
from banhao.apps.pledges.queries import checks_of
from banhao.apps.ratings.links import Link
from banhao.apps.ratings.services import services
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR, Role
from banhao.core.cases.case import BranchState, Finding
from banhao.core.cases.turns import About
from banhao.core.catalogue.values import Mode
from banhao.core.certificates import signed
from banhao.core.messages import Text
from banhao.core.ratings.values import Door
from banhao.demo_sources.population import Firm
from banhao.site.demo.filing import begin_draft, file_draft, paper, sources
from banhao.site.demo.moments import office_moment, opening
from banhao.site.demo.people import Applicant, People, bring_people
from banhao.site.demo.working import Desk
from banhao.site.start import open_database
from tests.journeys.errands import FOLDER
from tests.journeys.pages import places
from tests.journeys.pages.people import NEWCOMER, PASSPORT, long_one, rare_one

LAW = "《中华人民共和国行政许可法》"
WHY = "招牌突出墙面 1.8 m，最多 1.5 m。改小后可以只重办这一项，已经核过的材料不用再交。"
GYM, HOTEL, SHOP = "longquanyi/open-a-gym", "jinan/open-a-hotel", "longquanyi/open-a-shop"


class City:
    """What is being made, at one moment."""

    def __init__(self, people_: People, source: Source, now: datetime) -> None:
        self.people, self.source, self.now = people_, source, now
        self.catalogue = published()

    def draft(self, theme: str, applicant: Applicant, **fields: list[str]) -> UUID:
        """Begin a draft, filled in; `fields` instead of what the demo would write."""
        at = office_moment(self.now, 9, 9)
        draft = begin_draft(
            theme=self.catalogue.theme(theme),
            applicant=applicant,
            catalogue=self.catalogue,
            now=at,
        )
        if fields:
            drafts.save_section(actor=applicant.actor, draft_id=draft, fields=fields, now=at)
        return draft

    def filed(self, theme: str, applicant: Applicant, **fields: list[str]) -> Desk:
        """File a case nine working days ago."""
        case = file_draft(
            draft=self.draft(theme, applicant, **fields),
            applicant=applicant,
            catalogue=self.catalogue,
            source=self.source,
            now=office_moment(self.now, 9, 10),
        )
        return Desk(self.people, case)


def main() -> None:
    """Fill the city and print the ids."""
    open_database()
    now = datetime.now(UTC)
    mark_demo(actor=THE_OPERATOR, now=now)
    texts = {p.relative_to(FOLDER).as_posix(): p.read_text("utf-8") for p in FOLDER.rglob("*.toml")}
    version = catalogues.load_draft(actor=THE_OPERATOR, texts=texts, now=opening(now))
    catalogues.publish_version(actor=THE_OPERATOR, version=version, now=opening(now))
    made = bring_people(catalogue=published(), now=now)
    owner = _applicant(long_one(), "long@demo.example", now)
    foreigner = _applicant(rare_one(), "rare@demo.example", now)
    _newcomer(now)
    with sources() as source:
        ids = dict(_cases(City(made, source, now), owner, foreigner))
    admin = made.officers["", "", Role.ADMINISTRATOR]
    ids |= {**_places(), **places.more_places(admin, now), **places.table(admin, now)}
    ids |= {**places.good_tables(admin, now), **places.webhook(admin, now)}
    nobody = made.applicants[0].actor.person  # signs in nowhere: a link ends with the next sign-in
    ids |= places.links_of(nobody or 0, now)
    print(json.dumps(ids, default=str))


def _cases(city: City, owner: Applicant, foreigner: Applicant) -> Mapping[str, object]:
    """Return a word for each thing: a draft, a case at each stage, what hangs on them."""
    now = city.now
    draft = city.draft(GYM, owner)
    material = _first_upload(city, owner, draft)
    running = city.filed(GYM, owner)
    running.accept(office_moment(now, 8, 10))
    running.examine(office_moment(now, 7, 10))  # the first wave: what the others wait for
    running.decide(office_moment(now, 7, 11))
    running.claim(office_moment(now, 6, 10))
    running.arrange(office_moment(now, 0, 10))
    waiting = city.filed(SHOP, owner)
    pledged = city.filed(HOTEL, owner)
    pledged.accept(office_moment(now, 8, 12))
    pledged.finish(office_moment(now, 3, 12))
    pledged.hand_out(office_moment(now, 2, 12))
    fields = {"leg_id_type": ["passport"], "leg_other_id_no": [PASSPORT]}
    ended = city.filed(GYM, foreigner, **fields)
    ended.accept(office_moment(now, 8, 14))
    ended.finish(office_moment(now, 2, 14))
    ended.hand_out(office_moment(now, 1, 14))
    asked = city.filed(SHOP, owner)
    _ask(asked, office_moment(now, 7, 9))
    refused = city.filed(SHOP, owner)
    refused.accept(office_moment(now, 8, 15))
    tell_subscribers(now)
    rated = services(pledged.case_id)[0]
    places.rate_badly(owner.actor, pledged.case_id, rated, WHY, office_moment(now, 0, 9))
    check = checks_of(pledged.case_id)[0]
    certificate = certificates_of(ended.case_id)[0]
    letter = next(one for one in papers_of(running.case_id))
    return {
        "draft": draft,
        "material": material,
        "upload": uploads(draft, material)[0].id,
        "running": running.case_id,
        **_claimed(running),
        "visit": running.case().visits[0].id,
        "waiting": waiting.case_id,
        "ended": ended.case_id,
        "certificate": certificate.id,
        "number": certificate.identifier,
        "qr": signed.to_url("", seal(record(certificate.id))),
        "check": f"{pledged.case_id}/{check.item}/pledges/{check.material}",
        "seq": letter.seq,
        "uscc": owner.firm.uscc,
        "asked": asked.case_id,
        "case_refused": refused.case_id,
        "refused": _refuse(refused, office_moment(now, 5, 15)),
        "word": Link(ended.case_id, services(ended.case_id)[-1].occasion.seq, Door.PAGE).word,
    }


def _ask(desk: Desk, at: datetime) -> None:
    """Ask for a better paper, with one line that says why."""
    branch = next(b for b in desk.plan().branches if b.materials)
    note_line(
        actor=desk.officer(branch.item, Role.EXAMINER),
        case_id=desk.case_id,
        item=branch.item,
        kind=About.MATERIAL,
        about=branch.materials[0],
        wrong=WHY,
        now=at,
    )
    ask_supplement(actor=desk.clerk(), case_id=desk.case_id, now=at)
    tell_subscribers(at)


def _refuse(desk: Desk, at: datetime) -> str:
    """Refuse one branch that nobody has to visit; returns its item."""
    case = desk.case()
    visited = {part.item for visit in case.visits for part in visit.parts}
    item = next(
        b.item for b in case.branches if b.state is BranchState.ACCEPTED and b.item not in visited
    )
    if desk.plan().branch(item).mode is Mode.ORDINARY:
        examiner = desk.officer(item, Role.EXAMINER)
        examine_branch(
            actor=examiner, case_id=case.id, item=item, finding=Finding.FAILS, comment=WHY, now=at
        )  # fmt: skip
    decide_branch(
        actor=desk.officer(item, Role.DECIDER),
        case_id=case.id,
        item=item,
        grant=False,
        reason=WHY,
        article=f"{LAW}第三十八条",
        remedy=WHY,
        now=at,
    )
    return item


def _first_upload(city: City, owner: Applicant, draft: UUID) -> str:
    """Upload one paper of a draft; returns the material."""
    material = blocking(draft)[0].material
    drafts.supply_material(
        actor=owner.actor, draft_id=draft, material=material, file=paper(material), now=city.now
    )
    return material


def _claimed(desk: Desk) -> Mapping[str, object]:
    """Return the branch on whose page the most stands (visited together, and with an examiner), and
    who has it.
    """
    case = desk.case()
    parts = {part.item for visit in case.visits for part in visit.parts}
    branch = next(b for b in case.branches if b.claimed_by and b.item in parts)
    return {"item": branch.item, "keeper": branch.claimed_by}


def _places() -> Mapping[str, object]:
    """Return what administrators see: a region with its department, counter, person and office."""
    region = "510112"
    examiner = people.account_by_email("examiner.fire@longquanyi.demo.example")
    assert examiner
    return {
        "region": region,
        "department": organisations.departments(region)[0].id,
        "counter": organisations.counters(region)[0].id,
        "person": examiner.id,
        "office": organisations.offices_of(examiner.id)[0].id,
    }


def _applicant(firm: Firm, email: str, now: datetime) -> Applicant:
    account = _account(firm.representative.name, email, firm.representative.mobile, now)
    actor = people.actor(account)
    register_firm(actor=actor, uscc=firm.uscc, name=firm.name, now=opening(now))
    return Applicant(people.actor(account), firm)


def _newcomer(now: datetime) -> None:
    _account(NEWCOMER, "new@demo.example", "19900000999", now)


def _account(name: str, email: str, phone: str, now: datetime) -> int:
    account = accounts.register(
        actor=ANYBODY,
        email=email,
        password="lotus-pond-42",
        display_name=name,
        phone=phone,
        consent_to_e_service=True,
        now=opening(now),
    )
    add_persona(
        actor=THE_OPERATOR, account_id=account, title=Text(name), position=50, now=opening(now)
    )
    return account


if __name__ == "__main__":
    main()
