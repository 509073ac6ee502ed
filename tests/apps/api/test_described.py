"""The description is true: schemathesis calls every operation by it, with the token it needs.

For each operation one call that is done, one that is refused, and some that are made up from the
description alone. None may end in a server error, and every answer must be one that is described.
"""

import re
from collections import defaultdict
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from banhao.channels.api.described import schema
from tests.apps import small_city, trespass
from tests.apps.api.callers import Callers
from tests.apps.api.table import TABLE, Line, filled
from tests.apps.api.test_wrong_caller import ready
from tests.apps.api.wsgi import application
from tests.apps.cases import town as shop
from tests.apps.pictures import a_picture
from tests.apps.trespass import Scene

MADE_UP = 6  # calls an operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DESCRIBED = schemathesis.openapi.from_dict(schema())
DESCRIBED.app = application
OPERATIONS = {
    found.ok().definition.raw["operationId"]: found.ok() for found in DESCRIBED.get_all_operations()
}
REPORT: dict[str, set[int]] = defaultdict(set)


def called(case: Any, known: Callers, who: str) -> int:
    """Call, see that the answer is a described one, and note its status."""
    headers = {"Authorization": f"Bearer {known.secrets[who]}"} if who in known.secrets else {}
    answer = case.call(headers=headers)
    case.validate_response(answer, checks=CHECKS)
    REPORT[case.operation.definition.raw["operationId"]].add(answer.status_code)
    return answer.status_code


def good(name: str, scene: Scene) -> Any:
    """Return the call of the table as a case of schemathesis."""
    operation, line = OPERATIONS[name], TABLE[name]
    path = "/api/v1" + filled(line.path, scene)
    places = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation.path), path)
    assert places, path
    more: dict[str, Any] = {}
    if line.query:
        more["query"] = dict(each.split("=") for each in line.query[1:].split("&"))
    if name == "file_case":
        more["headers"] = {"Idempotency-Key": "described"}
    if line.sent is not None or name == "load_catalogue":
        more |= _body(name, line, scene)
    return operation.Case(path_parameters=places.groupdict(), **more)


def _body(name: str, line: Line, scene: Scene) -> dict[str, Any]:
    if name == "load_catalogue":
        files = small_city.FOLDER | shop.FOLDER | trespass.region_above()
        return {"body": {"files": files}, "media_type": "application/json"}
    if isinstance(line.sent, dict) and "file" in line.sent:
        return {"body": {"file": a_picture().read()}, "media_type": "multipart/form-data"}
    return {"body": filled(line.sent, scene), "media_type": "application/json"}


@pytest.mark.parametrize("name", TABLE)
def test_every_operation_answers_as_described(
    scene: Scene, known: Callers, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    who, done = TABLE[name].who, ready(scene, known, name)

    assert called(good(name, done), known, who) == TABLE[name].done
    _made_up(name, scene, known)
    if TABLE[name].who == "nobody":
        monkeypatch.setattr(django_settings, "API_RATE", 1)
        called(good(name, done), known, "nobody")

    seen = REPORT[name]
    assert any(status < 300 for status in seen), seen
    assert any(400 <= status < 500 for status in seen), seen


def _made_up(name: str, scene: Scene, known: Callers) -> None:
    """Call with what schemathesis makes up, half of it with ids that there are; then as others."""
    line, right = TABLE[name], good(name, scene)
    turn = [0]

    @settings(
        max_examples=MADE_UP,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[name].as_strategy())
    def call(case: Any) -> None:
        turn[0] += 1
        if turn[0] % 2:
            case.path_parameters = right.path_parameters
        called(case, known, line.who)

    call()
    for other in ("nobody", *line.wrong) if line.wrong else ():
        called(right, known, other)
