"""A case of the town, from filing to its results, with every paper on the way."""

from uuid import UUID

import pytest

from banhao.apps.cases.operations import branches, ends
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import Finding
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import LATER, NOW

TOLD = NOW + 10 * LATER
REASON, REMEDY = "墙面没有防水层，地面排水坡度不够。", "做好防水后，可以只重办这一项。"
ARTICLE = "《公共场所卫生管理条例》第四条"


@pytest.fixture
def owner(db) -> Actor:
    small_city.publish(town.FOLDER)
    return small_city.a_person()


@pytest.fixture
def case(owner) -> UUID:
    """A case that was only filed."""
    return town.filed(owner).case_id


def ended(owner: Actor) -> UUID:
    """File, accept, grant one, refuse the other, hand out; the worker has told everybody."""
    case = town.visited(town.accepted(owner))
    town.granted(case, "fire")
    now, item = NOW + 3 * LATER, "health"
    branches.examine_branch(
        actor=town.EXAMINERS[item],
        case_id=case,
        item=item,
        finding=Finding.FAILS,
        comment="不符合",
        now=now,
    )
    branches.decide_branch(
        actor=town.DECIDERS[item],
        case_id=case,
        item=item,
        grant=False,
        reason=REASON,
        article=ARTICLE,
        remedy=REMEDY,
        now=now,
    )
    ends.deliver_case(actor=town.CLERK, case_id=case, how="counter", now=NOW + 4 * LATER)
    tell_subscribers(TOLD)
    return case
