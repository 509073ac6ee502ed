"""When a service may be rated or changed, and what a rating must say."""

from datetime import date

import pytest

from banhao.core.catalogue.ratings import RatingChannel, RatingOption, RatingRules
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.messages import Text
from banhao.core.ratings.rules import (
    Standing,
    allow,
    checked,
    closes_on,
    last_day,
    period_of,
    read_level,
    standing,
)
from banhao.core.ratings.values import BAD, GOOD, Answer, Caller, Given, Level

CALENDAR = announced_calendar()
MONDAY = date(2026, 11, 2)
OPTIONS = (
    RatingOption("fast", Text("快"), RatingChannel.ONLINE, frozenset({5, 4})),
    RatingOption("slow", Text("慢"), RatingChannel.ONLINE, frozenset({2, 1})),
)
RULES = RatingRules(open_days=10, change_days=5, options=OPTIONS)
CALLER = Caller("赵文博", "19900000001")


def stands(given: Given | None, today: date) -> Standing:
    return standing(MONDAY, given, RULES, CALENDAR, today)


def test_a_service_is_open_for_ten_working_days_and_then_stays_default():
    last = last_day(MONDAY, RULES, CALENDAR)

    assert last == date(2026, 11, 16)
    assert stands(None, MONDAY) is Standing.OPEN
    assert stands(None, last) is Standing.OPEN
    assert stands(None, date(2026, 11, 17)) is Standing.DEFAULT


def test_a_rating_is_changed_once_and_in_time():
    assert stands(Given(MONDAY), date(2026, 11, 9)) is Standing.CHANGEABLE
    assert stands(Given(MONDAY), date(2026, 11, 10)) is Standing.FINAL
    assert stands(Given(MONDAY, changes=1), MONDAY) is Standing.FINAL


@pytest.mark.parametrize(
    ("found", "may_change", "code"),
    [
        (Standing.DEFAULT, True, "rating.late"),
        (Standing.FINAL, True, "rating.given"),
        (Standing.CHANGEABLE, False, "rating.given"),
    ],
)
def test_what_may_not_be_done_is_refused(found, may_change, code):
    with pytest.raises(NotAllowed) as refused:
        allow(found, may_change=may_change, last=MONDAY)

    assert refused.value.message.code == code


def test_the_rater_may_change_and_anybody_with_the_link_may_rate_first():
    allow(Standing.OPEN, may_change=False, last=MONDAY)
    allow(Standing.CHANGEABLE, may_change=True, last=MONDAY)


def test_the_five_levels_are_three_good_and_two_bad():
    assert set(Level) == GOOD | BAD
    assert sorted(GOOD) == [3, 4, 5]
    assert read_level("3") is Level.FAIRLY_SATISFIED


@pytest.mark.parametrize("text", ["", "0", "6", "５", "3.0", "x"])
def test_what_is_no_level_is_asked_again(text):
    with pytest.raises(BadInput) as refused:
        read_level(text)

    assert refused.value.field == "level"


def test_a_name_is_kept_with_a_bad_rating_only():
    good = checked(Answer(Level.SATISFIED, caller=CALLER), RatingChannel.ONLINE, RULES)
    bad = checked(Answer(Level.DISSATISFIED, caller=CALLER), RatingChannel.ONLINE, RULES)

    assert (good.caller, bad.caller) == (None, CALLER)


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer(Level.SATISFIED, ("slow",)), "level"),
        (Answer(Level.SATISFIED, ("nothing",)), "level"),
        (Answer(Level.SATISFIED, words="长" * 501), "words"),
        (Answer(Level.DISSATISFIED, caller=Caller(" ", "19900000001")), "name"),
        (Answer(Level.DISSATISFIED, caller=Caller("赵文博", "12")), "phone"),
    ],
)
def test_what_is_wrong_is_named(answer, field):
    with pytest.raises(BadInput) as refused:
        checked(answer, RatingChannel.ONLINE, RULES)

    assert refused.value.field == field


def test_options_of_the_other_channel_are_none():
    with pytest.raises(BadInput):
        checked(Answer(Level.SATISFIED, ("fast",)), RatingChannel.COUNTER, RULES)


def test_a_month_closes_when_its_last_service_can_no_longer_be_changed():
    november = period_of(date(2026, 11, 20))
    last = last_day(date(2026, 11, 30), RULES, CALENDAR)

    assert november == date(2026, 11, 1)
    assert last == date(2026, 12, 14)
    assert closes_on(november, RULES, CALENDAR) == date(2026, 12, 21)
