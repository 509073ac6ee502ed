"""The small town with everything an id can stand for, and everybody who might try a wrong one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from banhao.apps.cases.operations import acceptance, branches, supplement
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.catalogues.operations import offers
from banhao.apps.certificates import queries as certificates
from banhao.apps.deliveries.models import DeliveryRecord
from banhao.apps.files import queries as files
from banhao.apps.imports import operations as imports
from banhao.apps.mail.models import MailRecord
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.operations import absences, firms, mandates, places, posts
from banhao.apps.papers.operations import papers
from banhao.apps.people import queries as people
from banhao.apps.people.models import AccessLogRecord, AccountRecord
from banhao.apps.queues import queries as queues
from banhao.apps.queues.models import TicketRecord
from banhao.apps.queues.operations import appointments
from banhao.apps.ratings import services
from banhao.apps.ratings.links import Link
from banhao.apps.tokens import operations as tokens
from banhao.apps.webhooks.models import WebhookRecord
from banhao.core.authority.acts import THE_OPERATOR, Actor, Role
from banhao.core.authority.scopes import Scope
from banhao.core.cases.turns import About
from banhao.core.clock.local import localdate
from banhao.core.imports.lines import Kind
from banhao.core.imports.sheet import Row
from banhao.core.messages import Text
from banhao.core.queues.slots import Opening
from banhao.core.ratings.values import Door
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.small_city import NOW

HERE, AWAY = "999999", "510112"
OFFICERS = {
    "clerk": (Role.CLERK, HERE, ""),
    "examiner": (Role.EXAMINER, HERE, "fire"),
    "decider": (Role.DECIDER, HERE, "fire"),
    "health examiner": (Role.EXAMINER, HERE, "health"),
    "health decider": (Role.DECIDER, HERE, "health"),
    "night examiner": (Role.EXAMINER, HERE, "office"),
    "inspector": (Role.INSPECTOR, HERE, "fire"),
    "head": (Role.HEAD, HERE, "fire"),
    "head away": (Role.HEAD, AWAY, "fire"),
    "administrator": (Role.ADMINISTRATOR, HERE, ""),
    "clerk away": (Role.CLERK, AWAY, ""),
    "examiner away": (Role.EXAMINER, AWAY, "fire"),
    "decider away": (Role.DECIDER, AWAY, "fire"),
    "administrator away": (Role.ADMINISTRATOR, AWAY, ""),
}
SIGNING_IN = {"people.AccountRecord", "sessions.Session", "axes.AccessLog", "tokens.RateRecord"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is there (account numbers by part), and what belongs to "owner" in region HERE.

    `ids` are words a table of URLs is filled from; `nobodys` are the same words for what is not.
    """

    people: dict[str, int]
    ids: dict[str, object]
    nobodys: dict[str, object]

    def word(self, word: str) -> object:
        """Return the id or account number that a word stands for, else the word itself."""
        return self.ids.get(word, self.people.get(word, word))

    def browser(self, who: str) -> Client:
        """Return the browser of somebody; "nobody" has not signed in."""
        client = Client()
        if who != "nobody":
            account = AccountRecord.objects.get(pk=self.people[who])
            client.force_login(account, "banhao.apps.people.backend.AccountBackend")
        return client


