"""A pledge is checked in working days after the decision, once."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from banhao.core.catalogue.values import Basis, Origin, Way, WayKind
from banhao.core.clock.tables import announced_calendar
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.messages import Text
from banhao.core.pledges.checks import AfterCheck, CheckState, due_on, is_late, record
from banhao.core.pledges.letter import Letter, ReadingItem, promise

CHECK = AfterCheck(UUID(int=1), "permit", "rules", date(2026, 9, 17), date(2026, 9, 24))
TODAY = date(2026, 9, 24)


def test_a_check_is_due_in_working_days_across_a_holiday() -> None:
    # 30 September 2026 is a Wednesday; 1–7 October are off, Saturday 10 October is worked
    assert due_on(date(2026, 9, 30), 2, announced_calendar()) == date(2026, 10, 9)


def test_a_pledge_without_days_is_checked_by_the_next_working_day() -> None:
    # Friday 18 September 2026; Sunday the 20th is worked for the National Day holiday
    assert due_on(date(2026, 9, 18), 0, announced_calendar()) == date(2026, 9, 20)


def look(check: AfterCheck, *, kept: bool, days: int = 0, today: date = TODAY) -> AfterCheck:
    calendar = announced_calendar()
    return record(check, kept=kept, put_right_days=days, today=today, calendar=calendar)


def test_a_promise_that_was_kept_is_looked_at_once() -> None:
    passed = look(CHECK, kept=True)

    assert passed.state is CheckState.PASSED
    with pytest.raises(NotAllowed):
        look(passed, kept=False, days=5)


def test_what_was_not_kept_gets_working_days_to_be_put_right() -> None:
    # Wednesday 30 September 2026: 1–7 October are off, Saturday 10 October is worked
    found = look(CHECK, kept=False, days=3, today=date(2026, 9, 30))

    assert found.state is CheckState.TO_PUT_RIGHT
    assert found.put_right_by == found.ends_on == date(2026, 10, 10)


def test_without_time_to_put_it_right_nothing_is_recorded() -> None:
    with pytest.raises(NotAllowed) as refusal:
        look(CHECK, kept=False)

    assert refusal.value.message.code == "pledges.needs_time"


@pytest.mark.parametrize(("kept", "state"), [(True, CheckState.PASSED), (False, CheckState.FAILED)])
def test_the_second_look_ends_it(kept: bool, state: CheckState) -> None:
    second = look(look(CHECK, kept=False, days=3), kept=kept)

    assert second.state is state
    assert second.is_closed


def test_only_a_check_past_its_day_that_is_not_closed_is_late() -> None:
    again = look(CHECK, kept=False, days=3)

    assert not is_late(CHECK, date(2026, 9, 24))
    assert is_late(CHECK, date(2026, 9, 25))
    assert not is_late(look(CHECK, kept=True), date(2026, 9, 25))
    assert not is_late(again, again.ends_on)
    assert is_late(again, again.ends_on + timedelta(days=1))


def test_a_letter_says_per_paper_what_is_promised_to_whom_and_by_when() -> None:
    way = Way(WayKind.PLEDGE, promise=Text("已建立制度"), consequence=Text("撤销许可"), due_days=10)
    items = [ReadingItem(i, Text(i), (Basis(Origin.MODELLING),)) for i in ("permit", "filing")]

    letter = Letter((promise("rules", Text("管理制度"), way, items),))

    assert letter.checks == (("permit", "rules", 10), ("filing", "rules", 10))
    assert letter.promises[0].consequence == Text("撤销许可")


def test_another_way_cannot_be_pledged() -> None:
    with pytest.raises(BadInput):
        promise("rules", Text("管理制度"), Way(WayKind.APPLICANT), ())
