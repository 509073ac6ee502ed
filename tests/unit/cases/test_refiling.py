"""A refused item filed again, an item taken back, and the versions of the composite."""

from dataclasses import replace
from datetime import date

import pytest

from banhao.core.cases.case import BranchState, Finding, State
from banhao.core.cases.commands import (
    Accept,
    AcceptRefiling,
    ArrangeVisit,
    Decide,
    DeemRefilingAccepted,
    Deliver,
    Evidence,
    Examine,
    RecordInspection,
    Refile,
    Withdraw,
    WithdrawBranch,
)
from banhao.core.cases.consequences import certificate_id
from banhao.core.cases.dates import branch_due
from banhao.core.cases.events import (
    BranchResumed,
    CertificateIssued,
    EvidenceRecorded,
    Refiled,
    Stopped,
)
from banhao.core.cases.withdrawal import Loss, loss
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import NotAllowed
from banhao.core.evidence.slots import Outcome, Slot
from tests.unit.cases.plans import (
    APPLICANT,
    CASE_ID,
    CLERK,
    DECIDER,
    EXAMINER,
    READY,
    SECOND,
    Desk,
    shop,
)

CALENDAR = announced_calendar()
AGAIN = Refile("FIREA", "g" * 64, ())
REFUSAL = Decide("FIREA", grant=False, reason="r", article="《消防法》第十五条", remedy="m")


def refused(result: Finding = Finding.MEETS) -> Desk:
    """The sign is granted, the fire check is refused after a visit, the hotel stopped with it."""
    desk = Desk()
    desk.do(Accept())
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", result, (EXAMINER, SECOND), "r"), EXAMINER)
    desk.do(Examine("FIREA", Finding.FAILS, "o"), EXAMINER)
    desk.do(Decide("SIGNA", grant=True), DECIDER)
    desk.do(REFUSAL, DECIDER)
    return desk


def again(desk: Desk) -> Desk:
    desk.do(AGAIN, APPLICANT)
    desk.do(AcceptRefiling("FIREA"))
    return desk


def granted(desk: Desk, item: str) -> tuple:
    desk.do(Examine(item, Finding.MEETS, "o"), EXAMINER)
    return desk.do(Decide(item, grant=True), DECIDER)


def test_a_refused_item_begins_again_in_the_same_case() -> None:
    desk = refused()
    assert desk.case.state is State.DECIDED

    events = desk.do(AGAIN, APPLICANT)

    assert events == (
        Refiled("FIREA", 2, 1, "g" * 64, "", desk.today),
        BranchResumed("HOTELA", 2, because="FIREA"),
    )
    assert desk.case.state is State.ACCEPTED
    assert desk.case.branch("FIREA").state is BranchState.REFILED
    assert [b.state for b in desk.case.branches if b.item == "FIREA"] == [
        BranchState.REFUSED,
        BranchState.REFILED,
    ]
    assert [b.item for b in desk.case.latest] == ["FIREA", "FILEA", "SIGNA", "HOTELA"]


def test_its_clock_starts_with_its_own_acceptance() -> None:
    desk = refused()
    desk.do(AGAIN, APPLICANT)
    assert branch_due(desk.case, desk.case.branch("FIREA"), desk.plan, CALENDAR) == date(
        2026, 10, 10
    )
    desk.today = date(2026, 9, 30)

    desk.do(AcceptRefiling("FIREA"), CLERK)

    assert desk.case.branch("FIREA").accepted_on == date(2026, 9, 30)
    assert desk.case.branch("HOTELA").state is BranchState.RECEIVED


def test_silence_accepts_it_as_of_its_receipt() -> None:
    desk = refused()
    desk.do(AGAIN, APPLICANT)
    desk.today = date(2026, 10, 10)  # the fifth working day
    with pytest.raises(NotAllowed, match=r"case\.not_silent_yet"):
        desk.do(DeemRefilingAccepted("FIREA"), None)
    desk.today = date(2026, 10, 12)

    desk.do(DeemRefilingAccepted("FIREA"), None)

    assert desk.case.branch("FIREA").accepted_on == date(2026, 9, 28)


def test_a_record_that_met_the_requirement_is_reused() -> None:
    desk = again(refused(Finding.MEETS))

    granted(desk, "FIREA")

    assert desk.case.branch("FIREA").state is BranchState.GRANTED
    assert desk.case.branch("HOTELA").state is BranchState.ACCEPTED


