"""A year file that somebody brings: every mistake has its line, and what it changes is known."""

import json
from datetime import date
from pathlib import Path

import pytest

from banhao.core.clock.notices import changed_days, read_notice, stretches, with_notice
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import is_working_day
from banhao.core.errors import BadInput

DATA = Path(__file__).parents[2] / "data" / "holidays"
MADE_UP = (DATA.parent / "notices" / "2027-made-up.json").read_text("utf-8")


def problem(text):
    with pytest.raises(BadInput) as refused:
        read_notice(text)
    message = refused.value.message
    assert message.code == "holidays.line"
    return message.params["line"], message.params["problem"].code


@pytest.mark.parametrize(("year", "off", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_real_year_files_are_read_and_say_what_the_installed_table_says(year, off, worked):
    notice = read_notice((DATA / f"{year}.json").read_text("utf-8"))
    known = announced_calendar()

    assert (notice.year, len(notice.off), len(notice.worked)) == (year, off, worked)
    assert notice.papers[0].startswith("https://www.gov.cn/")
    assert changed_days(known, with_notice(known, notice.document)) == []


def test_a_year_that_is_not_announced_is_told_with_the_line_of_its_days():
    assert problem((DATA / "2027.json").read_text("utf-8")) == (6, "holidays.no_days")


def test_every_mistake_is_told_with_its_line():
    lines = MADE_UP.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines, 1) if '"2027-01-01"' in line)

    def with_line(text, number=first):
        return problem("".join([*lines[: number - 1], text, *lines[number:]]))

    day = '{"name": "元旦", "date": "%s", "isOffDay": %s},\n'
    assert with_line('{"name": "元旦", "date": "2027-01-01" "isOffDay": true},\n') == (
        first,
        "holidays.not_json",
    )
    assert with_line(day % ("2027-02-30", "true")) == (first, "clock.not_a_day")
    assert with_line(day % ("2029-01-01", "true")) == (first, "clock.day_of_other_year")
    assert with_line(day % ("2026-07-01", "true")) == (first, "clock.day_of_other_year")
    assert with_line(day % ("2027-01-06", "false")) == (first, "holidays.worked_weekday")
    assert with_line(day % ("2027-01-02", "false")) == (first + 1, "clock.day_twice")
    assert with_line("")[1] == "holidays.incomplete"
    assert problem("[]") == (1, "clock.not_a_year")
    assert problem(MADE_UP.replace('"year": 2027', '"year": "2027"')) == (1, "clock.not_a_year")


def test_what_a_notice_changes_is_every_day_that_is_worked_or_off_only_since():
    known = announced_calendar()
    new = with_notice(known, MADE_UP)

    changed = changed_days(known, new)

    assert changed[:3] == [date(2027, 1, 4), date(2027, 1, 9), date(2027, 1, 10)]
    assert not is_working_day(date(2027, 1, 4), new)
    assert is_working_day(date(2027, 1, 9), new)
    assert 2027 in new.announced


def test_what_was_decided_before_a_notice_keeps_the_calendar_it_was_decided_with():
    old = Calendar({}, {}, frozenset({2026}))
    first = with_notice(old, MADE_UP, last_day=date(2026, 11, 5))
    later = json.loads(MADE_UP)
    later["days"] = [day for day in later["days"] if day["date"] != "2027-01-04"]
    both = with_notice(first, json.dumps(later), last_day=date(2026, 12, 10))

    monday = date(2027, 1, 4)
    as_known = [
        is_working_day(monday, both.as_of(day))
        for day in (date(2026, 11, 5), date(2026, 11, 6), date(2026, 12, 10), date(2026, 12, 11))
    ]
    assert as_known == [True, False, False, True]
    assert both.as_of(None) is both


def test_days_in_a_row_of_one_festival_are_one_stretch():
    notice = read_notice(MADE_UP)

    assert stretches(notice.off)[:2] == [
        (date(2027, 1, 1), date(2027, 1, 4), "元旦"),
        (date(2027, 2, 5), date(2027, 2, 11), "春节"),
    ]
    assert stretches(notice.worked)[1] == (date(2027, 2, 14), date(2027, 2, 14), "春节")
