"""The days of a case never go back."""

from datetime import timedelta

import pytest

from banhao.core.cases.case import Finding
from banhao.core.cases.commands import Accept, ArrangeVisit, Claim, RecordInspection, Withdraw
from banhao.core.cases.order import last_day
from banhao.core.errors import NotAllowed
from tests.unit.cases.plans import APPLICANT, EXAMINER, FILED_ON, SECOND, Desk

DAY = timedelta(days=1)


def test_nothing_is_recorded_before_the_day_of_filing():
    desk = Desk()
    desk.today = FILED_ON - DAY

    with pytest.raises(NotAllowed) as refused:
        desk.do(Withdraw("r"), APPLICANT)

    assert refused.value.message.code == "case.clock_back"
    assert refused.value.message.params["last"] == FILED_ON


def test_each_later_step_moves_the_day_before_which_nothing_is_recorded():
    desk = Desk()
    desk.today = FILED_ON + DAY
    desk.do(Accept())
    desk.today = FILED_ON + 3 * DAY
    desk.do(ArrangeVisit("site", "FIREA", desk.today), EXAMINER)
    desk.do(RecordInspection("site", "FIREA", Finding.MEETS, (EXAMINER, SECOND), "r"), EXAMINER)

    assert last_day(desk.case) == FILED_ON + 3 * DAY
    desk.today = FILED_ON + 2 * DAY
    with pytest.raises(NotAllowed):
        desk.do(Claim("FIREA"), EXAMINER)


def test_the_same_day_is_in_order():
    desk = Desk()
    desk.do(Accept())

    assert last_day(desk.case) == desk.today
