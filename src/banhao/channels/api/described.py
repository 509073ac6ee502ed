"""The description of the API (OpenAPI 3.1), made once, and the page of documentation from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from banhao.channels.api.application import API, PREFIX
from banhao.channels.api.problems import PROBLEM

PDF = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
GROUPS = (
    ("themes", "主题和套餐", "Themes and plans"),
    ("drafts", "填报和提交", "Drafts and filing"),
    ("cases", "办件", "Cases"),
    ("supplements", "补正", "Supplements"),
    ("certificates", "证照和核验", "Certificates and verification"),
    ("counter", "窗口", "Counter"),
    ("walk-ins", "窗口代录", "Walk-ins"),
    ("tasks", "任务", "Tasks"),
    ("visits", "踏勘", "Site inspections"),
    ("catalogue", "事项目录", "Catalogue"),
    ("events", "事件", "Events"),
    ("webhooks", "推送", "Webhooks"),
    ("exports", "导出", "Exports"),
)


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as the page shows it. `fields`: name, where it goes, required, what it is."""

    id: str
    method: str
    path: str
    zh: str
    en: str
    needs: str
    fields: Sequence[tuple[str, str, bool, str]]
    answers: Sequence[tuple[str, str, bool, str]]


@cache
def schema() -> dict[str, Any]:
    """Return the OpenAPI document; refusals are problem documents, one page is a PDF."""
    made: dict[str, Any] = dict(API.get_openapi_schema(path_prefix=PREFIX))
    made["info"]["license"] = {"name": "Apache-2.0"}
    made["tags"] = [{"name": name, "description": f"{zh} · {en}"} for name, zh, en in GROUPS]
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _refine(path, operation)
    return made


def _refine(path: str, operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        response["description"] = _said(int(status))
        if int(status) >= 400 and "application/json" in content:
            response["content"] = {PROBLEM: content["application/json"]}
        if path.endswith(".pdf") and int(status) == 200:
            response["content"] = PDF


def _said(status: int) -> str:
    from banhao.channels.api.problems import TITLES  # noqa: PLC0415 -- only here
    from banhao.ui.messages import render  # noqa: PLC0415 -- as above
    from banhao.ui.words import CHINESE, ENGLISH  # noqa: PLC0415 -- as above

    if status < 400:
        return "成功 · Done"
    return f"{render(TITLES[status], CHINESE)} · {render(TITLES[status], ENGLISH)}"


@cache
def groups() -> Sequence[tuple[str, str, str, Sequence[Described]]]:
    """Return (name, 中文, English, operations) for the page of documentation."""
    found: dict[str, list[Described]] = {name: [] for name, _, _ in GROUPS}
    for path, methods in schema()["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_described(path, method, operation))
    return [(name, zh, en, found[name]) for name, zh, en in GROUPS if found[name]]


def _described(path: str, method: str, operation: Mapping[str, Any]) -> Described:
    zh, _, en = operation["summary"].partition(" · ")
    done = next(r for status, r in operation["responses"].items() if int(status) < 400)
    body = operation.get("requestBody", {}).get("content", {})
    return Described(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        zh=zh,
        en=en or zh,
        needs=operation["description"].rpartition("\n")[2],
        fields=[
            *(
                (p["name"], p["in"], bool(p.get("required")), p.get("description", ""))
                for p in operation.get("parameters", [])
            ),
            *(line for each in body.values() for line in _lines(each["schema"])),
        ],
        answers=[
            line for each in done.get("content", {}).values() for line in _lines(each["schema"])
        ],
    )


def _lines(shape: Mapping[str, Any]) -> Sequence[tuple[str, str, bool, str]]:
    name = shape.get("$ref", "").rpartition("/")[2]
    full = schema()["components"]["schemas"][name] if name else shape
    needed = full.get("required", [])
    return [
        (field, _kind(each), field in needed, each.get("description", ""))
        for field, each in full.get("properties", {}).items()
    ]


def _kind(shape: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if "anyOf" in shape:
        return " | ".join(_kind(each) for each in shape["anyOf"])
    if shape.get("type") == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    if "enum" in shape:
        return " | ".join(str(each) for each in shape["enum"])
    return str(shape.get("format") or shape.get("const") or shape.get("type", ""))
