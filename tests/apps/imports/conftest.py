"""An administrator of the small city, signed in, and one of elsewhere."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from banhao.apps.organisations.operations import places, posts
from banhao.apps.people.queries import actor
from banhao.core.authority.acts import THE_OPERATOR, Role
from banhao.core.messages import Text
from tests.apps import small_city

PASSWORD = "lotus-pond-42"
HERE, AWAY = "999999", "510112"


@pytest.fixture
def city():
    small_city.publish()
    now = timezone.now()
    places.create_region(actor=THE_OPERATOR, code=AWAY, slug="away", title=Text("外地"), now=now)


def administrator(region: str) -> int:
    now = timezone.now()
    account = posts.create_person(
        actor=THE_OPERATOR, email=f"admin{region}@example.org", display_name="周管理",
        region=region, password=PASSWORD, must_change_password=False, now=now,
    ).account  # fmt: skip
    posts.appoint(
        actor=THE_OPERATOR, account_id=account, role=Role.ADMINISTRATOR, region=region,
        since=date(2026, 1, 1), now=now,
    )  # fmt: skip
    return account


@pytest.fixture
def admin(city):
    """Return the browser of the small city's administrator."""
    browser = Client()
    browser.force_login(_row(administrator(HERE)), "banhao.apps.people.backend.AccountBackend")
    return browser


@pytest.fixture
def stranger(city):
    """Return the browser of an administrator of elsewhere."""
    browser = Client()
    browser.force_login(_row(administrator(AWAY)), "banhao.apps.people.backend.AccountBackend")
    return browser


@pytest.fixture
def actor_here(city):
    return actor(administrator(HERE))


def _row(account: int):
    from banhao.apps.people.models import AccountRecord

    return AccountRecord.objects.get(pk=account)
