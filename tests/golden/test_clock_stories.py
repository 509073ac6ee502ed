"""Stories of the legal clock (行政许可法 32, 45, 82; 民法典 203), to be read by a lawyer."""

from datetime import UTC, date, datetime

from banhao.core.clock.limits import due
from banhao.core.clock.local import localdate
from banhao.core.clock.notices import with_notice
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Rule, Stretch, Unit
from banhao.core.clock.working import add_working_days, is_working_day
from tests.house.tree import ROOT

CALENDAR = announced_calendar()


def counted(found):
    return [(reason.first, reason.last, reason.days) for reason in found.reasons if reason.days]


def test_filed_on_monday_28_september_2026_and_left_alone_it_is_accepted_as_of_that_day():
    received = date(2026, 9, 28)

    told_by = due(received, 5, Unit.WORKING_DAY, CALENDAR)
    noticed = add_working_days(received, 6, CALENDAR)

    assert counted(told_by) == [
        (date(2026, 9, 29), date(2026, 9, 30), 2),  # days 1 and 2
        (date(2026, 10, 8), date(2026, 10, 9), 2),  # days 3 and 4, after National Day
        (date(2026, 10, 10), date(2026, 10, 10), 1),  # day 5: a Saturday that is worked
    ]
    assert told_by.on == date(2026, 10, 10)
    assert noticed == date(2026, 10, 12)  # Monday, the 6th working day, at its start
    assert told_by.reasons[0].first == received  # effective: the day of receipt (art. 32)


def test_a_decision_of_20_days_has_used_the_five_of_the_silence_when_that_is_noticed():
    received = date(2026, 9, 28)

    decided_by = due(received, 20, Unit.WORKING_DAY, CALENDAR)

    assert decided_by.on == date(2026, 10, 30)
    assert add_working_days(date(2026, 10, 10), 15, CALENDAR) == decided_by.on


def test_the_sundays_and_saturdays_worked_for_national_day_count():
    assert is_working_day(date(2026, 9, 20), CALENDAR)  # Sunday
    assert is_working_day(date(2026, 10, 10), CALENDAR)  # Saturday
    assert due(date(2026, 9, 18), 1, Unit.WORKING_DAY, CALENDAR).on == date(2026, 9, 20)
    assert due(date(2026, 10, 9), 1, Unit.WORKING_DAY, CALENDAR).on == date(2026, 10, 10)


def test_mid_autumn_friday_of_2026_does_not_count():
    assert due(date(2026, 9, 24), 1, Unit.WORKING_DAY, CALENDAR).on == date(2026, 9, 28)


def test_filed_on_the_eve_of_spring_festival_day_1_is_the_ninth_day_after():
    worked_saturday = date(2026, 2, 14)  # the last day before the nine days off
    eve = date(2026, 2, 16)  # 除夕, filed online

    assert is_working_day(worked_saturday, CALENDAR)
    assert due(worked_saturday, 1, Unit.WORKING_DAY, CALENDAR).on == date(2026, 2, 24)
    assert due(eve, 1, Unit.WORKING_DAY, CALENDAR).on == date(2026, 2, 24)
    assert due(eve, 5, Unit.WORKING_DAY, CALENDAR).on == date(2026, 2, 28)  # a Saturday worked


def test_overlapping_suspensions_stop_the_clock_once():
    hearing = Stretch(date(2026, 10, 12), date(2026, 10, 16), "hearing", "《行政许可法》第四十五条")
    survey = Stretch(date(2026, 10, 14), date(2026, 10, 20), "survey", "《行政许可法》第四十五条")

    found = due(date(2026, 10, 9), 3, Unit.WORKING_DAY, CALENDAR, (hearing, survey))

    assert found.on == date(2026, 10, 22)  # 10 October, then 21 and 22: seven working days stand
    stopped = [r for r in found.reasons if r.rule is Rule.OFF_CLOCK]
    assert [(r.first, r.last, r.name) for r in stopped] == [
        (date(2026, 10, 12), date(2026, 10, 13), "hearing"),
        (date(2026, 10, 14), date(2026, 10, 16), "hearing + survey"),
        (date(2026, 10, 17), date(2026, 10, 20), "survey"),
    ]
    assert stopped[0].article == "《行政许可法》第四十五条"


