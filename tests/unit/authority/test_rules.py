"""Who may do what, as the table says it: pure, in milliseconds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banhao.core.authority.acts import (
    ANYBODY,
    THE_LAW,
    THE_OPERATOR,
    THE_WORKER,
    Act,
    Actor,
    Allowed,
    Office,
    Refused,
    Role,
    Thing,
)
from banhao.core.authority.rules import RULES, covers, is_valid, may, needs_person, prefix
from banhao.ui.messages import entries

DAY = date(2026, 9, 28)
CITY, DISTRICT, OTHER = "370300", "370303", "510112"


def _officer(*roles, region=CITY, department="market", **more):
    offices = tuple(
        Office(n, role, region, department, **more) for n, role in enumerate(roles, start=1)
    )
    return Actor(person=7, offices=offices)


def test_every_act_has_its_line_and_nothing_else_has():
    assert set(RULES) == set(Act)


def test_every_line_names_somebody():
    for act, rule in RULES.items():
        assert rule.anybody or rule.person or rule.roles or rule.machines, act


@pytest.mark.parametrize("act", [act for act in Act if RULES[act].person])
def test_a_person_acts_for_themselves_and_their_firms_only(act):
    person = Actor(person=7, firms=frozenset({"91370300MA00000000"}))

    assert may(person, act, Thing(owner=7), DAY) == Allowed()
    assert may(person, act, Thing(owner=8, firm="91370300MA00000000"), DAY) == Allowed()
    assert may(person, act, Thing(owner=8), DAY) == Refused("authority.not_yours")
    assert may(person, act, Thing(owner=8, firm="other"), DAY) == Refused("authority.not_yours")
    assert may(ANYBODY, act, Thing(owner=7), DAY) == Refused("authority.sign_in")


def test_an_officer_is_no_owner_by_office():
    officer = _officer(*Role, region="")

    assert may(officer, Act.SEE_OWN_CASE, Thing(owner=8), DAY) == Refused("authority.not_yours")


def test_clerks_cannot_decide_and_departments_cannot_hand_out():
    clerk, decider = _officer(Role.CLERK, department=""), _officer(Role.DECIDER)
    branch = Thing(region=CITY, department="market", item="food")

    assert may(clerk, Act.DECIDE_BRANCH, branch, DAY) == Refused("authority.clerk_cannot_decide")
    assert may(decider, Act.DECIDE_BRANCH, branch, DAY) == Allowed(decider.offices[0])
    assert may(decider, Act.DELIVER_RESULT, Thing(region=CITY), DAY) == Refused(
        "authority.department_cannot_hand_out"
    )
    assert isinstance(may(clerk, Act.DELIVER_RESULT, Thing(region=CITY), DAY), Allowed)


@pytest.mark.parametrize(
    ("thing", "rule"),
    [
        (Thing(region=OTHER, department="market", item="food"), "authority.not_your_region"),
        (Thing(region=DISTRICT, department="market", item="food"), "authority.not_your_region"),
        (Thing(region=CITY, department="fire", item="food"), "authority.not_your_department"),
        (Thing(region=CITY, department="market", item="books"), "authority.not_your_item"),
    ],
)
def test_an_office_reaches_its_region_department_and_items(thing, rule):
    officer = _officer(Role.EXAMINER, items=frozenset({"food"}))

    assert may(officer, Act.EXAMINE_BRANCH, thing, DAY) == Refused(rule)


def test_of_two_offices_the_one_that_reaches_the_thing_is_named():
    near = Office(2, Role.EXAMINER, CITY, "fire")
    officer = Actor(person=7, offices=(Office(1, Role.EXAMINER, CITY, "market"), near))

    assert may(officer, Act.EXAMINE_BRANCH, Thing(CITY, "fire"), DAY) == Allowed(near)
    assert may(officer, Act.EXAMINE_BRANCH, Thing(OTHER, "fire"), DAY) == Refused(
        "authority.not_your_region"
    )


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (date(2026, 1, 1), date(2026, 9, 27), False),
        (date(2026, 9, 29), None, False),
    ],
)
def test_an_office_counts_on_its_days_only(since, until, held):
    officer = _officer(Role.DECIDER, since=since, until=until)

    answer = may(officer, Act.DECIDE_BRANCH, Thing(CITY, "market"), DAY)

    assert is_valid(officer.offices[0], DAY) is held
    assert answer == (
        Allowed(officer.offices[0]) if held else Refused("authority.office_not_valid")
    )


@pytest.mark.parametrize(
    ("region", "code", "inside"),
    [
        ("370000", CITY, True),
        (CITY, DISTRICT, True),
        (CITY, CITY, True),
        (DISTRICT, CITY, False),
        (CITY, "370000", False),
        (CITY, "370400", False),
        (DISTRICT, "370304", False),
        (CITY, OTHER, False),
        ("", OTHER, True),
    ],
)
def test_an_administrator_reaches_down_never_up_or_aside(region, code, inside):
    administrator = _officer(Role.ADMINISTRATOR, region=region, department="")

    answer = may(administrator, Act.ADMINISTER, Thing(region=code), DAY)

    assert isinstance(answer, Allowed) is inside
    assert covers(region, code) is inside


@given(st.from_regex(r"[1-9][0-9]{5}", fullmatch=True))
def test_every_region_covers_itself_and_lies_under_the_whole(code):
    assert covers(code, code)
    assert covers("", code)
    assert code.startswith(prefix(code))


def test_machines_do_their_jobs_and_no_office_work():
    assert may(THE_WORKER, Act.RUN_JOBS, Thing(), DAY) == Allowed()
    assert may(THE_LAW, Act.RUN_JOBS, Thing(), DAY) == Allowed()
    assert may(THE_OPERATOR, Act.ADMINISTER, Thing(region=CITY), DAY) == Allowed()
    for machine in (THE_LAW, THE_WORKER, THE_OPERATOR):
        for act in (Act.DECIDE_BRANCH, Act.EXAMINE_BRANCH, Act.FILE_CASE, Act.DELIVER_RESULT):
            assert may(machine, act, Thing(), DAY) == Refused("authority.not_for_machines")
    assert isinstance(may(_officer(*Role), Act.RUN_JOBS, Thing(), DAY), Refused)


def test_strangers_see_what_is_public_and_are_asked_to_sign_in_for_the_rest():
    for act in Act:
        answer = may(ANYBODY, act, Thing(), DAY)
        if RULES[act].anybody:
            assert answer == Allowed()
        else:
            assert answer == Refused("authority.sign_in")
        assert needs_person(act) is (RULES[act].person or bool(RULES[act].roles))


def test_every_reason_has_words():
    reasons = {
        "sign_in", "not_yours", "no_such_office", "office_not_valid", "not_your_region",
        "not_your_department", "not_your_item", "clerk_cannot_decide",
        "department_cannot_hand_out", "not_for_machines",
    }  # fmt: skip

    assert {f"authority.{reason}" for reason in reasons} <= set(entries())
