"""The life of a case, as the rules tell it."""

from datetime import date
from typing import get_args

import pytest

from banhao.core.cases.case import (
    BranchState,
    Finding,
    State,
)
from banhao.core.cases.commands import (
    Accept,
    ArrangeVisit,
    Claim,
    Command,
    Decide,
    DeemAccepted,
    Deliver,
    Examine,
    RecordInspection,
    RefuseToAccept,
    Release,
    Withdraw,
)
from banhao.core.cases.events import (
    AfterCheckOpened,
    BranchAccepted,
    CertificateIssued,
    Granted,
    Stopped,
)
from banhao.core.cases.rules import ALLOWED
from banhao.core.errors import NotAllowed, NotFound
from banhao.core.evidence.slots import Outcome, Slot
from tests.unit.cases.plans import APPLICANT, DECIDER, EXAMINER, SECOND, Desk


def accepted() -> Desk:
    desk = Desk()
    desk.do(Accept())
    return desk


def visited(desk: Desk, result: Finding = Finding.MEETS) -> Desk:
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", result, (EXAMINER, SECOND), "r"), EXAMINER)
    return desk


def granted(desk: Desk, item: str) -> tuple:
    desk.do(Examine(item, Finding.MEETS, "c"), EXAMINER)
    return desk.do(Decide(item, grant=True), DECIDER)


def code(refusal: pytest.ExceptionInfo[NotAllowed]) -> str:
    return refusal.value.message.code


def test_every_command_stands_in_the_state_diagram() -> None:
    assert set(ALLOWED) == set(get_args(Command))


def test_acceptance_starts_the_branches_that_wait_for_nobody() -> None:
    events = Desk().do(Accept())

    assert [e.item for e in events if isinstance(e, BranchAccepted)] == ["FIREA", "FILEA", "SIGNA"]


def test_a_filing_closes_by_acceptance_with_its_receipt() -> None:
    events = accepted().events

    assert Granted("FILEA", None, date(2026, 9, 28)) in events
    assert any(isinstance(e, CertificateIssued) and e.item == "FILEA" for e in events)


def test_acceptance_waits_for_missing_materials() -> None:
    desk = Desk()
    desk.slots = (Slot("MAP", 0, Outcome.NOT_TRIED),)

    with pytest.raises(NotAllowed) as refusal:
        desk.do(Accept())

    assert code(refusal) == "case.materials_missing"
    assert refusal.value.message.params["materials"] == "图"


def test_a_decision_waits_for_the_visit() -> None:
    desk = accepted()
    desk.do(Examine("FIREA", Finding.MEETS, "c"), EXAMINER)

    with pytest.raises(NotAllowed) as refusal:
        desk.do(Decide("FIREA", grant=True), DECIDER)

    assert code(refusal) == "case.visit_first"


def test_the_examiner_may_not_decide() -> None:
    desk = visited(accepted())
    desk.do(Examine("FIREA", Finding.MEETS, "c"), EXAMINER)

    with pytest.raises(NotAllowed) as refusal:
        desk.do(Decide("FIREA", grant=True), EXAMINER)

    assert code(refusal) == "case.same_person"


def test_a_sole_approver_decides_alone_without_examining_first() -> None:
    desk = accepted()

    desk.do(Decide("SIGNA", grant=True), DECIDER)

    assert desk.case.branch("SIGNA").state is BranchState.GRANTED


def test_a_grant_starts_who_waited_for_it_and_opens_the_pledge_check() -> None:
    events = granted(visited(accepted()), "FIREA")

    assert AfterCheckOpened("FIREA", "RULES", 20) in events
    assert [e.item for e in events if isinstance(e, BranchAccepted)] == ["HOTELA"]


def test_the_composite_comes_with_the_last_gate_and_only_once() -> None:
    desk = visited(accepted())
    granted(desk, "FIREA")
    last = granted(desk, "HOTELA")
    desk.do(Decide("SIGNA", grant=True), DECIDER)

    issued = [e for e in desk.events if isinstance(e, CertificateIssued) and not e.item]
    assert [e.type for e in issued] == ["shop-licence"]
    assert issued[0] in last
    assert desk.case.state is State.DECIDED


def test_a_refusal_stops_who_needed_it_and_names_why() -> None:
    desk = visited(accepted(), Finding.FAILS)
    desk.do(Examine("FIREA", Finding.FAILS, "c"), EXAMINER)

    events = desk.do(
        Decide("FIREA", grant=False, reason="r", article="《消防法》第十五条", remedy="m"), DECIDER
    )

    assert Stopped("HOTELA", because="FIREA") in events
    assert not any(isinstance(e, CertificateIssued) and not e.item for e in desk.events)


@pytest.mark.parametrize("missing", ["reason", "article", "remedy"])
def test_a_refusal_needs_reason_article_and_remedy(missing: str) -> None:
    desk = visited(accepted())
    desk.do(Examine("FIREA", Finding.FAILS, "c"), EXAMINER)
    words = {"reason": "r", "article": "a", "remedy": "m"} | {missing: ""}

    with pytest.raises(NotAllowed) as refusal:
        desk.do(Decide("FIREA", grant=False, **words), DECIDER)

    assert code(refusal) == "case.refusal_needs_reasons"


