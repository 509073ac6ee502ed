"""Made-up people of the demo: applicants with firms, and officers for every post of the catalogue.

Nobody is real: area 999999, phones 1990000xxxx, mail at demo.example. Officers have no password,
those of applicants are random and told to nobody; the personas of the sign-in page are the way in.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from banhao.apps.organisations.operations.firms import register_firm
from banhao.apps.organisations.operations.posts import appoint, create_person
from banhao.apps.people import operations as accounts
from banhao.apps.people import queries
from banhao.apps.people.operations.demo import add_persona
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR, Actor, Role
from banhao.core.catalogue.values import Catalogue, Region
from banhao.core.clock.local import localdate
from banhao.core.messages import Text
from banhao.demo_sources import population
from banhao.site.demo.moments import opening

APPLICANTS = 8
FIRST_OFFICER = 101  # officers have the names of population.person(101) and on
ADMINISTRATOR = Text("系统管理员", "Administrator of everything")
ROLES = {
    Role.ADMINISTRATOR: Text("地区管理员", "administrator"),
    Role.CLERK: Text("综合窗口", "counter clerk"),
    Role.EXAMINER: Text("审查、踏勘", "examiner and inspector"),
    Role.DECIDER: Text("决定、踏勘", "decider and inspector"),
    Role.HEAD: Text("负责人（延期审批）", "head: extensions"),
    Role.SUPERVISOR: Text("差评处理、监督", "supervisor: ratings"),
}


@dataclass(frozen=True, slots=True)
class Post:
    """A post to fill: roles held by one person. `department`, `counter`: slugs or ""."""

    email: str
    title: Text
    roles: tuple[Role, ...]
    region: str = ""
    department: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """An applicant: a made-up person and the firm they may act for."""

    actor: Actor
    firm: population.Firm


@dataclass(slots=True)
class People:
    """Who is there: applicants in order, officers by (region code, department slug, role)."""

    applicants: list[Applicant] = field(default_factory=list)
    officers: dict[tuple[str, str, Role], Actor] = field(default_factory=dict)


def bring_people(*, catalogue: Catalogue, now: datetime) -> People:
    """Make the people that are missing, and offer one-click sign-in to all of them."""
    people = People()
    for number in range(APPLICANTS):
        people.applicants.append(_applicant(number, now))
    for number, post in enumerate(posts(catalogue)):
        account = _officer(post, number, now)
        for role in post.roles:
            people.officers[(post.region, post.department, role)] = queries.actor(account)
        _offer(account, post.title, 100 + number, now)
    return people


def posts(catalogue: Catalogue) -> Iterator[Post]:
    """Yield every post of the demo, the administrator first, then region by region."""
    yield Post("admin@demo.example", ADMINISTRATOR, (Role.ADMINISTRATOR,))
    for region in catalogue.regions.values():
        yield from _posts_of(region)
    for region in catalogue.regions.values():  # last, so that nobody gets another name
        head = f"head@{region.id}.demo.example"
        yield Post(head, _title(region, Role.HEAD), (Role.HEAD,), region.code)


def _posts_of(region: Region) -> Iterator[Post]:
    def mail(name: str) -> str:
        return f"{name}@{region.id}.demo.example"

    counter = next(iter(region.counters), "")
    yield Post(mail("clerk"), _title(region, Role.CLERK), (Role.CLERK,), region.code, "", counter)
    admin = (Role.ADMINISTRATOR,)
    yield Post(mail("admin"), _title(region, Role.ADMINISTRATOR), admin, region.code)
    working = {one.authority for one in region.implementations.values()}
    for department in region.departments.values():
        for role in (Role.EXAMINER, Role.DECIDER) if department.id in working else ():
            title = _title(region, role, department.title)
            address = mail(f"{role.value}.{department.id}")
            yield Post(address, title, (role, Role.INSPECTOR), region.code, department.id)
    watching = (Role.SUPERVISOR,)
    yield Post(mail("supervisor"), _title(region, Role.SUPERVISOR), watching, region.code)


def _title(region: Region, role: Role, department: Text | None = None) -> Text:
    names = [region.title, *([department] if department else []), ROLES[role]]
    english = [name.en or name.zh for name in names]
    return Text(" · ".join(name.zh for name in names), " · ".join(english))


def _applicant(number: int, now: datetime) -> Applicant:
    firm = population.firm(number)
    person = firm.representative
    email = f"applicant{number + 1}@demo.example"
    known = queries.account_by_email(email)
    account = known.id if known else _registered(person, email, now)
    actor = queries.actor(account)
    if firm.uscc not in actor.firms:
        register_firm(actor=actor, uscc=firm.uscc, name=firm.name, now=opening(now))
    title = Text(f"申请人 · {firm.name}", f"Applicant · {firm.name}")
    _offer(account, title, number, now)
    return Applicant(queries.actor(account), firm)


def _registered(person: population.Person, email: str, now: datetime) -> int:
    return accounts.register(
        actor=ANYBODY,
        email=email,
        password=secrets.token_urlsafe(16),
        display_name=person.name,
        phone=person.mobile,
        consent_to_e_service=True,
        now=opening(now),
    )


def _officer(post: Post, number: int, now: datetime) -> int:
    known = queries.account_by_email(post.email)
    if known:
        return known.id
    person = population.person((FIRST_OFFICER + number) % population.PEOPLE)
    account = create_person(
        actor=THE_OPERATOR,
        email=post.email,
        display_name=person.name,
        phone=person.mobile,
        region=post.region,
        signs_in=False,
        must_change_password=False,
        now=opening(now),
    ).account
    for role in post.roles:
        _appoint(account, post, role, now)
    return account


def _appoint(account: int, post: Post, role: Role, now: datetime) -> None:
    appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=role,
        region=post.region,
        department=post.department,
        counter=post.counter,
        since=localdate(opening(now)),
        now=opening(now),
    )


def _offer(account: int, title: Text, position: int, now: datetime) -> None:
    add_persona(
        actor=THE_OPERATOR, account_id=account, title=title, position=position, now=opening(now)
    )
