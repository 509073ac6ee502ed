"""A city of the real catalogue, made only by calling operations: officers, an applicant, a case.

`built()` is slow (the whole catalogue, sources, papers): build it once for a module (see
tests/apps/office/conftest.py), and let each test roll back what it did.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.test import Client

from banhao.apps.cases.operations.acceptance import accept_case
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.catalogues.operations import load_draft, publish_version
from banhao.apps.catalogues.queries import plan, published
from banhao.apps.drafts import operations as drafts
from banhao.apps.drafts.queries import draft as draft_of
from banhao.apps.evidence import queries as evidence
from banhao.apps.evidence.jobs import ask_at
from banhao.apps.organisations.operations import posts
from banhao.apps.organisations.operations.firms import register_firm
from banhao.apps.people import queries as people
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import make_account
from banhao.core.authority.acts import THE_OPERATOR, Actor, Role
from banhao.core.catalogue.values import WayKind
from banhao.demo_sources import population
from banhao.site.demo.filing import begin_draft, paper, sources
from banhao.site.demo.people import Applicant
from tests.house.tree import ROOT

THEME, REGION, ELSEWHERE = "zibo/open-a-pharmacy", "370300", "370100"
OFFICE, OTHER_OFFICE = "samr", "nmpa-city"  # departments of the theme's items
PASSWORD = "lotus-pond-42"
MADE = datetime.fromisoformat("2026-01-05T09:00:00+08:00")


@cache
def texts() -> dict[str, str]:
    """Return the catalogue's files: relative path → TOML."""
    folder = ROOT / "catalogues"
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.toml")}


def publish() -> None:
    """Offer the real catalogue."""
    version = load_draft(actor=THE_OPERATOR, texts=texts(), now=MADE)
    publish_version(actor=THE_OPERATOR, version=version, now=MADE)


def officer(number: int, role: Role, department: str = "", region: str = REGION) -> Actor:
    """Make person(number) an officer and return them as an actor."""
    person = population.person(number)
    account = posts.create_person(
        actor=THE_OPERATOR,
        email=f"officer{number}@example.com",
        display_name=person.name,
        region=region,
        password=PASSWORD,
        must_change_password=False,
        now=MADE,
    ).account
    posts.appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=role,
        region=region,
        department=department,
        since=date(2026, 1, 5),
        now=MADE,
    )
    return people.actor(account)


def applicant(number: int = 3) -> Applicant:
    """Make person(number) an applicant who may act for firm(number)."""
    firm = population.firm(number)
    account = make_account(
        email=f"applicant{number}@example.com",
        password=PASSWORD,
        display_name=firm.representative.name,
        phone=firm.representative.mobile,
        now=MADE,
    )
    register_firm(actor=people.actor(account), uscc=firm.uscc, name=firm.name, now=MADE)
    return Applicant(people.actor(account), firm)


@dataclass
class City:
    """Who is there: officers by a name for their part, one applicant, and the cases filed."""

    officers: dict[str, Actor] = field(default_factory=dict)
    applicant: Applicant | None = None

    def __getattr__(self, name: str) -> Actor:
        """Return an officer by name: `city.examiner`."""
        try:
            return self.officers[name]
        except KeyError:
            raise AttributeError(name) from None

    def filed(
        self,
        at: datetime,
        theme: str = THEME,
        *,
        pledging: bool = False,
        later: Mapping[str, list[str]] | None = None,
        **typed: str,
    ) -> UUID:
        """File a case as the applicant would, with sources that answer; returns its id.

        `typed`: what stands in the form instead of what the registers know. `pledging`: what can be
        promised is promised, not shown. `later`: inputs changed after the registers have answered.
        """
        assert self.applicant is not None
        catalogue, actor = published(), self.applicant.actor
        draft = begin_draft(
            theme=catalogue.theme(theme), applicant=self.applicant, catalogue=catalogue, now=at
        )
        fields = {name: [text] for name, text in typed.items()}
        drafts.save_section(actor=actor, draft_id=draft, fields=fields, now=at)
        drafts.ask_sources(actor=actor, draft_id=draft, consents=[*catalogue.sources], now=at)
        with sources() as source:
            while ask_at(source, at):
                pass
        drafts.save_section(actor=actor, draft_id=draft, fields=later or {}, now=at)
        if pledging:
            for material in plan(draft_of(actor, draft).plan).materials:
                if any(way.kind is WayKind.PLEDGE for way in material.ways):
                    drafts.choose_way(
                        actor=actor, draft_id=draft, material=material.id, kind=WayKind.PLEDGE,
                        now=at,
                    )  # fmt: skip
        for slot in evidence.blocking(draft):
            drafts.supply_material(
                actor=actor,
                draft_id=draft,
                material=slot.material,
                file=paper(slot.material),
                now=at,
            )
        return submit_case(actor=actor, draft_id=draft, key=draft.hex, now=at).case_id

    def accepted(self, at: datetime, theme: str = THEME, **typed: str) -> UUID:
        """File a case and accept it at the same moment."""
        case = self.filed(at, theme, **typed)
        accept_case(actor=self.officers["clerk"], case_id=case, now=at)
        return case


def built() -> City:
    """Publish the catalogue and make the people."""
    publish()
    made = {
        "clerk": officer(40, Role.CLERK),
        "examiner": officer(41, Role.EXAMINER, OFFICE),
        "second": officer(42, Role.EXAMINER, OFFICE),
        "inspector": officer(43, Role.INSPECTOR, OFFICE),
        "decider": officer(44, Role.DECIDER, OFFICE),
        "other": officer(45, Role.EXAMINER, OTHER_OFFICE),
        "stranger": officer(46, Role.EXAMINER, OFFICE, ELSEWHERE),
    }
    return City(made, applicant())


def signed_in(actor: Actor, lang: str = "zh-hans") -> Client:
    """Return the browser of somebody who has signed in."""
    client = Client()
    account = AccountRecord.objects.get(pk=actor.person)
    client.force_login(account, "banhao.apps.people.backend.AccountBackend")
    client.cookies["django_language"] = lang
    return client
