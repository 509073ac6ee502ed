"""Working time as values: calendars, stretches off the clock, and reasons for a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """Unit of a limit; `ON_THE_SPOT` is 当场 (0 days). Calendar days unless law says otherwise."""

    WORKING_DAY = "working-day"
    DAY = "day"
    ON_THE_SPOT = "on-the-spot"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. Weekends are off unless in `adjusted` (调休); `off` names the rest.

    `announced`: years whose notice of the State Council is in the table; other years take weekends
    and the 13 statutory days of 《全国年节及纪念日放假办法》 art. 2 and make a date provisional.
    `before`: (last day in force, calendar) of those that were in force before, the oldest first.
    """

    off: Mapping[date, str]
    adjusted: Mapping[date, str]
    announced: frozenset[int]
    before: "tuple[tuple[date, Calendar], ...]" = ()

    def as_of(self, day: date | None) -> "Calendar":
        """Return the calendar that was in force on a day; this one for None.

        What was decided keeps the dates it was decided with (decision 0085).
        """
        return next((old for last, old in self.before if day and day <= last), self)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days off the clock, both ends included, and why (a special procedure's id, or "").

    `article`: the law that takes these days off the clock, as it shall be shown, or "".
    """

    first: date
    last: date
    why: str = ""
    article: str = ""


class Rule(StrEnum):
    """Rules a date can follow from; words and articles are rendered from these codes."""

    START = "clock.start"  # the day of the event does not count; the next counted day is day 1
    ON_THE_SPOT = "clock.on_the_spot"  # no days: the same day
    COUNT = "clock.count"  # counted days from..to
    WEEKEND = "clock.weekend"
    HOLIDAY = "clock.holiday"
    STATUTORY_DAY = "clock.statutory_day"  # of a year not announced yet
    ADJUSTED = "clock.adjusted"  # a weekend day that is worked, counted
    OFF_CLOCK = "clock.off_clock"
    MOVED_TO_WORKING_DAY = "clock.moved"  # 民法典 203: a calendar limit that would end on a day off
    EXTENDED = "clock.extended"  # a remark: the limit was extended, and goes on from here
    PROVISIONAL = "clock.provisional"  # the year is not announced yet


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a reasoning: rule, article, first and last day it speaks of, days it counts.

    The steps follow each other without gap: each begins on the day after the one before it ends.
    Only START (the day of the event), MOVED (from the last counted day to the day it moves to) and
    PROVISIONAL and EXTENDED (remarks) do not. `name`: of the festival, the stretch, the year, or by
    how many days.
    Replaying the reasons from the start date gives the due date (`explain.replay`).
    """

    rule: Rule
    article: str
    first: date
    last: date
    days: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A date and its reasons. `provisional`: it leans on a year that is not announced yet."""

    on: date
    provisional: bool
    reasons: tuple[Reason, ...]