def scene() -> Scene:
    """Make the town, its people, one open draft, one accepted and one finished case."""
    small_city.publish(town.FOLDER | region_above())
    _offer_store()
    _region_away()
    owner = small_city.a_person("owner")
    made = {name: _officer(name, *post) for name, post in OFFICERS.items()}
    neighbour = small_city.a_person("neighbour")
    made |= {"owner": owner.person or 0, "neighbour": neighbour.person or 0}
    agent = small_city.a_person("agent")
    made["agent"] = agent.person or 0
    firms.register_firm(actor=owner, uscc=firm(4).uscc, name=firm(4).name, now=NOW)
    draft = town.ready_draft(owner)
    running = _accepted(owner, made["clerk"], "running")
    ended = _accepted(owner, made["clerk"], "ended")
    for item in town.EXAMINERS:
        town.granted(town.visited(ended) if item == "fire" else ended, item)
    papers.make_paper(case_id=running, seq=1, now=NOW)
    ids = {
        "held": _held(_accepted(owner, made["clerk"], "held"), made["examiner"]),
        "submitted": town.filed(owner, "submitted").case_id,
        "waiting": _waiting(owner, made["clerk"]),
        "draft": draft.id,
        "neighbour's draft": town.ready_draft(neighbour).id,
        "running": running,
        "ended": ended,
        "upload": files.uploads(draft.id)[0].id,
        "filed upload": files.uploads(running)[0].id,
        "certificate": certificates.certificates_of(ended)[0].id,
        "rating word": _rating_word(owner, made["clerk"]),
        **_in_the_hall(owner, organisations.counters(HERE)[0].id),
        "uscc": firm(4).uscc,
        "delivery": DeliveryRecord.objects.filter(case=running)[0].pk,
        "mail": _mail(owner),
        "region": HERE,
        "department": organisations.departments(HERE)[0].id,
        "counter": organisations.counters(HERE)[0].id,
        "person": made["examiner"],
        "office": organisations.offices_of(made["examiner"])[0].id,
        "batch": imports.look(
            actor=people.actor(made["administrator"]),
            kind=Kind.DIVISIONS,
            rows=(Row(2, {"code": "11", "name": "北京市"}),),
            now=timezone.now(),
        ),
        "absence": _absence(made["examiner"]),
        "mandate": _mandate(owner, "neighbour"),
        **_connected(made["administrator"], agent),
    }
    return Scene(made, ids, _of_nobody(ids))


def _mail(owner: Actor) -> int:
    row = MailRecord(account=owner.person, kind="news", region=HERE, made_at=NOW, next_at=NOW)
    row.save()
    return int(row.pk)


def _mandate(owner: Actor, agent: str) -> int:
    """The owner lets somebody act for them; it is not accepted yet."""
    day = date(2027, 3, 1)
    return mandates.give_mandate(
        actor=owner,
        name="赵文博",
        contact=f"{agent}@example.com",
        since=day,
        until=day,
        now=NOW,
    )


def _connected(administrator: int, agent: Actor) -> dict[str, object]:
    """A connected system with a webhook, and the agent's own filing system."""
    token = _token(administrator)
    webhook = WebhookRecord(token=token, url="https://example.org/", cursor=0)
    webhook.made_at = webhook.next_at = NOW
    webhook.save()
    own = _own_token(small_city.a_person("principal"), agent)
    return {"token": token, "own token": own, "webhook": webhook.pk}


def _token(administrator: int) -> int:
    """A system is connected to the desk of an examiner."""
    return tokens.make_token(
        actor=people.actor(administrator), name="系统", role=Role.EXAMINER, region=HERE,
        department="fire", scopes=[Scope.TASKS], until=localdate(timezone.now()),
        now=timezone.now(),
    ).id  # fmt: skip


def _own_token(principal: Actor, agent: Actor) -> int:
    """The agent's own system acts under a mandate of somebody else."""
    now = timezone.now()
    day = localdate(now)
    mandate = mandates.give_mandate(
        actor=principal, name="赵文博", contact="agent@example.com", since=day, until=day, now=now
    )
    mandates.accept_mandate(actor=agent, mandate=mandate, now=now)
    return tokens.make_mandate_token(
        actor=people.actor(agent.person or 0), mandate=mandate, name="系统", until=day, now=now
    ).id


def _held(case_id: UUID, account: int) -> UUID:
    """The examiner has taken a task of the case."""
    actor = people.actor(account)
    branches.claim_branch(actor=actor, case_id=case_id, item="fire", now=NOW)
    return case_id


def _absence(account: int) -> int:
    """The examiner is away, and a colleague stands in."""
    colleague = _officer("colleague", Role.EXAMINER, HERE, "fire")
    day = date(2027, 3, 1)
    return absences.be_absent(
        actor=people.actor(account), deputy=colleague, since=day, until=day, now=NOW
    )


def region_above() -> dict[str, str]:
    """Return the files of a region above the town, with a theme to take over."""
    files = {path: text for path, text in town.FOLDER.items() if path.startswith("smallcity/")}
    return {
        path.replace("smallcity/", "above/").replace("open-a-shop", "open-a-store"): text.replace(
            f'"{HERE}"', '"990000"'
        )
        for path, text in files.items()
    }


