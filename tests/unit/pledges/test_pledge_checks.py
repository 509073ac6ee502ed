"""A pledge is checked in working days after the decision, once."""

from datetime import date
from uuid import UUID

import pytest

from banhao.core.catalogue.values import Basis, Origin, Way, WayKind
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.messages import Text
from banhao.core.pledges.checks import AfterCheck, CheckState, close, due_on, is_late
from banhao.core.pledges.letter import Letter, ReadingItem, promise

CHECK = AfterCheck(UUID(int=1), "permit", "rules", date(2026, 9, 17), date(2026, 9, 24))


def test_a_check_is_due_in_working_days_across_a_holiday() -> None:
    # 30 September 2026 is a Wednesday; 1–7 October are off, Saturday 10 October is worked
    assert due_on(date(2026, 9, 30), 2, announced_calendar()) == date(2026, 10, 9)


def test_a_pledge_without_days_is_checked_by_the_next_working_day() -> None:
    # Friday 18 September 2026; Sunday the 20th is worked for the National Day holiday
    assert due_on(date(2026, 9, 18), 0, announced_calendar()) == date(2026, 9, 20)


@pytest.mark.parametrize("state", [CheckState.PASSED, CheckState.FAILED])
def test_a_check_is_closed_once(state: CheckState) -> None:
    closed = close(CHECK, state)

    assert closed.state is state
    with pytest.raises(NotAllowed):
        close(closed, CheckState.PASSED)


def test_only_an_open_check_past_its_day_is_late() -> None:
    assert not is_late(CHECK, date(2026, 9, 24))
    assert is_late(CHECK, date(2026, 9, 25))
    assert not is_late(close(CHECK, CheckState.PASSED), date(2026, 9, 25))


def test_a_letter_says_per_paper_what_is_promised_to_whom_and_by_when() -> None:
    way = Way(WayKind.PLEDGE, promise=Text("已建立制度"), consequence=Text("撤销许可"), due_days=10)
    items = [ReadingItem(i, Text(i), (Basis(Origin.MODELLING),)) for i in ("permit", "filing")]

    letter = Letter((promise("rules", Text("管理制度"), way, items),))

    assert letter.checks == (("permit", "rules", 10), ("filing", "rules", 10))
    assert letter.promises[0].consequence == Text("撤销许可")


def test_another_way_cannot_be_pledged() -> None:
    with pytest.raises(BadInput):
        promise("rules", Text("管理制度"), Way(WayKind.APPLICANT), ())
