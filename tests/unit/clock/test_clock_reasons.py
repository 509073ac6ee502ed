"""Whatever the start, length, unit, stretches and calendar: the reasons lead to the date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.clock.explain import messages, replay
from banhao.core.clock.limits import due
from banhao.core.clock.statutory import statutory_days
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Calendar, Reason, Rule, Stretch, Unit
from banhao.core.clock.working import add_working_days, working_days_between
from banhao.core.messages import Text
from banhao.ui.messages import entries, render

FIRST, LAST = date(2019, 1, 1), date(2035, 12, 31)
days = st.dates(FIRST, LAST)


@st.composite
def stretches(draw):
    start = draw(days)
    return Stretch(start, start + timedelta(days=draw(st.integers(0, 90))), draw(st.text("ab")))


@st.composite
def calendars(draw):
    off = draw(st.dictionaries(days, st.sampled_from(["春节", "国庆节"]), max_size=60))
    worked = draw(st.sets(days, max_size=30)) - off.keys()
    adjusted = {day: "春节" for day in worked if day.weekday() >= 5}
    return Calendar(off, adjusted, frozenset(draw(st.sets(st.integers(2019, 2035)))))


starts = st.dates(date(2019, 1, 1), date(2030, 12, 31))
lengths = st.integers(0, 120)
units = st.sampled_from(list(Unit))
offs = st.lists(stretches(), max_size=4)
any_calendar = st.one_of(st.just(announced_calendar()), calendars())


@given(starts, lengths, units, any_calendar, offs)
def test_the_replay_of_the_reasons_gives_the_date(start, length, unit, calendar, off):
    found = due(start, length, unit, calendar, off)

    assert replay(start, found.reasons) == found.on
    on_the_spot = unit is Unit.ON_THE_SPOT
    assert sum(reason.days for reason in found.reasons) == (0 if on_the_spot else length)


@given(starts, lengths, units, any_calendar, offs)
def test_the_date_is_that_of_a_plain_count(start, length, unit, calendar, off):
    found = due(start, length, unit, calendar, off)

    assert found.on == counted_plainly(start, length, unit, calendar, off)


def counted_plainly(start, length, unit, calendar, off):
    """The same rules written down a second time, as sets of days."""
    horizon = [start + timedelta(days=n) for n in range(1, 3000)]
    stopped = {d for s in off for d in horizon if s.first <= d <= s.last}
    weekends = {d for d in horizon if d.weekday() in (5, 6)}
    fixed = {d for d in horizon if d.year not in calendar.announced and d in statutory_days(d.year)}
    resting = (weekends | calendar.off.keys() | fixed) - calendar.adjusted.keys()
    if length == 0 or unit is Unit.ON_THE_SPOT:
        return start
    if unit is Unit.WORKING_DAY:
        return [d for d in horizon if d not in resting | stopped][length - 1]
    end = [d for d in horizon if d not in stopped][length - 1]
    if end not in resting:
        return end
    return next(d for d in horizon if d > end and d not in resting | stopped)


@given(starts, st.integers(0, 200), any_calendar, offs)
def test_adding_and_counting_working_days_agree_with_each_other(start, n, calendar, off):
    end = add_working_days(start, n, calendar, off)

    assert working_days_between(start, end, calendar, off) == n
    assert working_days_between(end, start, calendar, off) == -n
    assert due(start, n, Unit.WORKING_DAY, calendar, off).on == end


@given(starts, lengths, st.sampled_from([Unit.DAY, Unit.WORKING_DAY]), any_calendar)
def test_stretches_taken_twice_or_cut_in_two_change_nothing(start, length, unit, calendar):
    whole = Stretch(start + timedelta(days=2), start + timedelta(days=20))
    halves = (
        Stretch(whole.first, whole.first + timedelta(days=11)),
        Stretch(whole.first + timedelta(days=9), whole.last),
    )

    assert due(start, length, unit, calendar, (whole, whole)) == due(
        start, length, unit, calendar, halves
    )


@given(starts, lengths, any_calendar)
def test_a_date_is_provisional_exactly_when_its_days_touch_an_open_year(start, length, calendar):
    found = due(start, length, Unit.WORKING_DAY, calendar)

    first = start + timedelta(days=1)
    years = set(range(first.year, found.on.year + 1)) if length else set()
    assert found.provisional is bool(years - calendar.announced)


def test_reasons_with_a_gap_are_no_reasons():
    monday = date(2026, 11, 2)
    gap = Reason(Rule.COUNT, "", date(2026, 11, 4), date(2026, 11, 4), 1)

    with pytest.raises(ValueError, match="does not follow"):
        replay(monday, [Reason(Rule.START, "", monday, monday, 0), gap])


def test_reasons_that_count_more_days_than_they_have_are_no_reasons():
    monday = date(2026, 11, 2)
    tuesday = date(2026, 11, 3)

    with pytest.raises(ValueError, match="does not follow"):
        replay(monday, [Reason(Rule.COUNT, "", tuesday, tuesday, 2)])


@given(starts, lengths, units, any_calendar, offs)
def test_every_reason_has_words_in_both_languages(start, length, unit, calendar, off):
    found = due(start, length, unit, calendar, off)

    told = messages(found.reasons)
    assert all(message.code in entries() for message in told)
    words = [render(message, lang) for message in told for lang in ("zh-hans", "en")]
    assert not any("{" in text for text in words)


def test_a_stretch_is_told_by_the_words_of_its_procedure():
    stretch = Stretch(date(2026, 11, 3), date(2026, 11, 4), "hearing")
    found = due(date(2026, 11, 2), 1, Unit.WORKING_DAY, announced_calendar(), (stretch,))

    told = messages(found.reasons, {"hearing": Text("听证", "hearing")})[1]

    assert render(told, "zh-hans").endswith("停止计时（听证），不计。")
    assert render(told, "en").endswith("the clock is stopped (hearing), not counted.")
