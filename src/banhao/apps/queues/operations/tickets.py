"""Take a ticket, call the next, and what follows."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from banhao.apps.people.doors import require
from banhao.apps.queues import halls, queries
from banhao.apps.queues.models import AppointmentRecord, AppointmentState, TicketRecord
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message
from banhao.core.queues.estimates import is_full
from banhao.core.queues.hours import minutes_left, moment
from banhao.core.queues.tickets import LEADS_TO, Step, Ticket, TicketState, after, in_turn

TRIES = 200  # for a number that nobody else has: at most so many may press at one moment


@transaction.atomic(durable=True)
def take_ticket(*, actor: Actor, region: str, theme: str, now: datetime) -> Ticket:
    """Take the next number of a hall for today.

    :raises NotAllowed: closed, or so full that it would be called after closing time.
    """
    require(actor, Act.TAKE_TICKET, Thing(), localdate(now))
    hall = halls.hall_of(region)
    if theme and theme not in hall.themes:
        raise BadInput(Message("queue.no_theme"), field="theme")
    _refuse_closed(hall, now)
    if is_full(queries.board(region, now).estimate, minutes_left(now, hall.hours)):
        raise NotAllowed(Message("queue.full"))
    return _with_number(TicketRecord(region=region, day=localdate(now), theme=theme, taken_at=now))


@transaction.atomic(durable=True)
def check_in(*, actor: Actor, region: str, code: str, now: datetime) -> Ticket:
    """Take the ticket of an appointment of today by its code; twice gives the same ticket.

    In time it is called within its slot; after the slot it waits like everybody else.
    :raises NotFound: no such appointment here today. :raises NotAllowed: the hall is closed.
    """
    require(actor, Act.TAKE_TICKET, Thing(), localdate(now))
    today = localdate(now)
    rows = AppointmentRecord.objects.filter(region=region, day=today, code=code.strip())
    row = rows.exclude(state=AppointmentState.CANCELLED).first()
    if row is None:
        raise NotFound(Message("queue.no_code"))
    if row.state == AppointmentState.CAME:
        return TicketRecord.objects.get(appointment=row.id).to_ticket()
    _refuse_closed(halls.hall_of(region), now)
    if not AppointmentRecord.objects.filter(id=row.id, state=row.state).update(
        state=AppointmentState.CAME
    ):
        raise Conflict(Message("queue.just_taken"))
    ticket = TicketRecord(
        region=region, day=today, theme=row.theme, taken_at=now, appointment=row.id
    )
    if now < moment(row.day, row.last):
        ticket.slot_begins_at = moment(row.day, row.first)
        ticket.slot_ends_at = moment(row.day, row.last)
    return _with_number(ticket)


@transaction.atomic(durable=True)
def leave(*, actor: Actor, ticket_id: UUID, now: datetime) -> None:
    """Give a ticket back. :raises NotAllowed: if it was called already. Act: TAKE_TICKET."""
    require(actor, Act.TAKE_TICKET, Thing(), localdate(now))
    ticket = queries.ticket(ticket_id)
    _move(ticket, Step.LEAVE, {"ended_at": now})


@transaction.atomic(durable=True)
def call_next(*, actor: Actor, region: str, counter: str, now: datetime) -> Ticket | None:
    """Call whose turn it is to a counter; None: nobody may be called now.

    Two clerks at once: each row is taken by compare and set, so who comes second takes the next.
    :raises NotAllowed: not the clerk's hall, or the one at hand is not finished.
    """
    require(actor, Act.CALL_TICKETS, Thing(region=region), localdate(now))
    if counter not in {one.slug for one in halls.hall_of(region).counters}:
        raise BadInput(Message("queue.no_window"), field="window")
    if queries.at_hand(actor, now) is not None:
        raise NotAllowed(Message("queue.one_at_hand"))
    for ticket in in_turn(queries.waiting(region, now), now):
        if _call(ticket, actor, counter, now):
            return queries.ticket(ticket.id)
    return None


@transaction.atomic(durable=True)
def take_step(*, actor: Actor, ticket_id: UUID, step: Step, counter: str, now: datetime) -> Ticket:
    """Call again, say that nobody came, serve, or finish; a missed one may be called again.

    :raises NotFound: not of the clerk's halls today. :raises NotAllowed: not in that state.
    """
    row = queries.own_ticket(actor, ticket_id, now)
    require(actor, Act.CALL_TICKETS, Thing(region=row.region), localdate(now))
    ticket, hand = row.to_ticket(), queries.at_hand(actor, now)
    if step is Step.RECALL and hand is not None and hand.id != ticket.id:
        raise NotAllowed(Message("queue.one_at_hand"))
    if step is not Step.RECALL and ticket.clerk != actor.person:
        raise NotAllowed(Message("queue.not_yours"))
    _move(ticket, step, _columns(step, ticket, actor, counter, now))
    return queries.ticket(ticket_id)


@transaction.atomic(durable=True)
def link_case(*, actor: Actor, ticket_id: UUID, case: UUID, now: datetime) -> None:
    """Note which case was taken in with a ticket (a draft's id is its case's). Act: CALL_TICKETS.

    A ticket that is not the clerk's any more is left alone: the filing does not hang on it.
    """
    require(actor, Act.CALL_TICKETS, Thing(), localdate(now))
    rows = TicketRecord.objects.filter(id=ticket_id, clerk=actor.person, day=localdate(now))
    rows.update(case=case)


def _refuse_closed(hall: halls.Hall, now: datetime) -> None:
    if hall.is_open(now):
        return
    opens = hall.opens_next(now)
    code = "queue.closed_until" if opens else "queue.closed"
    raise NotAllowed(Message(code, **({"at": opens} if opens else {})))


def _with_number(row: TicketRecord) -> Ticket:
    """Store a ticket under the next free number; whoever is second at once tries the one after."""
    own = TicketRecord.objects.filter(region=row.region, day=row.day)
    for _ in range(TRIES):
        row.number = (own.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue
        return row.to_ticket()
    raise Conflict(Message("queue.try_again"))


def _call(ticket: Ticket, actor: Actor, counter: str, now: datetime) -> bool:
    """Take a waiting ticket if nobody else has; whether it worked."""
    rows = TicketRecord.objects.filter(id=ticket.id, state=TicketState.WAITING)
    try:
        with transaction.atomic():
            return bool(
                rows.update(
                    state=LEADS_TO[Step.CALL],
                    counter=counter,
                    clerk=actor.person,
                    called_at=now,
                    calls=1,
                )
            )
    except IntegrityError as error:  # the same clerk pressed twice: one ticket a clerk
        raise NotAllowed(Message("queue.one_at_hand")) from error


def _move(ticket: Ticket, step: Step, columns: dict[str, object]) -> None:
    """Write a step of a ticket if it is still in the state that was read."""
    state = after(ticket.state, step)
    rows = TicketRecord.objects.filter(id=ticket.id, state=ticket.state, calls=ticket.calls)
    try:
        with transaction.atomic():
            written = rows.update(state=state, **columns)
    except IntegrityError as error:
        raise NotAllowed(Message("queue.one_at_hand")) from error
    if not written:
        raise Conflict(Message("queue.just_taken"))


def _columns(
    step: Step, ticket: Ticket, actor: Actor, counter: str, now: datetime
) -> dict[str, object]:
    match step:
        case Step.RECALL:
            window = counter or ticket.counter
            return {"calls": ticket.calls + 1, "clerk": actor.person, "counter": window}
        case Step.SERVE:
            return {"began_at": now}
        case _:
            return {"ended_at": now}
