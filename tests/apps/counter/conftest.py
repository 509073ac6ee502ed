"""A clerk of the small city, one of another city, and a case that somebody filed."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.drafts import operations as drafts
from banhao.apps.organisations.operations import places, posts
from banhao.core.authority.acts import THE_OPERATOR, Actor, Role
from banhao.core.catalogue.values import WayKind
from banhao.core.messages import Text
from banhao.demo_sources.population import firm
from tests.apps import small_city
from tests.apps.small_city import a_draft, a_person, fill_in

FIRM = firm(3)
REGION, ELSEWHERE = "999999", "510112"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n160\n%%EOF\n"  # noqa: E501 -- one small file


def officer(role: Role, region: str, email: str, department: str = "") -> int:
    now = timezone.now()
    account = posts.create_person(
        actor=THE_OPERATOR, email=email, display_name="李窗口", region=region,
        password="lotus-pond-42", must_change_password=False, now=now,
    ).account  # fmt: skip
    posts.appoint(
        actor=THE_OPERATOR, account_id=account, role=role, region=region, department=department,
        since=date(2026, 1, 1), now=now,
    )  # fmt: skip
    return account


def signed_in(account: int, lang: str = "zh-hans") -> Client:
    from banhao.apps.people.models import AccountRecord

    client = Client()
    client.force_login(
        AccountRecord.objects.get(pk=account), "banhao.apps.people.backend.AccountBackend"
    )
    client.cookies["django_language"] = lang
    return client


@pytest.fixture
def city(db: None) -> None:
    small_city.publish()
    places.create_region(
        actor=THE_OPERATOR, code=ELSEWHERE, slug="waishi", title=Text("外市"), now=timezone.now()
    )


@pytest.fixture
def clerk(city: None) -> int:
    return officer(Role.CLERK, REGION, "clerk@example.com")


@pytest.fixture
def stranger(city: None) -> int:
    return officer(Role.CLERK, ELSEWHERE, "elsewhere@example.com")


def complete(actor: Actor, draft_id: UUID) -> None:
    fill_in(
        actor, draft_id, firm_name=FIRM.name, firm_code=FIRM.uscc,
        boss=FIRM.representative.name, boss_id=FIRM.representative.id_number,
    )  # fmt: skip
    now = timezone.now()
    drafts.choose_way(
        actor=actor, draft_id=draft_id, material="rules", kind=WayKind.PLEDGE, now=now
    )
    for material in ("id-card", "licence", "layout"):
        drafts.supply_material(
            actor=actor, draft_id=draft_id, material=material,
            file=SimpleUploadedFile("a.pdf", PDF, "application/pdf"), now=now,
        )  # fmt: skip


@pytest.fixture
def applicant(city: None) -> Actor:
    return a_person()


@pytest.fixture
def case(applicant: Actor) -> UUID:
    """A case filed 25 minutes ago, with everything it needs."""
    draft = a_draft(applicant)
    complete(applicant, draft.id)
    filed: datetime = timezone.now() - timedelta(minutes=25)
    return submit_case(actor=applicant, draft_id=draft.id, key="k", now=filed).case_id
