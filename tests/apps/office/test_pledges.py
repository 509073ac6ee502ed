"""A pledged material beside the branch: its letter; and a case that nobody has accepted yet."""

from datetime import datetime
from uuid import UUID

import pytest
from django.urls import reverse

from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.drafts import operations as drafts
from banhao.channels.office.opened import opened
from banhao.channels.office.steps import Step
from banhao.core.authority.acts import Actor, Role
from banhao.core.catalogue.values import WayKind
from banhao.demo_sources.population import firm
from tests.apps.city import officer, signed_in
from tests.apps.office.pages import read
from tests.apps.pictures import a_picture
from tests.apps.small_city import a_draft, a_person, fill_in, publish

SMALL_CITY, FIRM = "999999", firm(3)


@pytest.fixture
def examiner(db: None) -> Actor:
    publish()
    return officer(50, Role.EXAMINER, "office", SMALL_CITY)


@pytest.fixture
def pledged(examiner: Actor, now: datetime) -> UUID:
    person, boss = a_person(), FIRM.representative
    draft = a_draft(person).id
    fill_in(
        person, draft, firm_name=FIRM.name, firm_code=FIRM.uscc, boss=boss.name,
        boss_id=boss.id_number,
    )  # fmt: skip
    given = {"actor": person, "draft_id": draft, "now": now}
    drafts.choose_way(material="rules", kind=WayKind.PLEDGE, **given)
    for material in ("id-card", "licence", "layout"):
        drafts.supply_material(material=material, file=a_picture(), **given)
    return submit_case(key="k", **given).case_id


def test_a_pledge_stands_beside_the_branch_with_its_letter(examiner, pledged, now):
    paper = next(p for p in opened(examiner, pledged, "stall", now).papers if p.id == "rules")
    found = read(signed_in(examiner).get(reverse("office:branch", args=[pledged, "stall"])))

    assert paper.pledge.due_days == 10
    assert "已建立制度" in found
    assert "决定后 10 个工作日内" in found
    assert "撤销许可" in found


def test_a_case_that_is_not_accepted_says_what_it_waits_for(examiner, pledged, now):
    found = opened(examiner, pledged, "stall", now)
    said = read(signed_in(examiner).get(reverse("office:branch", args=[pledged, "stall"])))

    assert found.step is Step.CHECK
    assert found.clocks == []
    assert "已提交，还没受理" in said


def test_a_person_who_applies_is_masked(examiner, pledged, now):
    assert opened(examiner, pledged, "stall", now).applicant == "赵*"
