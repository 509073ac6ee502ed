"""The clerk's queue of the hall: who waits how long, whom to call, which window one sits at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.people.doors import Request
from banhao.apps.queues import queries as queues
from banhao.apps.queues.halls import Hall, hall_of, halls
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for
from banhao.core.clock.local import localdate
from banhao.core.messages import Message, Text
from banhao.core.queues.tickets import Ticket

WINDOW, AT_HAND = "window", "ticket"  # keys of the session
LONG = 30  # minutes after which a wait is marked


@dataclass(frozen=True, slots=True)
class Line:
    """One who waits. `is_long`: longer than anybody should."""

    ticket: Ticket
    what: Message | Text
    waited: Message
    is_long: bool


def windows(actor: Actor, now: datetime) -> Sequence[tuple[str, Hall, Text]]:
    """Return the windows of the clerk's halls: "<region>/<slug>", hall, name."""
    codes = {office.region for office in offices_for(actor, Act.CALL_TICKETS, localdate(now))}
    own = halls() if "" in codes else [hall_of(code) for code in sorted(codes)]
    return [
        (f"{hall.region.code}/{counter.slug}", hall, counter.title)
        for hall in own
        for counter in hall.counters
    ]


def window_of(request: Request, now: datetime) -> str:
    """Return the window the clerk sits at: chosen, or that of the post; "" if neither."""
    known = [key for key, _, _ in windows(request.actor, now)]
    offices = offices_for(request.actor, Act.CALL_TICKETS, localdate(now))
    posts = [f"{office.region}/{office.counter}" for office in offices if office.counter]
    wanted = [request.session.get(WINDOW, ""), *posts]
    return next((key for key in wanted if key in known), known[0] if len(known) == 1 else "")


def panel(request: Request, now: datetime) -> Mapping[str, object]:
    """Return what the queue on the counter's page shows."""
    window = window_of(request, now)
    region = window.partition("/")[0]
    context: dict[str, object] = {"window": window, "windows": windows(request.actor, now)}
    at_hand = queues.at_hand(request.actor, now)
    context["at_hand"] = _line(at_hand, hall_of(at_hand.region), now) if at_hand else None
    if region:
        hall = hall_of(region)
        context["lines"] = [_line(one, hall, now) for one in queues.waiting(region, now)]
        context["missed"] = queues.missed(region, now)
        context["waited"] = queues.waited_today(region, now)
    return context


def _line(ticket: Ticket, hall: Hall, now: datetime) -> Line:
    minutes = ticket.waited_minutes(now)
    what = hall.title_of(ticket.theme)
    return Line(ticket, what, Message("queue.waited", minutes=minutes), minutes >= LONG)


def ticket_line(case_id: UUID, now: datetime) -> tuple[str, Message] | None:
    """Return the ticket with which a case was taken in, and how long its holder waited."""
    ticket = queues.ticket_of_case(case_id)
    if ticket is None:
        return None
    return ticket.label, Message("queue.waited", minutes=ticket.waited_minutes(now))
