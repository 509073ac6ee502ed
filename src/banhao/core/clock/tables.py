"""Calendars from tables of the State Council's notices: an installed one, and documents per year.

A notice on the days off of a year may carry days of the neighbouring year: that on New Year's Day
makes days of the December before off, or worked. A day belongs to the notice that made it, so that
a new table of one year takes nothing away from another.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from chinese_calendar import constants  # type: ignore[import-untyped] # it has no stubs

from banhao.core.clock.festivals import chinese
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import SATURDAY
from banhao.core.errors import BadInput
from banhao.core.messages import Message

DECEMBER = 12
NEW_YEAR_NOTICE_FROM = 25  # no other festival lies in the last week of December


@cache
def announced_calendar() -> Calendar:
    """Return the calendar of the installed table (package `chinesecalendar`)."""
    off = {day: chinese(name) for day, name in constants.holidays.items()}
    adjusted = {day: chinese(name) for day, name in constants.workdays.items()}
    return Calendar(off, adjusted, frozenset(notice_year(day) for day in off))


def notice_year(day: date) -> int:
    """Return the year whose notice speaks of a day: the next one for the last days of December."""
    return day.year + (day.month == DECEMBER and day.day >= NEW_YEAR_NOTICE_FROM)


def first_day_of_notice(year: int) -> date:
    """Return the first day that the notice on a year may speak of."""
    return date(year - 1, DECEMBER, NEW_YEAR_NOTICE_FROM)


def with_documents(calendar: Calendar, documents: Iterable[object]) -> Calendar:
    """Return the calendar with whole years added or replaced by holiday-cn documents.

    A document is parsed JSON: `{"year": 2026, "days": [{"name", "date", "isOffDay"}, …]}`. A year
    without days is not announced and changes nothing.
    :raises BadInput: a document is not of this form, has days of another year than its own and its
        neighbours, contradicts itself, or a year comes twice.
    """
    years: dict[int, Mapping[date, tuple[bool, str]]] = {}
    for document in documents:
        year, days = read(document)
        if year in years:
            raise _bad("clock.year_twice", year=year)
        years[year] = days
    announced = {year: days for year, days in years.items() if days}
    off = {day: name for day, name in calendar.off.items() if notice_year(day) not in announced}
    adjusted = {
        day: name for day, name in calendar.adjusted.items() if notice_year(day) not in announced
    }
    for _, days in sorted(announced.items()):
        for day, (is_off, name) in days.items():
            off.pop(day, None)
            adjusted.pop(day, None)
            if is_off:
                off[day] = name
            elif day.weekday() >= SATURDAY:
                adjusted[day] = name
    return Calendar(off, adjusted, calendar.announced | announced.keys())


def read(document: object) -> tuple[int, Mapping[date, tuple[bool, str]]]:
    """Return the year of a holiday-cn document and its days: off or worked, and the festival.

    :raises BadInput: as `with_documents`.
    """
    match document:
        case {"year": int(year), "days": list(entries)}:
            pass
        case _:
            raise _bad("clock.not_a_year")
    days: dict[date, tuple[bool, str]] = {}
    for entry in entries:
        day, said = read_day(entry, year)
        if days.setdefault(day, said)[0] is not said[0]:
            raise _bad("clock.day_twice", day=day, year=year)
    return year, days


def read_day(entry: object, year: int) -> tuple[date, tuple[bool, str]]:
    """Return one day of a document of `year`: off or worked, and the festival.

    :raises BadInput: as `with_documents`.
    """
    match entry:
        case {"name": str(name), "date": str(text), "isOffDay": bool(is_off)}:
            pass
        case _:
            raise _bad("clock.not_a_day", year=year, found=str(entry))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _bad("clock.not_a_day", year=year, found=str(entry)) from None
    if abs(day.year - year) > 1:
        raise _bad("clock.day_of_other_year", day=day, year=year)
    return day, (is_off, name)


def _bad(code: str, **params: object) -> BadInput:
    return BadInput(Message(code, **params), field="holidays")
