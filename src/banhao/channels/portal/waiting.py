"""The hall on the portal: taking a ticket, waiting with it, booking a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from banhao.apps.queues import queries as queues
from banhao.apps.queues.halls import Hall, hall_of
from banhao.core.authority.acts import Actor
from banhao.core.messages import Message, Text
from banhao.core.queues.estimates import Estimate
from banhao.core.queues.hours import moment
from banhao.core.queues.slots import Free
from banhao.core.queues.tickets import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket as its holder sees it. `window`: where they are called to."""

    ticket: Ticket
    hall: Hall
    what: Message | Text
    window: Text
    state: str
    words: Message
    how: Message
    ahead: int

    @property
    def is_waiting(self) -> bool:
        """Return whether it may be given back, and its place changes."""
        return self.ticket.state is TicketState.WAITING

    @property
    def is_called(self) -> bool:
        """Return whether its holder has to go to a window now."""
        return self.ticket.state is TicketState.CALLED


def held(ticket: Ticket, now: datetime) -> Held:
    """Return a ticket with its place in the queue."""
    hall = hall_of(ticket.region)
    found = queues.estimate_of(ticket, now)
    words, how = said(found)
    return Held(
        ticket=ticket,
        hall=hall,
        what=hall.title_of(ticket.theme),
        window=hall.counter(ticket.counter),
        state=f"queue.state.{ticket.state.value}",
        words=words,
        how=how,
        ahead=found.ahead,
    )


def said(found: Estimate) -> tuple[Message, Message]:
    """Return an estimate in words, and how it was computed."""
    given = {"ahead": found.ahead, "each": found.each, "sample": found.sample}
    if found.ahead == 0:
        return Message("queue.estimate.next"), Message("queue.how.unknown")
    if found.minutes is None:
        return Message("queue.estimate.unknown", **given), Message("queue.how.unknown")
    how = Message("queue.how.minutes", windows=found.windows, **given)
    return Message("queue.estimate.minutes", minutes=found.minutes, **given), how


def hall_page(hall: Hall, now: datetime) -> Mapping[str, object]:
    """Return what the page of a hall shows."""
    board = queues.board(hall.region.code, now)
    words, how = said(board.estimate)
    return {
        "hall": hall,
        "board": board,
        "calls": [(ticket.label, hall.counter(ticket.counter)) for ticket in board.called],
        "words": words,
        "how": how,
        "is_open": hall.is_open(now),
        "opens": hall.opens_next(now),
        "takes_bookings": bool(queues.openings(hall.region.code)),
    }


def booking_page(hall: Hall, chosen: str, now: datetime) -> Mapping[str, object]:
    """Return the days and the times of the chosen one, else of the first with a free place."""
    region, counters = hall.region.code, [one.slug for one in hall.counters]
    days = queues.days_with_slots(region, counters, now)
    first = next((day for day, free in days.items() if free), next(iter(days), None))
    day = _day(chosen) if _day(chosen) in days else first
    times = queues.free_times(region, counters, day, now) if day else ()
    return {
        "hall": hall,
        "days": days.items(),
        "day": day,
        "times": [(time, *_ends(time)) for time in times],
        "is_full": bool(times) and not any(time.free for time in times),
        "next": _next(region, counters, now),
    }


def own_appointments(actor: Actor, now: datetime) -> Sequence[tuple[queues.Appointment, Hall]]:
    """Return the actor's appointments with their halls."""
    return [(one, hall_of(one.region)) for one in queues.appointments(actor, now)]


def _ends(time: Free) -> tuple[datetime, datetime]:
    return moment(time.day, time.first), moment(time.day, time.last)


def _next(region: str, counters: Sequence[str], now: datetime) -> datetime | None:
    free = queues.next_free(region, counters, now)
    return moment(free.day, free.first) if free else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