def test_half_past_midnight_in_china_is_already_the_new_day_though_utc_is_a_day_behind():
    filed = datetime(2026, 9, 27, 16, 30, tzinfo=UTC)  # 00:30 on Monday 28 September in China

    assert localdate(filed) == date(2026, 9, 28)
    assert due(localdate(filed), 5, Unit.WORKING_DAY, CALENDAR).on == date(2026, 10, 10)


def test_a_span_into_2027_is_provisional_and_takes_new_years_day_off():
    found = due(date(2026, 12, 28), 5, Unit.WORKING_DAY, CALENDAR)

    assert found.on == date(2027, 1, 5)
    assert found.provisional
    new_year = next(r for r in found.reasons if r.rule is Rule.STATUTORY_DAY)
    assert (new_year.first, new_year.name) == (date(2027, 1, 1), "元旦")
    remark = found.reasons[-1]
    assert (remark.rule, remark.name) == (Rule.PROVISIONAL, "2027")


def test_the_last_day_of_an_announced_year_is_not_provisional():
    found = due(date(2026, 12, 28), 3, Unit.WORKING_DAY, CALENDAR)

    assert (found.on, found.provisional) == (date(2026, 12, 31), False)


def test_a_calendar_day_limit_that_ends_in_national_day_ends_on_the_next_working_day():
    found = due(date(2026, 9, 22), 10, Unit.DAY, CALENDAR)  # the tenth day is 2 October

    assert found.on == date(2026, 10, 8)
    moved = found.reasons[-1]
    assert (moved.rule, moved.article) == (Rule.MOVED_TO_WORKING_DAY, "《民法典》第二百零三条")
    assert (moved.first, moved.last, moved.name) == (date(2026, 10, 2), date(2026, 10, 8), "国庆节")


def test_a_calendar_day_limit_that_ends_on_a_saturday_that_is_worked_ends_there():
    assert due(date(2026, 9, 30), 10, Unit.DAY, CALENDAR).on == date(2026, 10, 10)


def test_a_suspension_makes_a_calendar_day_limit_longer_day_by_day():
    hearing = Stretch(date(2026, 11, 3), date(2026, 11, 5))

    assert due(date(2026, 11, 2), 10, Unit.DAY, CALENDAR).on == date(2026, 11, 12)
    assert due(date(2026, 11, 2), 10, Unit.DAY, CALENDAR, (hearing,)).on == date(2026, 11, 16)


def test_on_the_spot_is_the_same_day_even_a_sunday():
    sunday = date(2026, 11, 1)

    assert due(sunday, 0, Unit.WORKING_DAY, CALENDAR).on == sunday
    assert due(sunday, 0, Unit.ON_THE_SPOT, CALENDAR).on == sunday


def test_a_limit_of_december_2026_is_provisional_until_2027_is_announced_then_its_date_moves():
    made_up = (ROOT / "tests/data/notices/2027-made-up.json").read_text("utf-8")  # no real one yet
    accepted = date(2026, 12, 28)  # Monday

    before = due(accepted, 5, Unit.WORKING_DAY, CALENDAR)
    announced = with_notice(CALENDAR, made_up, last_day=date(2026, 12, 28))
    after = due(accepted, 5, Unit.WORKING_DAY, announced)

    assert (before.on, before.provisional) == (date(2027, 1, 5), True)
    assert (after.on, after.provisional) == (date(2027, 1, 6), False)
    assert [(r.first, r.last, r.name) for r in after.reasons if r.rule is Rule.HOLIDAY] == [
        (date(2027, 1, 1), date(2027, 1, 4), "元旦"),
    ]
    decided = date(2026, 12, 28)  # on the last day of the old calendar: it keeps that date
    assert due(accepted, 5, Unit.WORKING_DAY, announced.as_of(decided)).on == before.on
