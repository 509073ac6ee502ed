"""A year's notice of the State Council as a file (holiday-cn): read with its lines, and compared.

`tables` reads what others have made and takes it as it is; this is the door for what somebody
brings, so that every mistake is told with its line.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from banhao.core.clock.statutory import SINCE, statutory_days
from banhao.core.clock.tables import notice_year, read_day, with_documents
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import ONE_DAY, SATURDAY, is_working_day
from banhao.core.errors import BadInput
from banhao.core.messages import Message

DAYS = '"days"'


@dataclass(frozen=True, slots=True)
class Notice:
    """The days off of a year and the weekend days that are worked for them, with their festivals.

    `papers`: addresses of the notice as published. `document`: canonical JSON to keep.
    """

    year: int
    off: Mapping[date, str]
    worked: Mapping[date, str]
    papers: tuple[str, ...]
    document: str


def read_notice(text: str) -> Notice:
    """Return the notice of a file's text.

    :raises BadInput: no JSON, no year file, a day that cannot be, a year without days, or one that
        lacks a day off that law itself fixes; the message is `holidays.line` with line and problem.
    """
    document = _parsed(text)
    match document:
        case {"year": int(year), "days": list(entries)} if not isinstance(year, bool):
            pass
        case _:
            raise _wrong(1, Message("clock.not_a_year"))
    top, lines = _line(text, text.find(DAYS)), _lines(text, len(entries))
    if not entries:
        raise _wrong(top, Message("holidays.no_days", year=year))
    days: dict[date, tuple[bool, str]] = {}
    for line, entry in zip(lines, entries, strict=True):
        day, said = _day(line, entry, year)
        if days.setdefault(day, said) != said:
            raise _wrong(line, Message("clock.day_twice", day=day, year=year))
    off = {day: name for day, (is_off, name) in sorted(days.items()) if is_off}
    _refuse_incomplete(top, year, off)
    worked = {day: name for day, (is_off, name) in sorted(days.items()) if not is_off}
    return Notice(year, off, worked, _papers(document), _canonical(document))


def stretches(days: Mapping[date, str]) -> Sequence[tuple[date, date, str]]:
    """Return (first, last, festival) of days in a row of one festival, in order."""
    found: list[tuple[date, date, str]] = []
    for day, name in sorted(days.items()):
        if found and found[-1][2] == name and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day, name)
        else:
            found.append((day, day, name))
    return found


def with_notice(calendar: Calendar, document: str, last_day: date | None = None) -> Calendar:
    """Return the calendar with a notice in it. `last_day`: until when it was in force without."""
    new = with_documents(calendar, [json.loads(document)])
    if last_day is None:
        return new
    plain = Calendar(calendar.off, calendar.adjusted, calendar.announced)
    before = (*calendar.before, (last_day, plain))
    return Calendar(new.off, new.adjusted, new.announced, before)


def changed_days(old: Calendar, new: Calendar) -> Sequence[date]:
    """Return the days that are worked by one calendar and off by the other, in order."""
    years = old.announced ^ new.announced
    days = {*old.off, *old.adjusted, *new.off, *new.adjusted}
    days |= {day for year in years for day in statutory_days(year)}
    return sorted(day for day in days if is_working_day(day, old) is not is_working_day(day, new))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(error.lineno, Message("holidays.not_json", column=error.colno)) from error


def _day(line: int, entry: object, year: int) -> tuple[date, tuple[bool, str]]:
    try:
        day, said = read_day(entry, year)
    except BadInput as error:
        raise _wrong(line, error.message) from error
    if notice_year(day) != year:
        raise _wrong(line, Message("clock.day_of_other_year", day=day, year=year))
    if not said[0] and day.weekday() < SATURDAY:
        raise _wrong(line, Message("holidays.worked_weekday", day=day))
    return day, said


def _refuse_incomplete(line: int, year: int, off: Mapping[date, str]) -> None:
    missing = [(day, name) for day, name in statutory_days(year).items() if day not in off]
    if missing and year >= SINCE:
        day, name = missing[0]
        raise _wrong(line, Message("holidays.incomplete", day=day, name=name, n=len(missing)))


def _papers(document: object) -> tuple[str, ...]:
    match document:
        case {"papers": list(papers)}:
            return tuple(paper for paper in papers if isinstance(paper, str))
    return ()


def _canonical(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _lines(text: str, count: int) -> list[int]:
    """Return the line on which each day of the file begins."""
    found = list(_begins(text))
    return [_line(text, place) for place in found] if len(found) == count else [1] * count


def _begins(text: str) -> Iterator[int]:
    decoder, place = json.JSONDecoder(), text.find("[", text.find(DAYS)) + 1
    while 0 < place < len(text) and text[place] != "]":
        if text[place].isspace() or text[place] == ",":
            place += 1
            continue
        yield place
        place = decoder.raw_decode(text, place)[1]


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, max(place, 0)) + 1


def _wrong(line: int, problem: Message) -> BadInput:
    return BadInput(Message("holidays.line", line=line, problem=problem), field="holidays")
