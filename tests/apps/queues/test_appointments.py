"""Appointments: one a person and day; full slots say the next; kept ones are called in time."""

from datetime import timedelta

import pytest

from banhao.apps.queues import queries
from banhao.apps.queues.operations import appointments, tickets
from banhao.core.authority.acts import ANYBODY, THE_OPERATOR
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.queues.slots import Opening
from tests.apps.queues.hall import (
    NOW,
    REGION,
    TOMORROW,
    build,
    call,
    minutes,
    slots_on,
    take,
)
from tests.apps.small_city import a_person

pytestmark = pytest.mark.django_db
COUNTERS = ["hall", "second"]
AT_NINE = NOW.replace(hour=9, minute=0) + timedelta(days=1)


@pytest.fixture(autouse=True)
def _hall(db):
    build()


@pytest.fixture
def person(_hall):
    return a_person()


@pytest.fixture
def other(_hall):
    return a_person("qian")


def book(person, first=540, day=TOMORROW):
    return appointments.book(actor=person, region=REGION, day=day, first=first, theme="", now=NOW)


def check_in(person, at):
    (one,) = queries.appointments(person, at)
    return tickets.check_in(actor=ANYBODY, region=REGION, code=one.code, now=at)


def test_a_full_slot_says_the_next_that_is_free(person, other):
    slots_on()
    book(person)

    with pytest.raises(Conflict) as refused:
        book(other)

    assert refused.value.message.code == "queue.slot_full"
    assert refused.value.message.params["next"] == AT_NINE + minutes(30)


def test_all_counters_of_the_hall_give_places(person, other):
    slots_on()
    slots_on(counter="second")
    book(person)
    book(other)

    (time, _) = queries.free_times(REGION, COUNTERS, TOMORROW, NOW)
    assert (time.first, time.free) == (540, 0)


def test_one_open_booking_a_person_and_day_and_cancelling_frees_it(person, other):
    slots_on()
    own = book(person)

    with pytest.raises(NotAllowed) as refused:
        book(person, 570)
    assert refused.value.message.code == "queue.one_a_day"
    with pytest.raises(NotFound):
        appointments.cancel(actor=other, appointment_id=own, now=NOW)
    appointments.cancel(actor=person, appointment_id=own, now=NOW)
    book(other)
    book(person, 570)


def test_what_has_begun_cannot_be_booked_or_cancelled(person):
    slots_on()
    own = book(person)

    with pytest.raises(NotAllowed):
        appointments.cancel(actor=person, appointment_id=own, now=AT_NINE)
    for first, day in ((541, TOMORROW), (540, TOMORROW + timedelta(days=40))):
        with pytest.raises((BadInput, NotAllowed)):
            book(a_person(f"p{first}{day.day}"), first, day)


def test_who_keeps_the_time_is_called_within_it_before_the_others(person):
    slots_on()
    book(person, 570)
    early = AT_NINE + minutes(1)
    others = [take(early), take(early)]
    booked = check_in(person, early)

    first = call(0, early)
    in_slot = call(1, AT_NINE + minutes(30), "second")

    assert booked.label == "Y003"
    assert first.id == others[0].id
    assert in_slot.id == booked.id


def test_who_comes_after_the_slot_waits_like_everybody(person):
    slots_on()
    book(person)
    late = AT_NINE + minutes(31)

    ticket = check_in(person, late)

    assert (ticket.slot, ticket.label) == (None, "A001")


def test_a_code_gives_one_ticket_and_only_today(person):
    slots_on()
    book(person)
    (one,) = queries.appointments(person, NOW)

    with pytest.raises(NotFound):
        tickets.check_in(actor=ANYBODY, region=REGION, code=one.code, now=NOW)
    again = [
        tickets.check_in(actor=ANYBODY, region=REGION, code=one.code, now=AT_NINE) for _ in range(2)
    ]
    assert again[0].id == again[1].id


def test_slots_that_overlap_are_refused_and_removing_them_keeps_bookings(person):
    slots_on()
    book(person)
    ((key, _),) = queries.openings(REGION)
    number = next(c.id for c in queries_counters() if c.slug == "hall")

    with pytest.raises(BadInput) as refused:
        slots_on(first=570, last=660)
    appointments.remove_opening(actor=THE_OPERATOR, counter_id=number, opening_id=key, now=NOW)

    assert refused.value.field == "first"
    assert queries.next_free(REGION, COUNTERS, NOW) is None
    assert len(queries.appointments(person, NOW)) == 1


def test_weekly_slots_are_there_on_working_days_only():
    number = next(c.id for c in queries_counters() if c.slug == "hall")
    for weekday in range(7):
        opening = Opening("hall", weekday, None, 540, 600, 30, 1)
        appointments.add_opening(actor=THE_OPERATOR, counter_id=number, opening=opening, now=NOW)

    days = queries.days_with_slots(REGION, COUNTERS, NOW)

    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
    assert len(days) == 10  # of two weeks; today the last slot has just begun


def queries_counters():
    from banhao.apps.organisations import queries as organisations

    return organisations.counters(REGION)
