"""One city for all tests of a module; what a test does to it is rolled back."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from tests.apps import city as building
from tests.apps.city import City


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker) -> Iterator[tuple[City, UUID]]:
    """A city and an accepted case, in a transaction around the module."""
    outer = transaction.atomic()
    outer._from_testcase = True  # as Django's TestCase marks it: durable operations may nest in it
    with django_db_blocker.unblock(), outer:
        city = building.built()
        yield city, city.accepted(timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def city(made: tuple[City, UUID], db: None) -> City:
    return made[0]


@pytest.fixture
def case(made: tuple[City, UUID], db: None) -> UUID:
    """A pharmacy, filed and accepted just now."""
    return made[1]


@pytest.fixture
def now() -> datetime:
    return timezone.now()
