"""The hall of the small city: one that is open at NOW, clerks, and slots of tomorrow."""

from datetime import datetime, timedelta

from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.operations import places
from banhao.apps.queues.operations import appointments, tickets
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR, Role
from banhao.core.clock.local import CHINA, localdate
from banhao.core.messages import Text
from banhao.core.queues.slots import Opening
from banhao.core.queues.tickets import Ticket
from tests.apps import small_city
from tests.apps.cases.town import officer

REGION, SLUG, WINDOW = "999999", "smallcity", "hall"
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=CHINA)  # a Thursday, in office hours
TOMORROW = localdate(NOW) + timedelta(days=1)
CLERKS = [officer(900, Role.CLERK), officer(901, Role.CLERK), officer(902, Role.CLERK)]
AWAY = officer(903, Role.CLERK, region="510112")


def build() -> None:
    """Offer the small city with a second window."""
    small_city.publish()
    places.create_counter(
        actor=THE_OPERATOR, region=REGION, slug="second", title=Text("二号窗口", "Second"),
        address=Text(""), now=NOW,
    )  # fmt: skip


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def take(at: datetime = NOW, theme: str = "") -> Ticket:
    return tickets.take_ticket(actor=ANYBODY, region=REGION, theme=theme, now=at)


def call(clerk: int = 0, at: datetime = NOW, counter: str = WINDOW) -> Ticket | None:
    return tickets.call_next(actor=CLERKS[clerk], region=REGION, counter=counter, now=at)


def slots_on(day=TOMORROW, *, first=540, last=600, places_=1, counter="hall") -> None:
    number = next(c.id for c in organisations.counters(REGION) if c.slug == counter)
    opening = Opening(counter, None, day, first, last, 30, places_)
    appointments.add_opening(actor=THE_OPERATOR, counter_id=number, opening=opening, now=NOW)