def test_a_failed_part_is_visited_anew_before_the_decision() -> None:
    desk = again(refused(Finding.FAILS))
    desk.do(Examine("FIREA", Finding.MEETS, "o"), EXAMINER)
    with pytest.raises(NotAllowed, match=r"case\.visit_first"):
        desk.do(Decide("FIREA", grant=True), DECIDER)

    desk.do(ArrangeVisit("FIREA~2", "FIREA", desk.today), EXAMINER)
    record = RecordInspection("FIREA~2", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r")
    desk.do(record, EXAMINER)
    desk.do(Decide("FIREA", grant=True), DECIDER)

    assert desk.case.branch("FIREA").state is BranchState.GRANTED


def test_it_can_be_refused_and_filed_once_more() -> None:
    desk = again(refused(Finding.FAILS))
    desk.do(ArrangeVisit("FIREA~2", "FIREA", desk.today), EXAMINER)
    record = RecordInspection("FIREA~2", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r")
    desk.do(record, EXAMINER)
    desk.do(Examine("FIREA", Finding.FAILS, "o"), EXAMINER)
    desk.do(REFUSAL, DECIDER)
    assert desk.case.branch("HOTELA").state is BranchState.STOPPED

    events = desk.do(AGAIN, APPLICANT)

    assert events[0] == Refiled("FIREA", 3, 2, "g" * 64, "", desk.today)  # the second record stands
    desk.do(AcceptRefiling("FIREA"))
    granted(desk, "FIREA")
    granted(desk, "HOTELA")
    assert desk.case.state is State.DECIDED
    assert desk.case.composite == 1


def test_results_that_were_handed_out_stay_handed_out() -> None:
    desk = refused()
    desk.do(Deliver("counter"))

    again(desk)
    granted(desk, "FIREA")
    granted(desk, "HOTELA")

    assert desk.case.state is State.DECIDED
    desk.do(Deliver("counter"))
    assert desk.case.state is State.DELIVERED


def test_what_is_not_refused_cannot_be_filed_again() -> None:
    desk = refused()
    for item in ("SIGNA", "HOTELA"):
        with pytest.raises(NotAllowed, match=r"case\.branch_not_in_state"):
            desk.do(replace(AGAIN, item=item), APPLICANT)
    desk.do(AGAIN, APPLICANT)

    with pytest.raises(NotAllowed, match=r"case\.branch_not_in_state"):
        desk.do(AGAIN, APPLICANT)


def test_a_missing_material_is_named_before_the_door() -> None:
    desk = refused()
    desk.slots = (READY[0], Slot("MAP", 0, Outcome.MISSING))
    with pytest.raises(NotAllowed, match=r"case\.materials_missing"):
        desk.do(AGAIN, APPLICANT)

    new = Evidence("MAP", 1, Outcome.SUPPLIED, "", "d2")
    events = desk.do(replace(AGAIN, evidence=(new,)), APPLICANT)

    assert events[0] == EvidenceRecorded("MAP", 1, Outcome.SUPPLIED, "", "d2")


def test_the_composite_waits_for_the_latest_attempts() -> None:
    desk = again(refused())
    assert not issued(desk)
    granted(desk, "FIREA")
    assert not issued(desk)

    granted(desk, "HOTELA")

    assert issued(desk) == [certificate_id(CASE_ID, "", "shop-licence")]


def test_what_is_granted_later_makes_the_next_version() -> None:
    plan = shop()
    late = replace(plan.branch("SIGNA"), listed=True)
    desk = Desk(replace(plan, branches=(*plan.branches[:2], late, plan.branches[3])))
    desk.do(Accept())
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r"), EXAMINER)
    granted(desk, "FIREA")
    granted(desk, "HOTELA")
    assert desk.case.composite == 1

    desk.do(Decide("SIGNA", grant=True), DECIDER)

    first, second = issued(desk)
    assert desk.case.composite == 2
    assert second == certificate_id(CASE_ID, "", "shop-licence", 2) != first


def issued(desk: Desk) -> list:
    return [e.certificate for e in desk.events if isinstance(e, CertificateIssued) and not e.item]


def test_one_item_is_taken_back_with_what_needs_it() -> None:
    desk = Desk()
    desk.do(Accept())
    assert loss(desk.case, desk.plan, "FIREA") == Loss(("HOTELA",), composite=True)
    assert loss(desk.case, desk.plan, "SIGNA") == Loss((), composite=False)

    events = desk.do(WithdrawBranch("FIREA", ""), APPLICANT)

    assert events[1:] == (Stopped("HOTELA", because="FIREA"),)
    assert desk.case.branch("FIREA").state is BranchState.WITHDRAWN
    assert desk.case.state is State.ACCEPTED
    desk.do(Decide("SIGNA", grant=True), DECIDER)
    assert desk.case.state is State.DECIDED
    assert not issued(desk)


def test_an_item_taken_back_before_acceptance_is_not_missed() -> None:
    desk = Desk()
    desk.slots = (READY[0], Slot("MAP", 0, Outcome.MISSING))
    desk.do(WithdrawBranch("FIREA", ""), APPLICANT)

    desk.do(Accept())

    assert desk.case.branch("FIREA").state is BranchState.WITHDRAWN
    assert desk.case.branch("HOTELA").state is BranchState.STOPPED
    assert desk.case.branch("SIGNA").state is BranchState.ACCEPTED


def test_the_last_item_goes_with_the_case() -> None:
    desk = Desk()
    for item in ("FIREA", "FILEA"):
        desk.do(WithdrawBranch(item, ""), APPLICANT)

    with pytest.raises(NotAllowed, match=r"case\.withdraw_whole"):
        desk.do(WithdrawBranch("SIGNA", ""), APPLICANT)

    desk.do(Withdraw(""), APPLICANT)
    assert desk.case.state is State.WITHDRAWN


def test_what_has_a_result_cannot_be_taken_back() -> None:
    desk = refused()
    desk.do(AGAIN, APPLICANT)

    for item in ("SIGNA", "FILEA"):
        with pytest.raises(NotAllowed, match=r"case\.branch_not_in_state"):
            desk.do(WithdrawBranch(item, ""), APPLICANT)


def test_a_case_that_was_decided_is_not_withdrawn_but_the_item_is() -> None:
    desk = refused()
    desk.do(AGAIN, APPLICANT)
    with pytest.raises(NotAllowed, match=r"case\.withdraw_items"):
        desk.do(Withdraw(""), APPLICANT)

    desk.do(WithdrawBranch("FIREA", ""), APPLICANT)

    assert desk.case.state is State.DECIDED
    assert desk.case.branch("HOTELA").state is BranchState.STOPPED
