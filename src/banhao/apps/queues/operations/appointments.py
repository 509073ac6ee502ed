"""Book and cancel an appointment; set the slots of a counter."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import require
from banhao.apps.queues import halls, queries
from banhao.apps.queues.models import AppointmentRecord, AppointmentState, OpeningRecord
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message
from banhao.core.queues.hours import moment
from banhao.core.queues.slots import Opening, Slot, checked, days_ahead

TRIES = 20  # for a place and a code that nobody takes at the same moment
Place = tuple[Slot, int]


@transaction.atomic(durable=True)
def book(*, actor: Actor, region: str, day: date, first: int, theme: str, now: datetime) -> UUID:
    """Book a place in a slot; returns the id of the appointment.

    :raises BadInput: no such slot. :raises NotAllowed: one a person and day.
    :raises Conflict: the slot is full; the message says the next free one.
    """
    require(actor, Act.BOOK, Thing(owner=actor.person), localdate(now))
    hall = halls.hall_of(region)
    own = AppointmentRecord.objects.filter(account=actor.person or 0, state=AppointmentState.BOOKED)
    if own.filter(day=day).exists():
        raise NotAllowed(Message("queue.one_a_day"))
    counters = [one.slug for one in hall.counters]
    slots = [slot for slot in queries.slots(region, counters, day) if slot.first == first]
    if not slots or day not in days_ahead(localdate(now)) or slots[0].begins_at <= now:
        raise BadInput(Message("queue.no_slot"), field="first")
    theme = theme if theme in hall.themes else ""
    for _ in range(TRIES):
        free = _free_place(region, slots)
        if free is None:
            raise Conflict(_full(region, counters, now))
        booked = _insert(actor, region, free, theme, now)
        if booked is not None:
            return booked
        if own.filter(day=day).exists():
            raise NotAllowed(Message("queue.one_a_day"))
    raise Conflict(Message("queue.try_again"))


@transaction.atomic(durable=True)
def cancel(*, actor: Actor, appointment_id: UUID, now: datetime) -> None:
    """Cancel one's own appointment before it begins; the place is free at once. Act: BOOK."""
    own = queries.appointment(actor, appointment_id)
    require(actor, Act.BOOK, Thing(owner=actor.person), localdate(now))
    if own.begins_at <= now:
        raise NotAllowed(Message("queue.has_begun"))
    rows = AppointmentRecord.objects.filter(id=own.id, state=AppointmentState.BOOKED)
    rows.update(state=AppointmentState.CANCELLED)


@transaction.atomic(durable=True)
def add_opening(*, actor: Actor, counter_id: int, opening: Opening, now: datetime) -> None:
    """Add slots to a counter that the actor administers. :raises BadInput: if they cannot be."""
    counter = administered.own_counter(actor, counter_id, localdate(now))
    require(actor, Act.ADMINISTER, Thing(region=counter.region), localdate(now))
    own = checked(opening)
    for _, other in queries.openings(counter.region):
        same = (other.counter, other.weekday, other.day) == (counter.slug, own.weekday, own.day)
        if same and other.first < own.last and own.first < other.last:
            raise BadInput(Message("queue.overlaps"), field="first")
    OpeningRecord.objects.create(
        region=counter.region,
        counter=counter.slug,
        weekday=own.weekday,
        day=own.day,
        first=own.first,
        last=own.last,
        minutes=own.minutes,
        places=own.places,
    )


@transaction.atomic(durable=True)
def remove_opening(*, actor: Actor, counter_id: int, opening_id: int, now: datetime) -> None:
    """Take slots away; what is booked stays booked. :raises NotFound: not of this counter."""
    counter = administered.own_counter(actor, counter_id, localdate(now))
    require(actor, Act.ADMINISTER, Thing(region=counter.region), localdate(now))
    rows = OpeningRecord.objects.filter(region=counter.region, counter=counter.slug)
    if not rows.filter(id=opening_id).delete()[0]:
        raise NotFound(Message("queue.no_opening"))


def _free_place(region: str, slots: list[Slot]) -> Place | None:
    """Return the first place of these slots that nobody has."""
    rows = AppointmentRecord.objects.filter(region=region, day=slots[0].day, first=slots[0].first)
    kept = set(rows.exclude(state=AppointmentState.CANCELLED).values_list("counter", "place"))
    places = ((slot, place) for slot in slots for place in range(slot.places))
    return next((one for one in places if (one[0].counter, one[1]) not in kept), None)


def _insert(actor: Actor, region: str, free: Place, theme: str, now: datetime) -> UUID | None:
    slot, place = free
    row = AppointmentRecord(
        region=region,
        counter=slot.counter,
        day=slot.day,
        first=slot.first,
        last=slot.last,
        place=place,
        account=actor.person or 0,
        theme=theme,
        code=f"{secrets.randbelow(10**6):06}",
        made_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    return row.id


def _full(region: str, counters: list[str], now: datetime) -> Message:
    free = queries.next_free(region, counters, now)
    if free is None:
        return Message("queue.all_full")
    return Message("queue.slot_full", next=moment(free.day, free.first))
