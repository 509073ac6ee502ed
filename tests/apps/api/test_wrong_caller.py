"""Whoever changes an id of a call reaches nothing: every operation, with everybody else's token."""

from dataclasses import replace

import pytest
from django.http import HttpResponse

from banhao.apps.people import queries as people
from banhao.channels.api.application import operations
from tests.apps import small_city, trespass
from tests.apps.api.callers import Callers, filing_token
from tests.apps.api.table import NOT_FOUND, TABLE, filled
from tests.apps.cases import town as shop
from tests.apps.pictures import a_picture
from tests.apps.trespass import Scene

BY_NAME = {found.operation_id: (path, found.methods[0]) for path, found in operations()}


def told(known: Callers, scene: Scene, name: str, who: str) -> HttpResponse:
    """Call an operation with the ids of the scene."""
    line = TABLE[name]
    path, sent = filled(line.path, scene), filled(line.sent, scene)
    if isinstance(sent, dict) and "file" in sent:
        sent = {"file": a_picture()}
    if name == "load_catalogue":
        sent = {"files": small_city.FOLDER | shop.FOLDER | trespass.region_above()}
    headers = {"Idempotency-Key": f"{who} {name}".replace(" ", "-")} if name == "file_case" else {}
    return known.call(who, BY_NAME[name][1], path + line.query, sent, **headers)


def test_the_table_has_every_operation() -> None:
    assert set(TABLE) == set(BY_NAME)


def test_every_operation_that_needs_a_token_lists_who_may_not() -> None:
    public = {found.operation_id for _, found in operations() if not found.view_func.door.scope}
    assert {name for name, line in TABLE.items() if not line.wrong} == public


@pytest.mark.parametrize("name", TABLE)
def test_the_right_caller_comes_in(scene: Scene, known: Callers, name: str) -> None:
    answer = told(known, ready(scene, known, name), name, TABLE[name].who)

    assert answer.status_code == TABLE[name].done, answer.content.decode()


@pytest.mark.parametrize("name", [name for name, line in TABLE.items() if line.wrong])
def test_everybody_else_stays_outside(scene: Scene, known: Callers, name: str) -> None:
    for who in TABLE[name].wrong:  # that a token was used is noted once in five minutes
        known.call(who, "GET", "/themes")
    before = trespass.everything()
    for who, status in TABLE[name].wrong.items():
        knocked = trespass.knocks()

        answer = told(known, scene, name, who)

        assert answer.status_code == status, (who, answer.content.decode())
        assert answer["Content-Type"] == "application/problem+json"
        assert trespass.knocks() == knocked + 1, f"{who} left no trace"
        nobodys = replace(scene, ids=scene.nobodys)
        assert _said(answer) == _said(told(known, nobodys, name, who)), who
    assert trespass.everything() == before


@pytest.mark.parametrize("name", [name for name, line in TABLE.items() if line.wrong])
def test_nobody_comes_in_without_a_token(scene: Scene, known: Callers, name: str) -> None:
    before = trespass.everything()

    answer = told(known, scene, name, "nobody")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert trespass.everything() == before


def test_a_filing_system_reaches_nothing_of_its_agents_own(scene: Scene) -> None:
    """The mandate alone counts: the agent's own drafts and cases are out of reach."""
    principal = people.actor(scene.people["neighbour"])
    some = Callers({"it": filing_token(principal, "busy-agent")})
    account = people.account_by_email("busy-agent@example.com")
    own = shop.ready_draft(people.actor(account.id if account else 0)).id

    assert some.call("it", "GET", f"/drafts/{own}").status_code == NOT_FOUND
    assert str(own) not in some.call("it", "GET", "/drafts").content.decode()


def ready(scene: Scene, known: Callers, name: str) -> Scene:
    """Do what must come before: take a task, examine, hand in, load a version."""
    steps = {
        "release_task": [("claim_task", "examiner")],
        "answer_supplement": [("supply_asked", "filer")],
        "record_inspection": [("arrange_visit", "examiner")],
    }
    for step, who in steps.get(name, []):
        told(known, scene, step, who)
    if name == "decide_task":
        shop.visited(scene.ids["running"])
        told(known, scene, "examine_task", "examiner")
    if name == "publish_catalogue":
        version = told(known, scene, "load_catalogue", "editor").json()["version"]
        return replace(scene, ids={**scene.ids, "version": version})
    return scene


def _said(answer: HttpResponse) -> dict[str, object]:
    return answer.json()
