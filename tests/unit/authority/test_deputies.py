"""Whose posts a deputy holds, on which days, and in whose name."""

from dataclasses import replace
from datetime import date

from banhao.core.authority.acts import Act, Actor, Allowed, Office, Refused, Role, Thing
from banhao.core.authority.deputies import Absence, as_deputy, can_stand_in, stands_in_for
from banhao.core.authority.rules import may

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 6)
FIRE = Thing(region="999999", department="fire", item="fire")
DECIDER = Office(11, Role.DECIDER, "999999", "fire")
AWAY = Absence(1, absent=1, deputy=2, since=TUESDAY, until=FRIDAY)


def deputy(absence: Absence = AWAY, *own: Office) -> Actor:
    return Actor(person=2, offices=(*own, *as_deputy(absence, [DECIDER])))


def test_a_deputy_acts_in_the_absent_persons_post_on_those_days_only() -> None:
    allowed = may(deputy(), Act.DECIDE_BRANCH, FIRE, TUESDAY)

    assert isinstance(allowed, Allowed)
    assert allowed.office is not None
    assert (allowed.office.id, allowed.office.deputy_of) == (11, 1)
    assert stands_in_for(deputy(), FRIDAY) == {1}
    for day in (MONDAY, date(2026, 11, 7)):
        assert isinstance(may(deputy(), Act.DECIDE_BRANCH, FIRE, day), Refused)
        assert stands_in_for(deputy(), day) == frozenset()


def test_ones_own_post_is_used_first() -> None:
    own = Office(22, Role.DECIDER, "999999", "fire")

    allowed = may(deputy(AWAY, own), Act.DECIDE_BRANCH, FIRE, TUESDAY)

    assert isinstance(allowed, Allowed)
    assert allowed.office == own


def test_a_post_that_ends_during_the_absence_ends_for_the_deputy_too() -> None:
    ending = replace(DECIDER, until=TUESDAY)

    (held,) = as_deputy(AWAY, [ending])

    assert (held.since, held.until) == (TUESDAY, TUESDAY)


def test_nothing_is_passed_on_and_nobody_administers_as_a_deputy() -> None:
    borrowed = replace(DECIDER, deputy_of=3)
    administrator = Office(33, Role.ADMINISTRATOR, "999999")

    assert as_deputy(AWAY, [borrowed, administrator]) == ()


def test_a_deputy_comes_from_the_same_department() -> None:
    near = Office(22, Role.EXAMINER, "999999", "fire")

    assert can_stand_in([near], [DECIDER], MONDAY)
    assert not can_stand_in([replace(near, department="health")], [DECIDER], MONDAY)
    assert not can_stand_in([replace(near, region="510112")], [DECIDER], MONDAY)
    assert not can_stand_in([replace(near, deputy_of=3)], [DECIDER], MONDAY)
