"""A small city that is offered, and somebody who is signed in."""

import pytest
from django.utils import timezone

from tests.apps import small_city

BIG_STALLS = """
[[materials]]
id = "fire-plan"
title = "消防设施平面图"
issuer = "申请人"
needed_when = "stall_area > 25"
"""


@pytest.fixture(autouse=True)
def _city(db):
    base = small_city.BASE + BIG_STALLS
    item = small_city.ITEM.replace('"noise-report"]', '"noise-report", "fire-plan"]')
    small_city.publish({"base/library.toml": base, "base/items/stall.toml": item})


@pytest.fixture
def person():
    return small_city.a_person()


@pytest.fixture
def signed_in(client, person):
    from banhao.apps.people.models import AccountRecord

    client.force_login(AccountRecord.objects.get(pk=person.person))
    return client


@pytest.fixture
def now():
    return timezone.now()
