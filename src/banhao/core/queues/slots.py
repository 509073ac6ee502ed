"""Appointment slots of a hall: what the region sets per counter and day, and what is still free."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from banhao.core.clock.values import Calendar
from banhao.core.clock.working import is_working_day
from banhao.core.errors import BadInput
from banhao.core.messages import Message
from banhao.core.queues.hours import moment

DAYS_AHEAD = 14  # how far ahead one may book
SHORTEST, MIDNIGHT, MOST_PLACES = 5, 24 * 60, 50


@dataclass(frozen=True, slots=True)
class Opening:
    """Slots of one counter: on every `weekday` (0 = Monday) that is worked, or on one `day`.

    `first`, `last`: minutes after midnight; `minutes`: length of a slot; `places`: how many in one
    slot, 0 on a single day = no appointments then. A day's own openings replace the weekday's.
    """

    counter: str
    weekday: int | None
    day: date | None
    first: int
    last: int
    minutes: int
    places: int

    @property
    def weekday_code(self) -> str:
        """Return the end of the message code of the weekday, "" for a single day."""
        return "" if self.weekday is None else str(self.weekday)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One slot of one counter: begin and end in minutes after midnight."""

    day: date
    first: int
    last: int
    counter: str
    places: int

    @property
    def begins_at(self) -> datetime:
        """Return when it begins."""
        return moment(self.day, self.first)

    @property
    def ends_at(self) -> datetime:
        """Return when it ends."""
        return moment(self.day, self.last)


@dataclass(frozen=True, slots=True)
class Free:
    """A time of a hall with the places that are free at all its counters."""

    day: date
    first: int
    last: int
    free: int


def checked(opening: Opening) -> Opening:
    """Return an opening that can be. :raises BadInput: naming the field that is wrong."""
    if (opening.weekday is None) == (opening.day is None):
        raise BadInput(Message("queue.weekday_or_day"), field="weekday")
    if not 0 <= opening.first < opening.last <= MIDNIGHT:
        raise BadInput(Message("queue.hours_wrong"), field="last")
    if not SHORTEST <= opening.minutes <= opening.last - opening.first:
        raise BadInput(Message("queue.length_wrong", least=SHORTEST), field="minutes")
    if not (0 if opening.day else 1) <= opening.places <= MOST_PLACES:
        raise BadInput(Message("queue.places_wrong", most=MOST_PLACES), field="places")
    return opening


def slots_of(openings: Iterable[Opening], day: date, calendar: Calendar) -> Sequence[Slot]:
    """Return the slots of a day, in order. A single day may be a day off; weekdays are worked."""
    every = list(openings)
    special = {opening.counter for opening in every if opening.day == day}
    chosen = [opening for opening in every if opening.day == day]
    if is_working_day(day, calendar):
        chosen += [
            opening
            for opening in every
            if opening.weekday == day.weekday() and opening.counter not in special
        ]
    found = {
        Slot(day, first, first + opening.minutes, opening.counter, opening.places)
        for opening in chosen
        if opening.places
        for first in range(opening.first, opening.last - opening.minutes + 1, opening.minutes)
    }
    return sorted(found)


def free_of(slots: Iterable[Slot], taken: Collection[tuple[str, int]], now: datetime) -> list[Free]:
    """Return the times of a day with what is free; those that have begun are left out.

    `taken`: (counter, begin) of each booking, as often as it is booked.
    """
    counted = list(taken)
    found: dict[tuple[date, int, int], int] = {}
    for slot in slots:
        if slot.begins_at > now:
            left = max(slot.places - counted.count((slot.counter, slot.first)), 0)
            key = (slot.day, slot.first, slot.last)
            found[key] = found.get(key, 0) + left
    return [Free(*key, free) for key, free in sorted(found.items())]


def days_ahead(today: date) -> Sequence[date]:
    """Return the days one may book on."""
    return [today + timedelta(days=n) for n in range(DAYS_AHEAD + 1)]
