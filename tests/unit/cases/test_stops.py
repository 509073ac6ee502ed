"""Special procedures and extensions, as the rules tell them: time off the clock, time given."""

from dataclasses import replace
from datetime import date

import pytest

from banhao.core.cases.case import Finding
from banhao.core.cases.commands import (
    Accept,
    Claim,
    Decide,
    EndProcedure,
    Examine,
    ExtendLimit,
    StartProcedure,
    WithdrawBranch,
)
from banhao.core.cases.dates import branch_dates, case_dates
from banhao.core.cases.events import ProcedureEnded
from banhao.core.cases.stops import expected_until, names_of_stops, stopped_on, stops
from banhao.core.catalogue.values import OffClock
from banhao.core.clock import explain
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Rule, Stretch, Unit
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.messages import Text
from tests.unit.cases.plans import APPLICANT, DECIDER, EXAMINER, MODELLED, SECOND, Desk, shop

CALENDAR = announced_calendar()
HEARING = OffClock("hearing", Text("听证"), 10, Unit.DAY, MODELLED)
NOTICE = OffClock("notice", Text("公示"), 5, Unit.WORKING_DAY, MODELLED)
MONDAY = date(2026, 10, 12)
HEAD = 50


def desk() -> Desk:
    """An accepted case, filed and accepted on a Monday without days off around it."""
    plan = shop()
    branches = tuple(replace(b, off_clock=(HEARING, NOTICE)) for b in plan.branches)
    made = Desk(replace(plan, branches=branches), today=MONDAY)
    made.do(Accept())
    return made


def start(made: Desk, kind: str = "hearing", item: str = "SIGNA", **other: object) -> None:
    command = StartProcedure(item, kind, 10, Unit.DAY, "n" * 64)
    made.do(replace(command, **other), EXAMINER)


def ends(made: Desk, item: str = "SIGNA"):
    return branch_dates(made.case, made.plan, CALENDAR)[item]


def code(refusal: pytest.ExceptionInfo[NotAllowed]) -> str:
    return refusal.value.message.code


def test_an_open_procedure_stops_the_clock_to_its_expected_end() -> None:
    made = desk()
    assert ends(made).promised.on == date(2026, 10, 14)
    start(made)

    (procedure,) = made.case.turns.procedures
    assert stopped_on(made.case, made.case.branch("SIGNA")) == MONDAY
    assert stopped_on(made.case, made.case.branch("FIREA")) is None
    assert expected_until(procedure, CALENDAR) == date(2026, 10, 22)
    assert ends(made).promised.on == date(2026, 10, 26)
    assert ends(made, "FIREA").promised.on == date(2026, 10, 19)


def test_its_real_end_counts_in_the_end_and_the_reasons_say_so() -> None:
    made = desk()
    start(made)
    made.today = date(2026, 10, 14)
    made.do(EndProcedure("SIGNA", "hearing", "r" * 64), EXAMINER)

    end = ends(made).promised
    assert end.on == date(2026, 10, 16)
    assert explain.replay(MONDAY, end.reasons) == end.on
    assert any(reason.rule is Rule.OFF_CLOCK for reason in end.reasons)
    said = explain.messages(end.reasons, names_of_stops(made.plan))
    assert any("听证" in str(message.params["name"]) for message in said)
    assert stopped_on(made.case, made.case.branch("SIGNA")) is None


def test_overlapping_procedures_are_taken_off_once() -> None:
    made = desk()
    start(made)
    made.today = date(2026, 10, 14)
    start(made, "notice", days=5, unit=Unit.WORKING_DAY)
    made.today = date(2026, 10, 20)
    made.do(EndProcedure("SIGNA", "hearing", "r"), EXAMINER)
    made.today = date(2026, 10, 21)
    made.do(EndProcedure("SIGNA", "notice", "r"), EXAMINER)

    assert ends(made).promised.on == date(2026, 10, 23)
    both = stops(made.case, made.plan, CALENDAR, made.case.branch("SIGNA"))
    assert both == (
        Stretch(date(2026, 10, 13), date(2026, 10, 20), "hearing"),
        Stretch(date(2026, 10, 15), date(2026, 10, 21), "notice"),
    )


def test_the_case_stands_still_for_the_stretches_of_all_its_items() -> None:
    made = desk()
    before = case_dates(made.case, made.plan, CALENDAR)
    start(made)
    start(made, item="FIREA")
    made.today = date(2026, 10, 14)
    made.do(EndProcedure("SIGNA", "hearing", "r"), EXAMINER)
    made.today = date(2026, 10, 15)
    made.do(EndProcedure("FIREA", "hearing", "r"), EXAMINER)

    after = case_dates(made.case, made.plan, CALENDAR)
    assert (before.promised.on, after.promised.on) == (date(2026, 10, 22), date(2026, 10, 27))
    assert after.statutory.on > before.statutory.on


