"""The town of `trespass` with its callers, in a transaction around all tests of a module."""

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from banhao.core.clock.local import localdate
from tests.apps import trespass
from tests.apps.api.callers import Callers, callers
from tests.apps.api.client import generated_in
from tests.apps.trespass import Scene


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker) -> Iterator[tuple[Scene, Callers]]:
    outer = transaction.atomic()
    outer._from_testcase = True  # as Django's TestCase marks it: durable operations may nest in it
    with django_db_blocker.unblock(), outer:
        made = trespass.scene()
        known = callers(made)
        yield replace(made, **_webhook(made, known)), known
        transaction.set_rollback(True)


def _webhook(scene: Scene, known: Callers) -> dict[str, dict[str, object]]:
    """Let the counter's system ask for news; return the words of the scene with its id."""
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    made = known.call("clerk", "POST", "/webhooks", {"url": "http://127.0.0.1:9/news"}).json()
    return {
        "ids": scene.ids | {"webhook": made["id"], "today": f"{localdate(timezone.now())}"},
        "nobodys": scene.nobodys | {"webhook": 987_654, "today": f"{localdate(timezone.now())}"},
    }


@pytest.fixture
def scene(town: tuple[Scene, Callers], db: None) -> Scene:
    return town[0]


@pytest.fixture
def known(town: tuple[Scene, Callers], db: None) -> Callers:
    return town[1]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    with generated_in(tmp_path_factory.mktemp("client")) as made:
        yield made
