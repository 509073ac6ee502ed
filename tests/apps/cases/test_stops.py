"""Special procedures and extensions through the real errands: rows, texts, authority, audit."""

from datetime import date, timedelta

import pytest

from banhao.apps.cases.audit.verify import damages
from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.cases.operations import branches, stops
from banhao.apps.cases.taskcounts import Show
from banhao.apps.cases.tasklist import tasks
from banhao.apps.vault.queries import unseal
from banhao.core.authority.acts import Role
from banhao.core.cases.lights import Light
from banhao.core.clock.values import Unit
from banhao.core.errors import NotAllowed
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import CLERK, DECIDERS, EXAMINERS, LATER, NOW
from tests.apps.journal import told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HEARING = """
[[off_clock]]
id = "hearing"
title = "听证"
title_en = "Hearing"
usual_days = 10
unit = "day"
origin = "modelling"
"""
FOLDER = town.FOLDER | {"base/items/health.toml": town.HEALTH + HEARING}
HEAD = town.officer(970, Role.HEAD, "health")
GOVERNMENT = town.officer(971, Role.HEAD)


@pytest.fixture
def case_id():
    small_city.publish(FOLDER)
    return town.accepted(small_city.a_person())


def start(case_id, now=NOW + LATER) -> None:
    stops.start_procedure(
        actor=EXAMINERS["health"],
        case_id=case_id,
        item="health",
        kind="hearing",
        notice="邻居要求听证，约 10 天",
        days=10,
        unit=Unit.DAY,
        now=now,
    )


def end(case_id, now) -> None:
    stops.end_procedure(
        actor=EXAMINERS["health"], case_id=case_id, item="health", kind="hearing",
        result="听证通过", now=now,
    )  # fmt: skip


def due(case_id, item: str = "health") -> date | None:
    return BranchRecord.objects.get(case=case_id, item=item).due_on


def test_the_clock_stops_and_runs_again_with_new_dates_in_the_rows(case_id) -> None:
    before, whole = due(case_id), CaseRecord.objects.get(id=case_id).due_on
    start(case_id)
    row = BranchRecord.objects.get(case=case_id, item="health")
    stopped = (row.stopped_on, row.due_on)
    assert list(damages({})) == []

    end(case_id, NOW + 4 * DAY)

    row.refresh_from_db()
    assert before == date(2026, 9, 21)
    assert stopped == (date(2026, 9, 17), date(2026, 9, 30))  # to 27 September, then three days
    assert (row.stopped_on, row.due_on) == (None, date(2026, 9, 24))
    assert CaseRecord.objects.get(id=case_id).due_on > whole
    assert list(damages({})) == []


def test_words_stand_in_the_vault_and_not_in_the_journal(case_id) -> None:
    start(case_id)
    end(case_id, NOW + DAY)

    assert "听证" not in told()
    assert unseal(case_id, stops.NOTICE, "health/hearing").decode() == "邻居要求听证，约 10 天"
    assert unseal(case_id, stops.RESULT, "health/hearing").decode() == "听证通过"


def test_a_stopped_task_has_its_own_light_and_stands_last(case_id) -> None:
    start(case_id)
    actor = EXAMINERS["health"]

    page = tasks(actor, NOW + 300 * DAY)
    shown = tasks(actor, NOW + 300 * DAY, Show.STOPPED)

    assert [task.light for task in page.rows] == [Light.STOPPED]
    assert (page.counts[Show.STOPPED], page.counts[Show.LATE]) == (1, 0)
    assert [task.item for task in shown.rows] == ["health"]


def test_an_extension_is_approved_by_a_head_once(case_id) -> None:
    before = due(case_id)
    stops.extend_branch(
        actor=HEAD, case_id=case_id, item="health", days=10, reason="要补检测", now=NOW + LATER
    )
    with pytest.raises(NotAllowed) as twice:
        stops.extend_branch(
            actor=HEAD, case_id=case_id, item="health", days=1, reason="再延", now=NOW + LATER
        )

    assert (before, due(case_id)) == (date(2026, 9, 21), date(2026, 10, 12))
    assert twice.value.message.code == "case.extension_once"
    assert unseal(case_id, stops.EXTENSION, "health").decode() == "要补检测"
    assert list(damages({})) == []


def test_only_the_head_of_the_government_extends_the_whole(case_id) -> None:
    given = {"case_id": case_id, "days": 15, "reason": "疑难", "now": NOW + LATER}
    for actor in (HEAD, CLERK, DECIDERS["health"]):
        with pytest.raises(NotAllowed):
            stops.extend_case(actor=actor, **given)

    case = stops.extend_case(actor=GOVERNMENT, **given)

    assert case.turns.extensions[0].days == 15
    assert list(damages({})) == []


def test_deciders_and_others_start_no_procedure_and_heads_of_others_extend_nothing(case_id) -> None:
    other = town.officer(972, Role.HEAD, "fire")

    with pytest.raises(NotAllowed):
        stops.start_procedure(
            actor=DECIDERS["health"], case_id=case_id, item="health", kind="hearing", notice="n",
            days=1, unit=Unit.DAY, now=NOW,
        )  # fmt: skip
    with pytest.raises(Exception, match=r"case\.not_found"):
        stops.extend_branch(
            actor=other, case_id=case_id, item="health", days=1, reason="r", now=NOW
        )


def test_nothing_is_decided_meanwhile(case_id) -> None:
    town.visited(case_id)
    start(case_id)

    with pytest.raises(NotAllowed) as refusal:
        town.granted(case_id, "health")
    end(case_id, NOW + 4 * LATER)
    branches.decide_branch(
        actor=DECIDERS["health"], case_id=case_id, item="health", grant=True, now=NOW + 5 * LATER
    )

    assert refusal.value.message.code == "case.procedure_first"
