"""Reads of queues: who waits, who is called, how long it takes; free slots and one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.queues.models import (
    AppointmentRecord,
    AppointmentState,
    OpeningRecord,
    TicketRecord,
)
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.core.queues.estimates import SAMPLE, Estimate, estimate
from banhao.core.queues.hours import moment
from banhao.core.queues.slots import Free, Opening, Slot, days_ahead, free_of, slots_of
from banhao.core.queues.tickets import OPEN, Ticket, TicketState, ahead_of, in_turn

LATELY = timedelta(minutes=30)  # a window that has called nobody for longer is not counted


@dataclass(frozen=True, slots=True)
class Appointment:
    """A place in a slot, as its holder sees it."""

    id: UUID
    region: str
    counter: str
    day: date
    begins_at: datetime
    ends_at: datetime
    theme: str
    code: str
    is_booked: bool


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on the wall of a hall: who is called where, how many wait."""

    called: Sequence[Ticket]
    waiting: int
    estimate: Estimate


def ticket(ticket_id: UUID) -> Ticket:
    """Return a ticket; whoever has its id holds it. :raises NotFound: if there is none."""
    row = TicketRecord.objects.filter(id=ticket_id).first()
    if row is None:
        raise NotFound(Message("queue.no_ticket"))
    return row.to_ticket()


def own_ticket(actor: Actor, ticket_id: UUID, now: datetime) -> TicketRecord:
    """Return the row of a ticket of the clerk's halls. :raises NotFound: otherwise."""
    rows = TicketRecord.objects.filter(id=ticket_id, day=localdate(now))
    row = rows.first()
    regions = {office.region for office in offices_for(actor, Act.CALL_TICKETS, localdate(now))}
    if row is None or not ("" in regions or row.region in regions):
        raise NotFound(Message("queue.no_ticket"))
    return row


def waiting(region: str, now: datetime) -> Sequence[Ticket]:
    """Return everybody who waits in a hall today: who may be called now in turn, then the rest."""
    rows = _today(region, now).filter(state=TicketState.WAITING).order_by("number")
    every = [row.to_ticket() for row in rows]
    ready = in_turn(every, now)
    return [*ready, *(one for one in every if one not in ready)]


def board(region: str, now: datetime) -> Board:
    """Return what a hall shows to everybody, the latest call first."""
    called = _today(region, now).filter(state=TicketState.CALLED).order_by("-called_at")
    before = len(in_turn(waiting(region, now), now))
    return Board([row.to_ticket() for row in called], before, _estimate(region, before, now))


def estimate_of(one: Ticket, now: datetime) -> Estimate:
    """Return how long the holder of a ticket has still to wait, as things stand."""
    ahead = ahead_of(one, waiting(one.region, now), now)
    return _estimate(one.region, ahead, now)


def at_hand(actor: Actor, now: datetime) -> Ticket | None:
    """Return the ticket that the clerk has called or serves, None if none."""
    rows = TicketRecord.objects.filter(clerk=actor.person, state__in=OPEN, day=localdate(now))
    row = rows.first()
    return row.to_ticket() if row else None


def missed(region: str, now: datetime) -> Sequence[Ticket]:
    """Return today's tickets that nobody came with, the latest first: they may still be called."""
    rows = _today(region, now).filter(state=TicketState.MISSED).order_by("-called_at")
    return [row.to_ticket() for row in rows[:10]]


def waited_today(region: str, now: datetime) -> tuple[int, int] | None:
    """Return (mean, longest) minutes from taking a ticket to its call today, None if no calls."""
    rows = _today(region, now).filter(called_at__isnull=False)
    minutes = [row.to_ticket().waited_minutes(now) for row in rows]
    return (round(sum(minutes) / len(minutes)), max(minutes)) if minutes else None


def ticket_of_case(case: UUID) -> Ticket | None:
    """Return the ticket with which a case was taken in. Ask for the case first."""
    row = TicketRecord.objects.filter(case=case).first()
    return row.to_ticket() if row else None


def openings(region: str) -> Sequence[tuple[int, Opening]]:
    """Return the openings of a hall with their ids, weekdays first."""
    rows = OpeningRecord.objects.filter(region=region)
    rows = rows.order_by("counter", "day", "weekday", "first")
    return [(row.id, row.to_opening()) for row in rows]


def slots(region: str, counters: Sequence[str], day: date) -> Sequence[Slot]:
    """Return the slots of a day at the counters that a hall has."""
    own = [opening for _, opening in openings(region) if opening.counter in counters]
    return slots_of(own, day, catalogues.calendar())


def taken(region: str, day: date) -> Sequence[tuple[str, int]]:
    """Return (counter, begin) of every booking of a day that stands."""
    rows = AppointmentRecord.objects.filter(region=region, day=day)
    kept = rows.exclude(state=AppointmentState.CANCELLED)
    return list(kept.values_list("counter", "first"))


def free_times(region: str, counters: Sequence[str], day: date, now: datetime) -> Sequence[Free]:
    """Return the times of a day with what is free."""
    return free_of(slots(region, counters, day), taken(region, day), now)


def next_free(region: str, counters: Sequence[str], now: datetime) -> Free | None:
    """Return the next time with a free place, None if all is booked."""
    for day in days_ahead(localdate(now)):
        for time in free_times(region, counters, day, now):
            if time.free:
                return time
    return None


def days_with_slots(region: str, counters: Sequence[str], now: datetime) -> Mapping[date, int]:
    """Return the days one may book on, with how many places are free."""
    return {
        day: sum(time.free for time in times)
        for day in days_ahead(localdate(now))
        if (times := free_times(region, counters, day, now))
    }


def appointments(actor: Actor, now: datetime) -> Sequence[Appointment]:
    """Return the actor's own appointments from today on, the next first."""
    rows = AppointmentRecord.objects.filter(account=actor.person or 0, day__gte=localdate(now))
    kept = rows.exclude(state=AppointmentState.CANCELLED).order_by("day", "first")
    return [_to_appointment(row) for row in kept]


def appointment(actor: Actor, appointment_id: UUID) -> Appointment:
    """Return one of the actor's own appointments. :raises NotFound: if it is not theirs."""
    row = AppointmentRecord.objects.filter(id=appointment_id, account=actor.person or 0).first()
    if row is None:
        raise NotFound(Message("queue.no_appointment"))
    return _to_appointment(row)


def _today(region: str, now: datetime) -> QuerySet[TicketRecord]:
    return TicketRecord.objects.filter(region=region, day=localdate(now))


def _estimate(region: str, ahead: int, now: datetime) -> Estimate:
    served = _today(region, now).filter(state=TicketState.SERVED).order_by("-ended_at")[:SAMPLE]
    minutes = [
        max(int((row.ended_at - row.called_at).total_seconds() // 60), 1)
        for row in reversed(served)
        if row.ended_at and row.called_at
    ]
    lately = _today(region, now).filter(called_at__gte=now - LATELY)
    windows = lately.values("counter").distinct().count()
    return estimate(ahead, minutes, windows)


def _to_appointment(row: AppointmentRecord) -> Appointment:
    return Appointment(
        id=row.id,
        region=row.region,
        counter=row.counter,
        day=row.day,
        begins_at=moment(row.day, row.first),
        ends_at=moment(row.day, row.last),
        theme=row.theme,
        code=row.code,
        is_booked=row.state == AppointmentState.BOOKED,
    )
