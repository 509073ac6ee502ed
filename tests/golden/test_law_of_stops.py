"""Stories of law of a stopped clock and an extension, on the real plan of a KTV."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from banhao.commands._folder import read_folder
from banhao.core.cases.commands import Accept, Decide, EndProcedure, ExtendLimit, StartProcedure
from banhao.core.cases.dates import branch_dates, case_dates
from banhao.core.cases.events import BranchAccepted
from banhao.core.cases.evolve import evolve
from banhao.core.cases.stops import names_of_stops
from banhao.core.clock import explain
from banhao.core.clock.tables import announced_calendar
from banhao.core.clock.values import Rule, Unit
from banhao.core.compiler.answers import reference_answers, reference_standing
from banhao.core.compiler.compile import compile_plan
from banhao.core.errors import NotAllowed
from tests.unit.cases.plans import DECIDER, EXAMINER, Desk

CALENDAR = announced_calendar()
KTV, ITEM, HEAD = "longquanyi/open-a-ktv", "ENT", 50
MONDAY = date(2026, 10, 12)


@pytest.fixture
def ktv() -> Desk:
    """A KTV; the clock of the entertainment permit starts on Monday 12 October 2026."""
    catalogue = read_folder(Path(__file__).parents[2] / "catalogues")
    theme = catalogue.theme(KTV)
    plan = compile_plan(catalogue, KTV, reference_answers(theme), reference_standing(theme))
    desk = Desk(plan, today=MONDAY)
    desk.do(Accept())
    if desk.case.branch(ITEM).accepted_on is None:  # it waits for siblings; their story is another
        desk.case = evolve(desk.case, BranchAccepted(ITEM, MONDAY))
    return desk


def notice(desk: Desk) -> None:
    desk.do(StartProcedure(ITEM, "public-notice", 10, Unit.DAY, "n"), EXAMINER)


def hearing(desk: Desk) -> None:
    desk.do(StartProcedure(ITEM, "hearing", 10, Unit.DAY, "n"), EXAMINER)


def end(desk: Desk, kind: str) -> None:
    desk.do(EndProcedure(ITEM, kind, "r"), EXAMINER)


def promised(desk: Desk):
    return branch_dates(desk.case, desk.plan, CALENDAR)[ITEM].promised


def test_a_notice_and_a_hearing_that_overlap_are_taken_off_once(ktv) -> None:
    """The public notice runs from the 12th to the 22nd, the hearing from Monday the 19th to the
    29th. Together they take the 13th to the 29th off the clock: thirteen working days, not the
    sixteen of both alone. The promise ends thirteen working days later than without them.
    """
    before = promised(ktv).on
    notice(ktv)
    ktv.today = date(2026, 10, 19)
    hearing(ktv)
    ktv.today = date(2026, 10, 22)
    end(ktv, "public-notice")
    ktv.today = date(2026, 10, 29)
    end(ktv, "hearing")

    after = promised(ktv)
    off = [reason for reason in after.reasons if reason.rule is Rule.OFF_CLOCK]
    assert (off[0].first, off[-1].last) == (date(2026, 10, 13), date(2026, 10, 29))
    assert explain.replay(MONDAY, after.reasons) == after.on
    without = sum(r.days for r in after.reasons)
    assert without == sum(r.days for r in explain_again(ktv))
    assert after.on > before
    said = explain.messages(after.reasons, names_of_stops(ktv.plan))
    assert any("公示、听证" in str(message.params["name"]) for message in said)


def explain_again(desk: Desk):
    """Return the reasons of the same promise as if nothing had stood still."""
    running = replace(desk.case, turns=replace(desk.case.turns, procedures=()))
    return branch_dates(running, desk.plan, CALENDAR)[ITEM].promised.reasons


def test_the_whole_case_waits_and_nothing_is_decided_meanwhile(ktv) -> None:
    """While the notice is open the case's promise and its 45 days stand still, too, and a decision
    is refused: art. 45 takes the time off because the result is not known yet.
    """
    before = case_dates(ktv.case, ktv.plan, CALENDAR)
    notice(ktv)

    after = case_dates(ktv.case, ktv.plan, CALENDAR)
    with pytest.raises(NotAllowed) as refusal:
        ktv.do(Decide(ITEM, grant=True), DECIDER)

    assert after.promised.on > before.promised.on
    assert after.statutory.on > before.statutory.on
    assert refusal.value.message.code == "case.procedure_first"


def test_only_what_the_catalogue_declares_stops_the_clock(ktv) -> None:
    """The law names what is not counted; the catalogue says which of it an item may have."""
    with pytest.raises(NotAllowed) as refusal:
        ktv.do(StartProcedure(ITEM, "auction", 10, Unit.DAY, "n"), EXAMINER)

    assert refusal.value.message.code == "case.procedure_not_declared"


def test_a_limit_is_extended_once_by_ten_days_before_it_ends(ktv) -> None:
    """Art. 42: ten working days at most, once, by the head and not by who examines it, with the
    reason told, and not any more when the limit is over.
    """
    before = promised(ktv)
    ktv.do(ExtendLimit(ITEM, 10, "r"), HEAD)
    after = promised(ktv)
    with pytest.raises(NotAllowed) as twice:
        ktv.do(ExtendLimit(ITEM, 1, "r"), HEAD)

    assert sum(r.days for r in after.reasons) == sum(r.days for r in before.reasons) + 10
    assert Rule.EXTENDED in {reason.rule for reason in after.reasons}
    assert twice.value.message.code == "case.extension_once"


def test_a_limit_that_is_over_is_not_extended(ktv) -> None:
    """The head would come too late: an overdue limit stays overdue."""
    ktv.today = date(2026, 12, 31)

    with pytest.raises(NotAllowed) as refusal:
        ktv.do(ExtendLimit(ITEM, 10, "r"), HEAD)

    assert refusal.value.message.code == "case.extension_late"
