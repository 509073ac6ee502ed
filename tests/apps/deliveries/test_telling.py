"""News of a case reaches its subscribers after the commit: again if they fail, and not for ever."""

from datetime import timedelta

import pytest

from banhao.apps.deliveries import operations, queries, registry
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.deliveries.models import DeliveryRecord
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import NOW

pytestmark = pytest.mark.django_db


class Listener:
    """A subscriber that fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures, self.heard = failures, []

    def __call__(self, *, case_id, seq, kind, now) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the other side is away")
        self.heard.append((kind, seq))


@pytest.fixture
def listen(monkeypatch):
    """Let one listener alone hear of filings."""

    def subscribe(listener: Listener) -> Listener:
        fresh = registry.Registry()
        fresh.subscribe("listener", ("submitted",), listener)
        monkeypatch.setattr(registry, "REGISTRY", fresh)
        small_city.publish(town.FOLDER)
        town.filed(small_city.a_person())
        return listener

    return subscribe


def test_news_is_told_once_and_then_gone(listen) -> None:
    listener = listen(Listener())

    assert tell_subscribers(NOW) == 1
    assert tell_subscribers(NOW) == 0

    assert listener.heard == [("submitted", 1)]
    assert not DeliveryRecord.objects.exists()


def test_who_fails_is_told_again_later_and_later(listen) -> None:
    listener = listen(Listener(failures=2))

    told = [tell_subscribers(NOW + timedelta(seconds=after)) for after in (0, 1, 2, 4, 8)]

    assert told == [0, 0, 0, 0, 1]
    assert listener.heard == [("submitted", 1)]


def test_who_always_fails_waits_for_a_person(listen) -> None:
    listener = listen(Listener(failures=operations.LAST_ATTEMPT))
    for day in range(operations.LAST_ATTEMPT):
        tell_subscribers(NOW + timedelta(days=day))

    dead = queries.dead()
    assert [row.attempts for row in dead] == [operations.LAST_ATTEMPT]
    assert "away" in dead[0].error

    operations.wake(delivery_id=dead[0].id, now=NOW)
    assert tell_subscribers(NOW) == 1
    assert listener.heard == [("submitted", 1)]
