"""An item filed again at the counter: in the list with its last day, accepted alone."""

import pytest
from django.urls import reverse

from banhao.apps.cases.operations import refilings
from banhao.apps.cases.queries import cases_by_id
from banhao.core.authority.acts import Role
from banhao.core.cases.case import BranchState
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import LATER, NOW
from tests.apps.counter.conftest import REGION, officer, signed_in


@pytest.fixture
def case(db):
    small_city.publish(town.FOLDER)
    person = small_city.a_person()
    case_id = town.visited(town.accepted(person))
    town.granted(case_id, "health")
    town.refused(case_id, "fire")
    filed = NOW + 4 * LATER
    refilings.refile_branch(actor=person, case_id=case_id, item="fire", fields={}, now=filed)
    return case_id


def test_it_is_listed_and_accepted(case):
    browser = signed_in(officer(Role.CLERK, REGION, "again@example.com"))
    page = browser.get(reverse("counter:home")).content.decode()
    assert "重办的事项，等受理" in page
    assert "消防检查" in page

    page = browser.get(reverse("counter:case", args=[case])).content.decode()
    assert "受理这一项" in page
    address = reverse("counter:accept-again", args=[case, "fire"])
    assert browser.post(address).status_code == 302

    assert cases_by_id([case])[case].branch("fire").state is BranchState.ACCEPTED
    assert browser.post(address).status_code == 409
    assert "重办的事项" not in browser.get(reverse("counter:home")).content.decode()


def test_in_another_region_it_is_not_listed(case, stranger):
    page = signed_in(stranger).get(reverse("counter:home")).content.decode()

    assert "重办的事项" not in page
