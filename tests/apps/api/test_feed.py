"""The feed tells every event once, in order, whoever writes at the same time."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from banhao.apps.cases import feed as feeds
from banhao.apps.cases.feed import feed
from banhao.apps.cases.queries import history
from banhao.apps.people import queries as people
from tests.apps.api.callers import Callers
from tests.apps.installation import Installation, installation
from tests.apps.trespass import Scene

DAWDLERS, ENTRIES = 3, 25


@pytest.fixture(name="installation")
def an_installation(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        made.module = "tests.apps.api.process"
        yield made


def test_a_reader_never_skips_what_is_committed_late(installation: Installation) -> None:
    installation.run("prepare")
    reader = installation.start("read")
    assert reader.stdout.readline() == "ready\n"
    writers = [installation.start("dawdle", str(ENTRIES)) for _ in range(DAWDLERS)]
    for writer in writers:
        writer.communicate(timeout=120)
    told = json.loads(reader.communicate(timeout=120)[0])

    whole = json.loads(installation.run("all"))
    assert told == whole
    assert len(set(told)) == DAWDLERS * ENTRIES + 1


def told_to(known: Callers, who: str, start: str = "/events") -> list[dict]:
    """Read the whole feed page by page."""
    found, path = [], start
    while True:
        page = known.call(who, "GET", path).json()
        found += page["events"]
        if not page["more"]:
            return found
        path = f"/events?after={page['cursor']}"


def test_every_event_of_a_case_is_told_in_order(scene: Scene, known: Callers) -> None:
    case = str(scene.ids["ended"])

    told = [each for each in told_to(known, "clerk") if each["subject"] == case]

    assert [each["data"]["seq"] for each in told] == [w.seq for w, _ in history(scene.ids["ended"])]
    assert len({each["id"] for each in told}) == len(told)


def test_small_pages_tell_the_same(
    scene: Scene, known: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told_to(known, "clerk")
    monkeypatch.setattr(feeds, "WINDOW", 2)

    assert told_to(known, "clerk") == whole


def test_nobody_hears_of_what_they_may_not_see(scene: Scene, known: Callers) -> None:
    assert told_to(known, "clerk away") == []
    assert told_to(known, "other filer") == []
    assert {each["data"].get("item") for each in told_to(known, "examiner")} == {None, "fire"}
    assert {each["data"]["region"] for each in told_to(known, "filer")} == {"999999"}


def test_events_hold_nothing_personal(scene: Scene, known: Callers) -> None:
    words = json.dumps(told_to(known, "clerk"), ensure_ascii=False)

    for secret in ("赵文博", "999999199003070012", "91999999MA0000000K", "小城测试百货"):
        assert secret not in words
    for name in ("applicant", "officer", "agent", "form", "digest", "reason", "comment"):
        assert f'"{name}"' not in words


def test_an_event_has_its_code_of_the_construction_exchange(scene: Scene, known: Callers) -> None:
    codes = {each["type"]: each["data"].get("construction_code") for each in
             told_to(known, "clerk")}  # fmt: skip

    assert codes["banhao.case.submitted"] == 1
    assert codes["banhao.case.accepted"] == 3
    assert codes["banhao.case.supplement_asked"] == 6
    assert codes["banhao.case.granted"] == 11
    assert codes["banhao.case.certificate_issued"] is None


def test_a_reader_begins_at_a_moment(scene: Scene, known: Callers) -> None:
    now = timezone.now() - timedelta(minutes=10)  # the supplement was asked on the real clock

    since = told_to(known, "clerk", f"/events?since={now:%Y-%m-%dT%H:%M:%SZ}")

    assert "banhao.case.supplement_asked" in {each["type"] for each in since}
    assert len(since) < len(told_to(known, "clerk"))


def test_a_cursor_from_the_future_waits(scene: Scene) -> None:
    clerk = people.actor(scene.people["clerk"])

    page = feed(clerk, 10**15, timezone.now())

    assert (page.events, page.cursor, page.more) == ([], 10**15, False)
