"""The town of `trespass` with its callers, in a transaction around all tests of a module."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.apps import trespass
from tests.apps.api.callers import Callers, callers
from tests.apps.trespass import Scene


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker) -> Iterator[tuple[Scene, Callers]]:
    outer = transaction.atomic()
    outer._from_testcase = True  # as Django's TestCase marks it: durable operations may nest in it
    with django_db_blocker.unblock(), outer:
        made = trespass.scene()
        yield made, callers(made)
        transaction.set_rollback(True)


@pytest.fixture
def scene(town: tuple[Scene, Callers], db: None) -> Scene:
    return town[0]


@pytest.fixture
def known(town: tuple[Scene, Callers], db: None) -> Callers:
    return town[1]
