"""What only some pages need: a hall that is always open, a district, a table, a bad rating."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from banhao.apps.imports import operations as imports
from banhao.apps.imports.operations import in_background
from banhao.apps.organisations.operations import places
from banhao.apps.people.confirmation import link_to_confirm
from banhao.apps.people.recovery import link_to_recover
from banhao.apps.queues.operations.appointments import add_opening
from banhao.apps.queues.operations.tickets import take_ticket
from banhao.apps.ratings.links import Link
from banhao.apps.ratings.operations import rate
from banhao.apps.ratings.services import Service
from banhao.apps.tokens.operations import make_token
from banhao.apps.tokens.queries import caller_of
from banhao.apps.webhooks.operations import add_webhook
from banhao.core.authority.acts import ANYBODY, Actor, Role
from banhao.core.authority.scopes import Scope
from banhao.core.clock.local import localdate
from banhao.core.imports.columns import Kind
from banhao.core.imports.sheet import Row
from banhao.core.messages import Text
from banhao.core.queues.slots import Opening
from banhao.core.ratings.values import Answer, Caller, Door, Level
from tests.journeys.pages.people import LONG_NAME

HALL, DISTRICT = "510199", "370102"  # a hall without a catalogue has no hours: always open
NOWHERE = Text("", "")
WORKDAYS, MORNING = range(7), (9 * 60, 11 * 60)  # minutes after midnight


def more_places(admin: Actor, now: datetime) -> Mapping[str, object]:
    """Make a hall with slots and a ticket, and a district that may offer a theme of its city."""
    title = Text("新城区（很长很长的地区名字，看看会不会断行）", "New town")
    places.create_region(actor=admin, code=HALL, slug="xincheng", title=title, now=now)
    counter = places.create_counter(
        actor=admin, region=HALL, slug="one", title=Text("一号窗口"), address=NOWHERE, now=now
    )
    for weekday in WORKDAYS:
        opening = Opening("one", weekday, None, *MORNING, minutes=30, places=2)
        add_opening(actor=admin, counter_id=counter, opening=opening, now=now)
    ticket = take_ticket(actor=ANYBODY, region=HALL, theme="", now=now)
    lixia = Text("历下区", "Lixia")
    places.create_region(actor=admin, code=DISTRICT, slug="lixia", title=lixia, now=now)
    office = Text("行政审批服务局", "Approval bureau")
    places.create_department(actor=admin, region=DISTRICT, slug="approval", title=office, now=now)
    return {"ticket": ticket.id, "district": DISTRICT}


def table(admin: Actor, now: datetime) -> Mapping[str, object]:
    """Look at a table of three people: one good, one whose post does not exist, one cut short."""
    rows = (
        {"email": "li@example.org", "name": "李示例", "region": HALL, "role": "窗口"},
        {"email": "zhao@example.org", "name": "赵示例", "region": HALL, "role": "局长"},
        {"email": "sun@example.org", "region": HALL},
    )
    sheet = tuple(Row(number, cells) for number, cells in enumerate(rows, start=2))
    return {"batch": imports.look(actor=admin, kind=Kind.PEOPLE, rows=sheet, now=now)}


def good_tables(admin: Actor, now: datetime) -> Mapping[str, object]:
    """Look at two tables of which every row is good; the worker is told to take one in."""
    found = {}
    for name in ("looked", "at_work"):
        rows = tuple(
            Row(
                n,
                {
                    "email": f"{name}{n}@example.org",
                    "name": LONG_NAME,
                    "region": HALL,
                    "role": "窗口",
                },
            )
            for n in range(2, 42)
        )
        found[name] = imports.look(actor=admin, kind=Kind.PEOPLE, rows=rows, now=now)
    in_background.want(actor=admin, batch_id=found["at_work"], whole=True, now=now)
    return found


def webhook(admin: Actor, now: datetime) -> Mapping[str, object]:
    """Connect a system that is told of news, and that has taken none yet."""
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]  # nobody is called: no worker runs
    token = make_token(
        actor=admin,
        name=f"{LONG_NAME}的业务系统",
        role=Role.CLERK,
        region="510112",
        scopes=[Scope.EVENTS],
        until=localdate(now) + timedelta(days=30),
        now=now,
    )
    caller = caller_of(token.id, localdate(now))
    assert caller
    url = "http://127.0.0.1:9/a/very/long/path/that/has/to/break/somewhere/banhao"
    return {"webhook": add_webhook(caller=caller, url=url, kinds=(), now=now).id}


def links_of(account: int, now: datetime) -> Mapping[str, object]:
    """Return the links out of a mail: to choose another password, to confirm the address."""
    return {"recover": link_to_recover(account, now), "confirm": link_to_confirm(account, now)}


def rate_badly(rater: Actor, case: UUID, service: Service, why: str, now: datetime) -> None:
    """Leave a bad rating with a name: the desk calls."""
    link = Link(case, service.occasion.seq, Door.PAGE)
    answer = Answer(Level.VERY_DISSATISFIED, words=why, caller=Caller("𠮷田美咲", "19900000061"))
    rate(actor=rater, link=link, answer=answer, now=now)