def _offer_store() -> None:
    offers.offer_theme(
        actor=THE_OPERATOR,
        region=HERE,
        theme="above/open-a-store",
        authorities={"fire": "fire", "health": "health", "night": "office"},
        now=NOW,
    )


def _region_away() -> None:
    places.create_region(
        actor=THE_OPERATOR, code=AWAY, slug="away", title=Text("外市", "Away"), now=NOW
    )
    places.create_department(
        actor=THE_OPERATOR, region=AWAY, slug="fire", title=Text("外市消防"), now=NOW
    )


def _officer(name: str, role: Role, region: str, department: str) -> int:
    account = posts.create_person(
        actor=THE_OPERATOR,
        email=f"{name.replace(' ', '-')}@example.com",
        display_name="李窗口",
        region=region,
        password="lotus-pond-42",
        must_change_password=False,
        now=NOW,
    ).account
    posts.appoint(
        actor=THE_OPERATOR,
        account_id=account,
        role=role,
        region=region,
        department=department,
        since=date(2026, 1, 1),
        now=NOW,
    )
    return account


def _accepted(owner: Actor, clerk: int, key: str) -> UUID:
    case_id = town.filed(owner, key).case_id
    acceptance.accept_case(actor=people.actor(clerk), case_id=case_id, now=NOW + town.LATER)
    return case_id


def _rating_word(owner: Actor, clerk: int) -> str:
    """Return the link to rate a case that was not accepted."""
    case_id = town.filed(owner, "not accepted").case_id
    acceptance.refuse_to_accept(
        actor=people.actor(clerk), case_id=case_id, not_needed=True, article="a", reason="r",
        now=NOW + town.LATER,
    )  # fmt: skip
    return Link(case_id, services.services(case_id)[0].occasion.seq, Door.LINK).word


def _waiting(owner: Actor, clerk: int) -> UUID:
    """A case that waits for the answer to a supplement about its drawing."""
    draft, now = town.ready_draft(owner), timezone.now()  # days to answer run on the real clock
    case_id = submit_case(actor=owner, draft_id=draft.id, key="waiting", now=now).case_id
    supplement.note_line(
        actor=people.actor(clerk), case_id=case_id, item="fire", kind=About.MATERIAL,
        about="layout", wrong="没有标出口", now=now,
    )  # fmt: skip
    supplement.ask_supplement(actor=people.actor(clerk), case_id=case_id, now=now)
    return case_id


def _in_the_hall(owner: Actor, counter: int) -> dict[str, object]:
    """Make a ticket of today, and an appointment of "owner" for tomorrow."""
    now = timezone.now()
    day = localdate(now) + timedelta(days=1)
    row = TicketRecord.objects.create(region=HERE, day=localdate(now), number=1, taken_at=now)
    opening = Opening("hall", None, day, 540, 600, 30, 1)
    appointments.add_opening(actor=THE_OPERATOR, counter_id=counter, opening=opening, now=now)
    booked = appointments.book(actor=owner, region=HERE, day=day, first=540, theme="", now=now)
    (key, _), *_ = queues.openings(HERE)
    return {"ticket": row.id, "appointment": booked, "opening": key}


def _of_nobody(ids: Mapping[str, object]) -> dict[str, object]:
    fits = {UUID: uuid4(), int: 987_654}
    return {word: fits.get(type(value), "000000") for word, value in ids.items()}


def with_ids() -> dict[str, frozenset[str]]:
    """Return every URL of the project that takes an id: its name → what it takes."""
    return {name: frozenset(p.pattern.converters) for name, p in _leaves(get_resolver(), "")
            if p.pattern.converters}  # fmt: skip


def _leaves(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _leaves(each, each.namespace or space)
        else:
            yield f"{space}:{each.name}", each


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables but those that a mere visit may write."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.label not in SIGNING_IN | {"people.AccessLogRecord"}
    }


def knocks() -> int:
    """Return how many wrong ids and missing posts the access log knows."""
    return AccessLogRecord.objects.filter(result__in=["not-found", "not-allowed"]).count()
