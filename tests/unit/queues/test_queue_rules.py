"""Whose turn it is, how long it takes, when a hall is open, what may be booked."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.clock.local import CHINA
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.queues.estimates import estimate, is_full
from banhao.core.queues.hours import is_open, minutes_left, moment, opens_next
from banhao.core.queues.slots import Opening, checked, free_of, slots_of
from banhao.core.queues.tickets import (
    ALLOWED,
    LEADS_TO,
    Step,
    Ticket,
    TicketState,
    after,
    ahead_of,
    in_turn,
)

CALENDAR = announced_calendar()
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
HOURS = ((540, 720), (810, 1020))
NINE = moment(FRIDAY, 540)


def ticket(number: int, slot: tuple[int, int] | None = None, **more: object) -> Ticket:
    times = (moment(FRIDAY, slot[0]), moment(FRIDAY, slot[1])) if slot else None
    about = {"state": TicketState.WAITING, "taken_at": NINE, "theme": "", **more}
    return Ticket(id=uuid4(), region="999999", day=FRIDAY, number=number, slot=times, **about)


def numbers(tickets, now):
    return [one.number for one in in_turn(tickets, now)]


def test_those_who_came_are_called_by_number_and_appointments_in_their_slot_first():
    tickets = [ticket(3), ticket(1), ticket(2, (600, 630)), ticket(4, (570, 600))]

    assert numbers(tickets, NINE) == [1, 3]
    assert numbers(tickets, NINE + timedelta(minutes=30)) == [4, 1, 3]
    assert numbers(tickets, NINE + timedelta(minutes=60)) == [4, 2, 1, 3]


def test_ahead_are_those_who_are_called_before():
    first, second, booked = ticket(1), ticket(2), ticket(3, (600, 630))
    tickets = [second, booked, first]

    assert ahead_of(second, tickets, NINE) == 1
    assert ahead_of(second, tickets, moment(FRIDAY, 600)) == 2
    assert ahead_of(booked, tickets, NINE) == 0


def test_labels_tell_appointments_from_the_others():
    assert (ticket(7).label, ticket(12, (600, 630)).label) == ("A007", "Y012")


def test_waiting_is_counted_up_to_the_first_call():
    called = ticket(1, called_at=NINE + timedelta(minutes=9, seconds=59))

    assert called.waited_minutes(NINE + timedelta(hours=2)) == 9
    assert ticket(1).waited_minutes(NINE + timedelta(hours=2)) == 120


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", TicketState)
def test_only_the_diagram_is_allowed(step, state):
    if state in ALLOWED[step]:
        assert after(state, step) is LEADS_TO[step]
    else:
        with pytest.raises(NotAllowed):
            after(state, step)


def test_the_estimate_is_ahead_times_each_by_windows():
    found = estimate(6, [7, 8, 9], 2)

    assert (found.minutes, found.each, found.sample, found.windows) == (24, 8, 3, 2)
    assert estimate(5, [8] * 30, 2).minutes == 20
    assert estimate(5, [8] * 30, 2).sample == 10


def test_too_little_is_known_for_a_time():
    assert estimate(6, [8, 8], 2).minutes is None
    assert estimate(6, [8, 8, 8], 0).minutes is None
    assert estimate(0, [8, 8, 8], 1).minutes == 0


@given(st.integers(0, 500), st.lists(st.integers(1, 90), max_size=30), st.integers(0, 20))
def test_more_ahead_never_waits_less_and_more_windows_never_longer(ahead, served, windows):
    one = estimate(ahead, served, windows)
    more, wider = estimate(ahead + 1, served, windows), estimate(ahead, served, windows + 1)

    if one.minutes is not None:
        assert more.minutes is not None
        assert wider.minutes is not None
        assert more.minutes >= one.minutes >= wider.minutes


def test_a_hall_is_full_when_the_next_would_be_called_after_closing():
    assert is_full(estimate(10, [10, 10, 10], 1), 99)
    assert not is_full(estimate(10, [10, 10, 10], 1), 100)
    assert not is_full(estimate(10, [10], 1), 1)
    assert not is_full(estimate(10, [10, 10, 10], 1), None)


def test_open_on_working_days_in_office_hours():
    assert is_open(NINE, HOURS, CALENDAR)
    assert not is_open(moment(FRIDAY, 720), HOURS, CALENDAR)
    assert not is_open(moment(SATURDAY, 600), HOURS, CALENDAR)
    assert is_open(moment(SATURDAY, 600), (), CALENDAR)


def test_the_next_opening_is_after_lunch_or_after_the_weekend():
    assert opens_next(moment(FRIDAY, 730), HOURS, CALENDAR) == moment(FRIDAY, 810)
    assert opens_next(moment(FRIDAY, 1030), HOURS, CALENDAR) == moment(MONDAY, 540)
    assert opens_next(moment(FRIDAY, 1030), (), CALENDAR) is None


def test_minutes_left_leave_lunch_out():
    assert minutes_left(moment(FRIDAY, 700), HOURS) == 20 + 210
    assert minutes_left(moment(FRIDAY, 1100), HOURS) == 0
    assert minutes_left(NINE, ()) is None


def weekly(**more: object) -> Opening:
    about = {"counter": "hall", "weekday": 4, "day": None, "first": 540, "last": 600}
    return Opening(**about | {"minutes": 30, "places": 2} | more)


def test_slots_are_cut_from_the_opening_and_what_is_left_over_is_none():
    found = slots_of([weekly(last=615)], FRIDAY, CALENDAR)

    assert [(slot.first, slot.last) for slot in found] == [(540, 570), (570, 600)]
    assert slots_of([weekly()], MONDAY, CALENDAR) == []


def test_a_single_day_replaces_its_weekday_and_may_close_it():
    closed = weekly(weekday=None, day=FRIDAY, places=0)
    other = weekly(counter="other")

    found = slots_of([weekly(), closed, other], FRIDAY, CALENDAR)

    assert {slot.counter for slot in found} == {"other"}


def test_weekday_slots_of_a_day_off_are_none_and_a_single_day_may_be_one():
    holiday = date(2026, 10, 1)

    assert slots_of([weekly(weekday=holiday.weekday())], holiday, CALENDAR) == []
    assert slots_of([weekly(weekday=None, day=holiday)], holiday, CALENDAR) != []


def test_free_is_what_the_counters_have_left_together():
    slots = slots_of([weekly(), weekly(counter="other", places=1)], FRIDAY, CALENDAR)

    before = datetime(2026, 11, 27, 8, tzinfo=CHINA)
    found = free_of(slots, [("hall", 540), ("hall", 540), ("other", 570)], before)

    assert [(time.first, time.free) for time in found] == [(540, 1), (570, 2)]
    assert [time.first for time in free_of(slots, [], NINE)] == [570]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"weekday": None}, "weekday"),
        ({"day": FRIDAY}, "weekday"),
        ({"last": 540}, "last"),
        ({"last": 1500}, "last"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 61}, "minutes"),
        ({"places": 0}, "places"),
        ({"places": 51}, "places"),
    ],
)
def test_openings_that_cannot_be_are_refused_by_field(wrong, field):
    with pytest.raises(BadInput) as refused:
        checked(weekly(**wrong))

    assert refused.value.field == field
