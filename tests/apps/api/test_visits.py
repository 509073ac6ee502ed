"""A department's system sets the day of a visit and tells what its officers have found."""

from typing import Any

import pytest

from banhao.apps.cases.queries import history
from banhao.apps.tokens.models import TokenRecord
from tests.apps.api.callers import Callers
from tests.apps.api.table import FIRE, filled
from tests.apps.trespass import Scene

SITE = FIRE + "/visits/site"


def told(known: Callers, scene: Scene, officers: list[Any]) -> Any:
    body = {"result": "meets", "officers": officers, "notes": "相符"}
    path = filled(f"{SITE}/result", scene)
    return known.call("examiner", "POST", path, filled(body, scene))


@pytest.fixture
def arranged(scene: Scene, known: Callers) -> None:
    day = filled({"on": "{today}"}, scene)
    assert known.call("examiner", "PUT", filled(f"{SITE}/day", scene), day).status_code == 200


@pytest.mark.usefixtures("arranged")
def test_what_two_officers_found_is_told_by_the_system_and_says_so(
    scene: Scene, known: Callers
) -> None:
    answer = told(known, scene, ["{examiner}", "{inspector}"]).json()

    assert (answer["id"], answer["on"]) == ("site", scene.ids["today"])
    parts = {each["item"]: each["result"] for each in answer["parts"]}
    assert parts == {"fire": "meets", "health": None}
    written, event = history(scene.ids["running"])[-1]
    assert set(event.officers) == {scene.people["examiner"], scene.people["inspector"]}
    assert written.stamp.by not in event.officers


def test_the_list_names_who_of_the_department_can_go_and_no_system(
    scene: Scene, known: Callers
) -> None:
    found = known.call("examiner", "GET", filled(FIRE + "/visits", scene)).json()

    choices = {each["id"] for each in found["inspectors"]}
    assert choices >= {scene.people["examiner"], scene.people["inspector"]}
    systems = TokenRecord.objects.filter(office__isnull=False).values_list("account", flat=True)
    assert not choices & set(systems)
    assert scene.people["health examiner"] not in choices
    assert [each["id"] for each in found["visits"]] == ["site"]


@pytest.mark.usefixtures("arranged")
@pytest.mark.parametrize(
    ("officers", "status", "code"),
    [
        (["{examiner}"], 403, "case.two_officers"),
        (["{examiner}", "{examiner}"], 403, "case.two_officers"),
        (["{examiner}", "{health examiner}"], 400, "office.no_such_inspector"),
        (["{examiner}", 987_654], 400, "office.no_such_inspector"),
    ],
)
def test_an_inspection_needs_two_of_the_departments_own(
    scene: Scene, known: Callers, officers: list[Any], status: int, code: str
) -> None:
    answer = told(known, scene, officers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_nothing_is_told_of_a_visit_without_a_day(scene: Scene, known: Callers) -> None:
    answer = told(known, scene, ["{examiner}", "{inspector}"])

    assert (answer.status_code, answer.json()["code"]) == (403, "case.visit_not_arranged")
    gone = filled(FIRE + "/visits/elsewhere/day", scene)
    nowhere = known.call("examiner", "PUT", gone, {"on": scene.ids["today"]})
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "case.no_visit")
