"""The plan picture in numbers: the promise, the truth, the comparison."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from banhao.core.clock.values import Stretch
from banhao.core.compiler.picture import plain, promise_of, truth_of
from banhao.core.compiler.progress import Course, Look, Progress, Seen
from banhao.core.messages import Message, Text
from tests.unit.cases.plans import DAY, branch, shop
from tests.unit.compiler.courses import CALENDAR, DAYS, STATE, journeys, plans

MONDAY = date(2026, 9, 28)  # before National Day


def holds(picture) -> None:
    """Check what must hold of every picture."""
    columns = len(picture.axis.days)
    dates = [day.on for day in picture.axis.days]
    assert dates == sorted(set(dates))
    for lane in picture.lanes:
        assert 0 <= lane.at <= lane.past <= lane.to <= columns
        assert 0 <= lane.first <= lane.last <= columns
        for piece in lane.stops:
            assert lane.at <= piece.at < piece.to <= lane.to
    for sight in picture.visits:
        assert 0 <= sight.at <= columns
        assert all(0 <= n < len(picture.lanes) for n in sight.lanes)
    for moment in picture.moments:
        assert 0 <= moment.at <= columns
    assert picture.today is None or 0 <= picture.today.at <= columns
    assert all(0 <= gap.after < columns and gap.days > 0 for gap in picture.axis.gaps)
    ends = [picture.lanes[n].to for n in picture.path]
    assert ends == sorted(ends)


@settings(max_examples=40)
@given(plans(), DAYS)
def test_every_promise_lies_on_its_axis(plan, accepted_on):
    picture = promise_of(plan, accepted_on, CALENDAR)

    holds(picture)
    assert max(lane.to for lane in picture.lanes) == plan.promise / DAY
    assert picture.moments[-1].at == plan.promise / DAY


@settings(max_examples=40)
@given(journeys())
def test_every_truth_lies_on_its_axis(journey):
    plan, progress, today = journey

    picture = truth_of(plan, progress, today, CALENDAR)

    holds(picture)
    assert (picture.today is None) == progress.over
    assert all((lane.promised is not None) == progress.over for lane in picture.lanes)


@settings(max_examples=40)
@given(journeys())
def test_no_bar_begins_before_what_it_needs_has_ended(journey):
    plan, progress, today = journey
    titled = replace(
        plan, branches=tuple(replace(b, title=Text(b.item)) for b in plan.branches)
    )  # fmt: skip

    lanes = {lane.title.zh: lane for lane in truth_of(titled, progress, today, CALENDAR).lanes}

    for each in plan.branches:
        for need in each.needs:
            assert lanes[need].to <= lanes[each.item].at


@settings(max_examples=40)
@given(plans(), DAYS)
def test_what_is_critical_ends_last_or_is_waited_for_by_something_critical(plan, accepted_on):
    picture = promise_of(plan, accepted_on, CALENDAR)

    by_slack = sorted(b.ends for b in _with_slack(plan) if b.slack == 0)
    assert sorted(lane.to * DAY for lane in picture.lanes if lane.critical) == by_slack
    assert all(picture.lanes[n].critical for n in picture.path)


def _with_slack(plan):
    """The branches with the slack that the compiler would give them."""
    last = dict.fromkeys((b.item for b in plan.branches), plan.promise)
    for each in sorted(plan.branches, key=lambda b: b.item, reverse=True):
        for need in each.needs:
            last[need] = min(last[need], last[each.item] - (each.ends - each.starts))
    return [replace(b, slack=last[b.item] - b.ends) for b in plan.branches]


def test_days_off_are_gaps_and_a_worked_weekend_is_a_column():
    plan = replace(shop(), branches=(branch("A", 0, 14),), visits=(), promise=14 * DAY)

    axis = promise_of(plan, date(2026, 9, 17), CALENDAR).axis

    assert [(g.after, g.days, g.name and g.name.zh) for g in axis.gaps] == [
        (1, 1, None),
        (6, 3, "中秋节"),
        (9, 7, "国庆节"),
        (12, 1, None),
    ]
    assert [(d.number, d.on.day) for d in axis.days if d.adjusted] == [(2, 20), (12, 10)]


def test_a_span_over_spring_festival_has_its_name_and_length():
    axis = promise_of(shop(), date(2026, 2, 12), CALENDAR).axis

    gap = next(gap for gap in axis.gaps if gap.name)

    assert (gap.name.zh, gap.name.en, gap.days) == ("春节", "Spring Festival", 9)
    assert (gap.first, gap.last) == (date(2026, 2, 15), date(2026, 2, 23))


def test_one_diamond_stands_inside_the_bars_that_it_gates():
    picture = promise_of(shop(), MONDAY, CALENDAR)

    (sight,) = picture.visits
    assert [picture.lanes[n].title.zh for n in sight.lanes] == ["FIREA"]
    assert sight.at == 3.5
    assert sight.on == date(2026, 10, 9)


def test_before_filing_the_bar_is_the_promise_and_today_the_day_of_acceptance():
    picture = promise_of(shop(), MONDAY, CALENDAR)

    hotel = picture.lanes[-1]
    assert (hotel.title.zh, hotel.first, hotel.last, hotel.look) == ("HOTELA", 6, 8, Look.PLANNED)
    assert hotel.label == Message("picture.days", n=3)
    assert (picture.today.at, picture.today.on) == (0, MONDAY)
    assert [moment.done for moment in picture.moments] == [False, False]


def course(item, look=Look.WAITING, **more):
    return Course(item, look, STATE, **more)


def running(*courses, **more):
    told = {each.item: each for each in courses}
    others = (course(b.item) for b in shop().branches if b.item not in told)
    return Progress(MONDAY, MONDAY, None, (*courses, *others), **more)


def lanes_on(today, *courses, **more):
    picture = truth_of(shop(), running(*courses, **more), today, CALENDAR)
    return {lane.title.zh: lane for lane in picture.lanes}


def test_while_running_the_past_is_painted_up_to_today():
    due = date(2026, 10, 10)
    firea = course("FIREA", Look.RUNNING, began_on=MONDAY, ends_on=due, left=2)

    lane = lanes_on(date(2026, 10, 8), firea)["FIREA"]

    assert (lane.at, lane.past, lane.to, lane.on) == (0, 3, 5, due)
    assert lane.label == Message("picture.left", state=STATE, n=2)


def test_what_is_late_goes_on_to_today_and_pushes_what_waits_for_it():
    due = date(2026, 9, 30)
    late = course("FIREA", Look.LATE, began_on=MONDAY, ends_on=due, left=-5)

    lanes = lanes_on(date(2026, 10, 13), late)

    firea, hotel = lanes["FIREA"], lanes["HOTELA"]
    assert (firea.to, firea.overdue.at, firea.overdue.to, firea.on) == (7, 2, 7, due)
    assert (hotel.at, hotel.to) == (7, 10)


def test_days_not_counted_are_hatched_inside_the_bar():
    off = (Stretch(date(2026, 9, 30), date(2026, 10, 8)),)
    stopped = course(
        "FIREA", Look.STOPPED, began_on=MONDAY, ends_on=date(2026, 10, 13), left=3, off=off
    )

    lane = lanes_on(date(2026, 10, 8), stopped)["FIREA"]

    assert [(piece.at, piece.to) for piece in lane.stops] == [(1, 3)]
    assert lane.notes[0].params["first"] == date(2026, 9, 30)


def test_afterwards_each_bar_stands_before_what_was_planned():
    days = (MONDAY, date(2026, 9, 30))
    done = [
        course(b.item, Look.DONE, began_on=days[0], ends_on=days[1], closed=True)
        for b in shop().branches
    ]
    picture = truth_of(shop(), running(*done, over=True), date(2026, 12, 1), CALENDAR)

    firea = next(lane for lane in picture.lanes if lane.title.zh == "FIREA")
    assert (firea.to, firea.promised.to) == (2, 5)
    assert firea.compared == Message("picture.was_planned", on=date(2026, 10, 10))
    assert picture.today is None
    assert picture.moments[-1].on == days[1]


def test_a_second_attempt_has_its_own_lane():
    refused = course("FIREA", Look.REFUSED, began_on=MONDAY, ends_on=MONDAY, closed=True)
    again = course(
        "FIREA", Look.RUNNING, began_on=date(2026, 9, 29), ends_on=date(2026, 10, 10), left=3
    )

    picture = truth_of(shop(), running(refused, again), date(2026, 10, 8), CALENDAR)

    tries = [lane for lane in picture.lanes if lane.title.zh == "FIREA"]
    assert [lane.look for lane in tries] == [Look.REFUSED, Look.RUNNING]
    assert picture.visits[0].lanes == (picture.lanes.index(tries[1]),)


def test_what_is_withdrawn_ends_with_nothing_handed_out():
    ended = replace(running(), accepted_on=None, ended=True)

    picture = truth_of(shop(), ended, date(2026, 10, 8), CALENDAR)

    assert [moment.kind for moment in picture.moments] == ["submit"]
    assert picture.path == ()
    assert not any(lane.critical for lane in picture.lanes)


def test_a_visit_that_took_place_is_done_on_its_day():
    progress = running(visits={"site": Seen(date(2026, 9, 29), done=True)})

    (sight,) = truth_of(shop(), progress, date(2026, 10, 8), CALENDAR).visits

    assert (sight.done, sight.at, sight.on) == (True, 0.5, date(2026, 9, 29))


def test_the_plain_form_holds_only_plain_values_and_words():
    def check(value):
        match value:
            case dict():
                [check(each) for each in value.values()]
            case list():
                [check(each) for each in value]
            case _:
                assert value is None or isinstance(value, str | int | float | date | Message | Text)
                assert type(value) is not Look

    check(plain(promise_of(shop(), MONDAY, CALENDAR)))
