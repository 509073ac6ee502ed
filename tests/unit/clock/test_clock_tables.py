import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from banhao.core.clock.tables import announced_calendar, notice_year, with_documents
from banhao.core.clock.values import Calendar, Rule
from banhao.core.clock.working import is_working_day, rule_of
from banhao.core.errors import BadInput

DATA = Path(__file__).parents[2] / "data" / "holidays"
NOTHING = Calendar({}, {}, frozenset())


def document(year):
    return json.loads((DATA / f"{year}.json").read_text(encoding="utf-8"))


def every_day(first, last):
    return (date(first, 1, 1) + timedelta(days=n) for n in range((last - first + 1) * 366 - 1))


def a_day(text, is_off, name="元旦"):
    return {"name": name, "date": text, "isOffDay": is_off}


def test_the_installed_table_works_the_same_days_as_its_own_package_says():
    calendar = announced_calendar()

    for year in sorted(calendar.announced):
        for day in (d for d in every_day(year, year) if d.year == year):
            assert is_working_day(day, calendar) is chinese_calendar.is_workday(day), day


def test_two_tables_that_do_not_know_each_other_agree_on_2024_to_2026():
    installed = announced_calendar()
    read = with_documents(NOTHING, [document(year) for year in (2024, 2025, 2026)])

    days = [day for day in every_day(2024, 2026) if day.year <= 2026]
    assert len(days) == 366 + 365 + 365
    assert [d for d in days if is_working_day(d, read) is not is_working_day(d, installed)] == []


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_a_year_file_is_off_or_worked_as_it_says(year):
    calendar = with_documents(NOTHING, [document(year)])

    for day in document(year)["days"]:
        expected = Rule.HOLIDAY if day["isOffDay"] else Rule.ADJUSTED
        assert rule_of(date.fromisoformat(day["date"]), calendar) == (expected, day["name"])


def test_a_year_file_without_days_stays_unannounced_and_changes_nothing():
    calendar = with_documents(announced_calendar(), [document(2027)])

    assert calendar == announced_calendar()
    assert 2027 not in calendar.announced


def test_a_year_file_replaces_the_whole_year_but_no_other():
    only = {"year": 2026, "days": [a_day("2026-07-01", True, "建党节")]}

    calendar = with_documents(announced_calendar(), [only])

    assert is_working_day(date(2026, 10, 1), calendar)
    assert rule_of(date(2026, 7, 1), calendar) == (Rule.HOLIDAY, "建党节")
    assert not is_working_day(date(2025, 10, 1), calendar)


def test_the_notice_of_a_year_may_change_december_of_the_year_before():
    coming = {"year": 2027, "days": [a_day("2026-12-31", True), a_day("2026-12-27", False)]}

    calendar = with_documents(announced_calendar(), [coming])

    assert not is_working_day(date(2026, 12, 31), calendar)
    assert rule_of(date(2026, 12, 27), calendar) == (Rule.ADJUSTED, "元旦")
    assert 2027 in calendar.announced


def test_replacing_a_year_leaves_its_last_days_to_the_notice_of_the_next():
    calendar = with_documents(
        announced_calendar(), [{"year": 2018, "days": [a_day("2018-01-01", True)]}]
    )

    assert notice_year(date(2018, 12, 29)) == 2019
    assert rule_of(date(2018, 12, 29), calendar)[0] is Rule.ADJUSTED
    assert not is_working_day(date(2018, 12, 31), calendar)


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ([[]], "clock.not_a_year"),
        ([{"year": "2026", "days": []}], "clock.not_a_year"),
        ([{"year": 2026, "days": [{"date": "2026-01-01"}]}], "clock.not_a_day"),
        ([{"year": 2026, "days": [a_day("2026-02-30", True)]}], "clock.not_a_day"),
        ([{"year": 2026, "days": [a_day("2024-01-01", True)]}], "clock.day_of_other_year"),
        (
            [{"year": 2026, "days": [a_day("2026-01-04", True), a_day("2026-01-04", False)]}],
            "clock.day_twice",
        ),
        ([{"year": 2026, "days": []}] * 2, "clock.year_twice"),
    ],
)
def test_a_document_of_another_form_is_refused(documents, code):
    with pytest.raises(BadInput) as refused:
        with_documents(NOTHING, documents)

    assert refused.value.message.code == code
