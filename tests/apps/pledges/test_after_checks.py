"""A decision that relied on a pledge opens one after-check, whatever is tried twice."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from banhao.apps.pledges.operations import open_check
from banhao.apps.pledges.queries import checks_of, unfinished
from banhao.core.pledges.checks import CheckState

pytestmark = pytest.mark.django_db
CASE = UUID(int=7)
# half past midnight in China, still the day before in UTC
NOW = datetime(2026, 9, 29, 16, 30, tzinfo=UTC)


def test_a_check_is_opened_once_and_due_in_working_days_of_china():
    for _ in range(2):
        open_check(case=CASE, item="permit", material="rules", due_days=2, now=NOW)

    (check,) = checks_of(CASE)
    assert (check.opened_on, check.due_on) == (date(2026, 9, 30), date(2026, 10, 9))
    assert check.state is CheckState.OPEN


def test_what_is_due_first_stands_first():
    open_check(case=CASE, item="permit", material="later", due_days=20, now=NOW)
    open_check(case=CASE, item="permit", material="rules", due_days=2, now=NOW)

    assert [row.material for row in unfinished()] == ["rules", "later"]
