"""The demo: made in an empty database only, complete after one run, the same after two."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from banhao.apps.cases.models import CaseRecord, EventRecord
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.queries import is_demo, personas
from banhao.core.cases.case import (
    State,
)
from banhao.core.errors import Conflict
from banhao.site.demo import make_demo
from tests.apps.small_city import FOLDER, a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def make() -> list[str]:
    """Make the demo of the small city; returns what it said."""
    said: list[str] = []
    make_demo(texts=FOLDER, now=NOW, say=said.append)
    return said


def test_it_makes_people_and_a_case_of_every_kind() -> None:
    said = make()

    states = Counter(CaseRecord.objects.values_list("state", flat=True))
    one_each = {
        State.DELIVERED: 1,
        State.DECIDED: 1,
        State.ACCEPTED: 3,
        State.SUBMITTED: 2,
        State.SUPPLEMENT: 1,
    }
    assert states == one_each
    assert len(said) == 2 + sum(one_each.values())
    assert len(personas()) == AccountRecord.objects.count() == 8 + 1 + 4 + 2


def test_every_act_lies_in_the_past_and_in_order() -> None:
    make()

    moments = list(EventRecord.objects.order_by("case", "seq").values_list("case", "at"))
    assert all(at < NOW for _, at in moments)
    assert moments == sorted(moments)


def test_a_second_time_changes_nothing() -> None:
    make()
    events = EventRecord.objects.count()

    make()

    assert EventRecord.objects.count() == events


def test_it_refuses_a_database_that_holds_anything_else() -> None:
    a_person()

    with pytest.raises(Conflict):
        make()

    assert not is_demo()