def test_what_failed_cannot_be_granted() -> None:
    desk = visited(accepted(), Finding.FAILS)
    desk.do(Examine("FIREA", Finding.MEETS, "c"), EXAMINER)

    with pytest.raises(NotAllowed) as refusal:
        desk.do(Decide("FIREA", grant=True), DECIDER)

    assert code(refusal) == "case.inspection_failed"


def test_an_inspection_names_two_officers_one_of_whom_records_it() -> None:
    desk = accepted()
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)

    with pytest.raises(NotAllowed) as alone:
        desk.do(
            RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, EXAMINER), "r"), EXAMINER
        )
    with pytest.raises(NotAllowed) as absent:
        desk.do(RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r"), DECIDER)

    assert code(alone) == "case.two_officers"
    assert code(absent) == "case.inspector_records"


def test_a_system_that_was_nowhere_tells_who_was_there() -> None:
    desk = accepted()
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    found = ("site", "FIREA", Finding.MEETS)

    with pytest.raises(NotAllowed) as alone:
        desk.do(RecordInspection(*found, (EXAMINER,), "r", told=True), DECIDER)
    (event,) = desk.do(RecordInspection(*found, (EXAMINER, SECOND), "r", told=True), DECIDER)

    assert code(alone) == "case.two_officers"
    assert event.officers == tuple(sorted((EXAMINER, SECOND)))


def test_a_visit_has_a_day_first_and_each_part_one_result() -> None:
    desk = accepted()
    part = RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r")

    with pytest.raises(NotAllowed) as early:
        desk.do(part, EXAMINER)
    visited(desk)
    with pytest.raises(NotAllowed) as again:
        desk.do(part, EXAMINER)
    with pytest.raises(NotAllowed) as moved:
        desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)

    assert [code(early), code(again), code(moved)] == [
        "case.visit_not_arranged",
        "case.part_recorded",
        "case.visit_begun",
    ]


def test_a_claimed_task_is_its_owners_until_given_back() -> None:
    desk = accepted()
    desk.do(Claim("FIREA"), EXAMINER)

    with pytest.raises(NotAllowed) as other:
        desk.do(Examine("FIREA", Finding.MEETS, "c"), SECOND)
    desk.do(Release("FIREA"), EXAMINER)
    desk.do(Claim("FIREA"), SECOND)

    assert code(other) == "case.claimed_by_other"
    assert desk.case.branch("FIREA").claimed_by == SECOND


def test_silence_accepts_as_of_receipt_but_not_before_the_sixth_day() -> None:
    desk = Desk()
    desk.today = date(2026, 10, 10)  # the 5th working day: 29, 30 September, 8, 9, 10 October

    with pytest.raises(NotAllowed) as early:
        desk.do(DeemAccepted(), None)
    desk.today = date(2026, 10, 12)
    desk.do(DeemAccepted(), None)

    assert code(early) == "case.not_silent_yet"
    assert desk.case.accepted_on == date(2026, 9, 28)
    assert desk.case.branch("FIREA").accepted_on == date(2026, 9, 28)


def test_a_case_that_is_not_accepted_ends_with_its_reason() -> None:
    desk = Desk()

    with pytest.raises(NotAllowed) as refusal:
        desk.do(RefuseToAccept(not_needed=True, article="", reason=""))
    desk.do(RefuseToAccept(not_needed=False, article="a", reason="r"))

    assert code(refusal) == "case.reason_needed"
    assert desk.case.state is State.NOT_ACCEPTED


def test_withdrawing_stops_what_runs_and_keeps_what_was_granted() -> None:
    desk = accepted()

    desk.do(Withdraw("r"), APPLICANT)

    states = {b.item: b.state for b in desk.case.branches}
    assert states["FILEA"] is BranchState.GRANTED
    assert states["FIREA"] is BranchState.STOPPED
    with pytest.raises(NotAllowed) as late:
        desk.do(Decide("SIGNA", grant=True), DECIDER)
    assert code(late) == "case.not_in_state"


def test_results_are_handed_out_after_the_decision_only() -> None:
    desk = visited(accepted())
    with pytest.raises(NotAllowed):
        desk.do(Deliver("counter"))
    granted(desk, "FIREA")
    granted(desk, "HOTELA")
    desk.do(Decide("SIGNA", grant=True), DECIDER)

    desk.do(Deliver("counter"))

    assert desk.case.state is State.DELIVERED


def test_an_unknown_item_or_visit_is_not_found() -> None:
    desk = accepted()

    with pytest.raises(NotFound):
        desk.do(Claim("NOTHING"), EXAMINER)
    with pytest.raises(NotFound):
        desk.do(ArrangeVisit("nowhere", "FIREA", desk.today), EXAMINER)
