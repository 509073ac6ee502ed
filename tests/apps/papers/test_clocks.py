"""Papers about the clock: a special procedure is told in writing, and so is an extension."""

import pytest

from banhao.apps.cases.operations import stops
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.core.authority.acts import Role
from banhao.core.clock.values import Unit
from banhao.core.papers.kinds import Kind
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.test_stops import FOLDER
from tests.apps.cases.town import EXAMINERS, LATER, NOW
from tests.apps.papers.test_papers import TOLD, opened, paper, text

pytestmark = pytest.mark.django_db
NOTICE, REASON = "邻居要求听证，由本局主持。", "材料要向外地核实。"
HEAD = town.officer(970, Role.HEAD, "health")
GOVERNMENT = town.officer(971, Role.HEAD)


@pytest.fixture
def owner():
    small_city.publish(FOLDER)
    return small_city.a_person()


@pytest.fixture
def running(owner):
    return town.accepted(owner)


def test_a_procedure_says_how_long_the_clock_stands_and_why(owner, running):
    stops.start_procedure(
        actor=EXAMINERS["health"], case_id=running, item="health", kind="hearing", notice=NOTICE,
        days=10, unit=Unit.DAY, now=NOW + LATER,
    )  # fmt: skip
    tell_subscribers(TOLD)
    words = text(opened(owner, running, paper(running, Kind.PROCEDURE).seq)[1])

    assert "特别程序告知书" in words
    assert "听证" in words
    assert "预计需要10天" in words
    assert NOTICE in words
    assert "卫健局" in words


def test_an_extension_says_by_how_much_and_why(owner, running):
    stops.extend_branch(
        actor=HEAD, case_id=running, item="health", days=5, reason=REASON, now=NOW + LATER
    )
    tell_subscribers(TOLD)
    words = text(opened(owner, running, paper(running, Kind.EXTENDED).seq)[1])

    assert "延期告知书" in words
    assert "经批准延长5个工作日" in words
    assert REASON in words


def test_an_extension_of_joint_handling_comes_from_the_counter(owner, running):
    stops.extend_case(actor=GOVERNMENT, case_id=running, days=5, reason=REASON, now=NOW + LATER)
    tell_subscribers(TOLD)
    words = text(opened(owner, running, paper(running, Kind.EXTENDED).seq)[1])

    assert "我要开店" in words
    assert "综合窗口" in words
