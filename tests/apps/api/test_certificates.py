"""A mandate reaches the certificates of exactly the cases it reaches (decision 0110)."""

from uuid import UUID

import pytest

from banhao.apps.cases.operations import acceptance
from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.certificates import queries as certificates
from banhao.apps.people import queries as people
from banhao.core.authority.acts import Actor
from banhao.demo_sources.population import firm as firm_of
from tests.apps import small_city
from tests.apps.api.callers import Callers, filing_token
from tests.apps.cases import town
from tests.apps.small_city import NOW
from tests.apps.trespass import Scene

FIRM = firm_of(4).uscc


@pytest.mark.parametrize(
    ("theme", "status"), [(town.THEME, 200), (small_city.THEME, 404)], ids=["covered", "other"]
)
def test_a_mandate_for_one_theme_reaches_its_certificates_alone(
    scene: Scene, theme: str, status: int
) -> None:
    owner = people.actor(scene.people["owner"])
    agent = Callers({"it": filing_token(owner, "one-theme", firm="", themes=[theme])})

    page = agent.call("it", "GET", f"/certificates/{scene.ids['certificate']}/page.pdf")
    listed = agent.call("it", "GET", f"/cases/{scene.ids['ended']}/certificates")

    assert (page.status_code, listed.status_code) == (status, status)
    if status == 200:
        assert page.content.startswith(b"%PDF")


@pytest.mark.parametrize(("firm", "status"), [(FIRM, 200), ("", 404)], ids=["firm's", "person's"])
def test_certificates_of_a_firm_are_for_the_firms_agents(
    scene: Scene, firm: str, status: int
) -> None:
    owner = people.actor(scene.people["owner"])
    agent = Callers({"it": filing_token(owner, "an-agent", firm=firm)})
    certificate = certificates.certificates_of(_granted_for_firm(owner))[0]

    page = agent.call("it", "GET", f"/certificates/{certificate.id}/page.pdf")

    assert page.status_code == status


def _granted_for_firm(owner: Actor) -> UUID:
    draft = small_city.a_draft(owner, theme=town.THEME, firm=FIRM)
    town.completed(owner, draft.id)
    case_id = submit_case(actor=owner, draft_id=draft.id, key="firm", now=NOW).case_id
    acceptance.accept_case(actor=town.CLERK, case_id=case_id, now=NOW + town.LATER)
    town.granted(town.visited(case_id), "fire")
    return case_id
