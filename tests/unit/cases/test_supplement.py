"""补正, as the rules tell it: once, in time, served, answered in full, or the case goes back."""

from datetime import date

import pytest

from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.case import BranchState, State
from banhao.core.cases.commands import (
    Accept,
    AnswerSupplement,
    AskSupplement,
    DeemAccepted,
    Evidence,
    RecordEvidence,
    ReturnCase,
    ServeNotice,
    Withdraw,
)
from banhao.core.cases.dates import answer_due, notice_due
from banhao.core.cases.events import NoticeServed, SupplementAsked
from banhao.core.cases.turns import About, Line, Served
from banhao.core.clock import explain
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import NotAllowed
from banhao.core.evidence.slots import Outcome
from tests.unit.cases.plans import APPLICANT, FILED_ON, Desk

CALENDAR = announced_calendar()
MAP = Line("FIREA", About.MATERIAL, "MAP", "d" * 64)
FIFTH, SIXTH = date(2026, 10, 10), date(2026, 10, 12)  # of receipt on 28 September
ANSWER_BY = date(2026, 10, 23)  # ten working days after 10 October, a Saturday that is worked


def asked(on: date = FIFTH, served: Served | None = Served.INBOX) -> Desk:
    desk = Desk()
    desk.today = on
    desk.do(AskSupplement((MAP,), 10, served))
    return desk


def supplied(desk: Desk) -> Desk:
    desk.do(RecordEvidence(Evidence("MAP", 0, Outcome.SUPPLIED, "", "new")), APPLICANT)
    return desk


def code(refusal: pytest.ExceptionInfo[NotAllowed]) -> str:
    return refusal.value.message.code


def test_it_is_asked_on_the_fifth_day_and_served_at_once_by_the_inbox() -> None:
    desk = asked()

    assert desk.case.state is State.SUPPLEMENT
    assert desk.events[-2:] == [
        SupplementAsked((MAP,), 10, FIFTH),
        NoticeServed("supplement", Served.INBOX, FIFTH),
    ]


def test_on_the_sixth_day_it_is_too_late_to_ask() -> None:
    with pytest.raises(NotAllowed) as refusal:
        asked(SIXTH)

    assert code(refusal) == "case.supplement_late"
    assert refusal.value.message.params["on"] == FIFTH


def test_nothing_is_asked_without_a_line_or_about_what_the_item_does_not_read() -> None:
    desk = Desk()

    with pytest.raises(NotAllowed) as empty:
        desk.do(AskSupplement((), 10, None))
    with pytest.raises(NotAllowed) as foreign:
        desk.do(AskSupplement((Line("SIGNA", About.MATERIAL, "MAP", ""),), 10, None))

    assert [code(empty), code(foreign)] == ["case.supplement_empty", "case.line_not_read"]


def test_it_is_asked_once_in_the_life_of_a_case() -> None:
    desk = supplied(asked())
    desk.do(AnswerSupplement("", ()), APPLICANT)

    with pytest.raises(NotAllowed) as again:
        desk.do(AskSupplement((MAP,), 10, None))

    assert code(again) == "case.supplement_once"


def test_the_days_to_answer_run_from_service_and_say_why() -> None:
    end = answer_due(asked().case, CALENDAR)

    assert end is not None
    assert end.on == ANSWER_BY
    assert explain.replay(FIFTH, end.reasons) == ANSWER_BY


def test_an_answer_is_taken_once_all_lines_are_done() -> None:
    desk = asked()
    with pytest.raises(NotAllowed) as early:
        desk.do(AnswerSupplement("", ()), APPLICANT)
    supplied(desk)

    desk.today = ANSWER_BY
    desk.do(AnswerSupplement("", ()), APPLICANT)

    assert code(early) == "case.answer_not_complete"
    assert desk.case.state is State.SUBMITTED
    assert notice_due(desk.case, CALENDAR) == last_day_to_tell(ANSWER_BY, CALENDAR)


def test_silence_after_the_answer_accepts_as_of_the_day_of_the_answer() -> None:
    desk = supplied(asked())
    desk.do(AnswerSupplement("", ()), APPLICANT)
    desk.today = date(2026, 10, 16)

    with pytest.raises(NotAllowed) as early:
        desk.do(DeemAccepted(), None)
    desk.today = date(2026, 10, 19)
    desk.do(DeemAccepted(), None)

    assert code(early) == "case.not_silent_yet"
    assert desk.case.accepted_on == FIFTH


def test_silence_does_not_run_while_a_served_notice_waits() -> None:
    desk = asked()
    desk.today = date(2026, 10, 20)

    with pytest.raises(NotAllowed) as refusal:
        desk.do(DeemAccepted(), None)

    assert code(refusal) == "case.waits_for_answer"
    assert notice_due(desk.case, CALENDAR) is None


def test_a_notice_that_is_not_served_in_time_was_not_told() -> None:
    desk = asked(served=None)
    desk.today = SIXTH
    with pytest.raises(NotAllowed) as late:
        desk.do(ServeNotice(Served.POST, SIXTH))

    desk.do(DeemAccepted(), None)

    assert code(late) == "case.served_late"
    assert (desk.case.state, desk.case.accepted_on) == (State.ACCEPTED, FILED_ON)


def test_a_walk_in_is_served_by_hand_and_only_then_answers() -> None:
    desk = asked(date(2026, 9, 30), served=None)
    with pytest.raises(NotAllowed) as unserved:
        desk.do(AnswerSupplement("", ()), APPLICANT)
    desk.today = date(2026, 10, 8)

    with pytest.raises(NotAllowed) as before:
        desk.do(ServeNotice(Served.COUNTER, date(2026, 9, 29)))
    desk.do(ServeNotice(Served.COUNTER, date(2026, 10, 8)))
    with pytest.raises(NotAllowed) as twice:
        desk.do(ServeNotice(Served.COUNTER, date(2026, 10, 8)))

    found = [code(unserved), code(before), code(twice)]
    assert found == ["case.not_served", "case.served_when", "case.served_already"]
    assert answer_due(desk.case, CALENDAR).on == date(2026, 10, 21)


def test_a_case_goes_back_when_its_last_day_is_over() -> None:
    desk = asked()
    desk.today = ANSWER_BY
    with pytest.raises(NotAllowed) as early:
        desk.do(ReturnCase(), None)
    desk.today = date(2026, 10, 24)
    with pytest.raises(NotAllowed) as late:
        desk.do(AnswerSupplement("", ()), APPLICANT)

    desk.do(ReturnCase(), None)

    assert [code(early), code(late)] == ["case.not_due_yet", "case.answer_late"]
    assert desk.case.state is State.RETURNED
    assert {b.state for b in desk.case.branches} == {BranchState.STOPPED}


def test_a_case_that_waits_can_be_withdrawn_but_not_accepted() -> None:
    desk = asked()

    with pytest.raises(NotAllowed) as refusal:
        desk.do(Accept())
    desk.do(Withdraw(""), APPLICANT)

    assert code(refusal) == "case.not_in_state"
    assert desk.case.state is State.WITHDRAWN