def test_nothing_is_decided_while_the_clock_stands_still() -> None:
    made = desk()
    start(made)

    with pytest.raises(NotAllowed) as refusal:
        made.do(Decide("SIGNA", grant=True), DECIDER)
    made.do(EndProcedure("SIGNA", "hearing", "r"), EXAMINER)
    made.do(Decide("SIGNA", grant=True), DECIDER)

    assert code(refusal) == "case.procedure_first"


def test_a_procedure_is_declared_open_once_told_in_writing_and_ends_with_a_result() -> None:
    made = desk()
    for wrong, why in (
        ({"kind": "auction"}, "case.procedure_not_declared"),
        ({"notice": ""}, "case.procedure_needs_notice"),
        ({"days": 0}, "case.procedure_days"),
        ({"item": "HOTELA"}, "case.branch_not_in_state"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            start(made, **wrong)
        assert code(refusal) == why
    start(made)
    for command, why in (
        (StartProcedure("SIGNA", "hearing", 1, Unit.DAY, "n"), "case.procedure_open_already"),
        (EndProcedure("SIGNA", "notice", "r"), "case.procedure_not_open"),
        (EndProcedure("SIGNA", "hearing", ""), "case.procedure_needs_result"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            made.do(command, EXAMINER)
        assert code(refusal) == why


def test_a_colleagues_task_is_not_stopped() -> None:
    made = desk()
    made.do(Claim("SIGNA"), SECOND)

    with pytest.raises(NotAllowed) as refusal:
        start(made)

    assert code(refusal) == "case.claimed_by_other"


def test_taking_an_item_back_ends_its_procedure() -> None:
    made = desk()
    start(made)

    made.do(WithdrawBranch("SIGNA", "r"), APPLICANT)

    assert ProcedureEnded("SIGNA", "hearing", "", MONDAY) in made.events
    assert stops(made.case, made.plan, CALENDAR) == ()


def test_an_extension_moves_promise_and_limit_once() -> None:
    made = desk()
    promised, statutory = ends(made).promised, ends(made).statutory
    made.do(ExtendLimit("SIGNA", 10, "r"), HEAD)
    with pytest.raises(NotAllowed) as twice:
        made.do(ExtendLimit("SIGNA", 1, "r"), HEAD)

    after = ends(made)
    assert (promised.on, after.promised.on) == (date(2026, 10, 14), date(2026, 10, 28))
    assert (statutory.on, after.statutory.on) == (date(2026, 11, 9), date(2026, 11, 23))
    assert explain.replay(MONDAY, after.promised.reasons) == after.promised.on
    assert Rule.EXTENDED in {reason.rule for reason in after.promised.reasons}
    assert code(twice) == "case.extension_once"


def test_the_promise_of_the_whole_waits_for_an_extended_item() -> None:
    made = desk()
    before = case_dates(made.case, made.plan, CALENDAR)
    made.do(ExtendLimit("SIGNA", 10, "r"), HEAD)

    after = case_dates(made.case, made.plan, CALENDAR)
    assert after.promised.on == date(2026, 11, 5)
    assert after.statutory == before.statutory


def test_joint_handling_is_extended_by_fifteen_days_at_most() -> None:
    made = desk()
    before = case_dates(made.case, made.plan, CALENDAR).statutory.on
    with pytest.raises(NotAllowed) as too_long:
        made.do(ExtendLimit("", 16, "r"), HEAD)

    made.do(ExtendLimit("", 15, "r"), HEAD)

    after = case_dates(made.case, made.plan, CALENDAR).statutory.on
    assert (before, after) == (date(2026, 12, 14), date(2027, 1, 5))
    assert code(too_long) == "case.extension_days"


def test_an_extension_needs_a_reason_another_person_and_a_limit_that_still_runs() -> None:
    made = desk()
    made.do(Examine("FIREA", Finding.MEETS, "c"), EXAMINER)
    for command, who, why in (
        (ExtendLimit("FIREA", 10, ""), HEAD, "case.extension_needs_reason"),
        (ExtendLimit("FIREA", 11, "r"), HEAD, "case.extension_days"),
        (ExtendLimit("FIREA", 10, "r"), EXAMINER, "case.extension_by_another"),
        (ExtendLimit("HOTELA", 10, "r"), HEAD, "case.branch_not_in_state"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            made.do(command, who)
        assert code(refusal) == why
    made.today = date(2026, 10, 20)
    with pytest.raises(NotAllowed) as late:
        made.do(ExtendLimit("FIREA", 10, "r"), HEAD)
    with pytest.raises(NotFound):
        made.do(ExtendLimit("NOTHING", 10, "r"), HEAD)

    assert code(late) == "case.extension_late"
