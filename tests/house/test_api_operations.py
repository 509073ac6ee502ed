"""Every operation of the API names its act and its scope, and is described in both languages."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

from ninja import Router, Schema
from ninja.operation import Operation

from banhao.channels.api.application import operations
from banhao.channels.api.described import GROUPS, groups, schema, shapes
from banhao.channels.api.doors import Door
from banhao.core.authority.acts import Act
from banhao.core.authority.rules import needs_person
from banhao.core.authority.scopes import OF_MANDATES, OF_ROLES, Scope
from tests.house.tree import ROOT

OPERATIONS = list(operations())


def without_door(found: Iterable[tuple[str, Operation]]) -> list[str]:
    """Return the operations that name no act, or need somebody but ask for no token."""
    return [
        path
        for path, each in found
        if not isinstance(door := getattr(each.view_func, "door", None), Door)
        or not isinstance(door.act, Act)
        or (needs_person(door.act) and door.scope is None)
    ]


def test_every_operation_names_its_act_and_scope() -> None:
    assert without_door(OPERATIONS) == []


def test_every_scope_is_named_by_an_operation_and_can_be_given() -> None:
    named = {each.view_func.door.scope for _, each in OPERATIONS} - {None}
    assert named == set(Scope) == OF_MANDATES.union(*OF_ROLES.values())


def test_no_two_operations_have_the_same_name() -> None:
    names = Counter(each.operation_id for _, each in OPERATIONS)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_shapes_have_the_same_name() -> None:
    """Of two the description would have one, and clients would read the other as that."""
    names = Counter(
        each.__name__ for each in Schema.__subclasses__() if "banhao" in each.__module__
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_who_does_not_call_the_api_never_loads_it() -> None:
    """Start-up of commands, worker and pages does not pay for it (decision 0093)."""
    code = (
        "import sys, django; django.setup(); import banhao.site.worker, banhao.channels.api.views;"
        "from django.urls import resolve, reverse; resolve(reverse('portal:home'));"
        "print([name for name in ('ninja', 'pydantic') if name in sys.modules])"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "banhao.site.settings", "PYTHONPATH": "src"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_every_operation_and_field_is_described_in_both_languages() -> None:
    summaries = [each.summary or "" for _, each in OPERATIONS]
    shapes = schema()["components"]["schemas"]
    fields = {
        f"{name}.{field}": each.get("description", "")
        for name, shape in shapes.items()
        if not name.endswith("Params")
        for field, each in shape.get("properties", {}).items()
        if "file" not in field
    }

    assert [each for each in summaries if " · " not in each] == []
    assert [name for name, words in fields.items() if " · " not in words] == []


def test_every_parameter_of_an_address_or_query_is_described_in_both_languages() -> None:
    found = {
        f"{path} {each['name']}": each.get("description", "")
        for path, methods in schema()["paths"].items()
        for operation in methods.values()
        for each in operation.get("parameters", [])
    }
    assert [place for place, words in found.items() if " · " not in words] == []


def test_every_shape_that_a_field_names_stands_on_the_page() -> None:
    shown = dict(shapes())
    named = {line.shape for lines in shown.values() for line in lines} - {""}
    named |= {e.shape for *_, some in groups() for one in some for e in (*one.fields, *one.answers)}
    assert named - {""} == set(shown)


def test_every_operation_stands_in_a_group_of_the_documentation() -> None:
    tags = {op["tags"][0] for path in schema()["paths"].values() for op in path.values()}
    assert tags <= {name for name, _, _ in GROUPS}


def test_the_check_finds_an_operation_without_act() -> None:
    router = Router()

    @router.get("/open-door")
    def view(request: object) -> None:
        """Nothing."""

    found = [(p, o) for p, v in router.path_operations.items() for o in v.operations]
    assert without_door(found) == ["/open-door"]
