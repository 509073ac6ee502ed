"""The description of the API (OpenAPI 3.1), made once, and the page of documentation from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from banhao.channels.api.application import API, PREFIX
from banhao.channels.api.doors import KEY
from banhao.channels.api.keys import HEADER
from banhao.channels.api.problems import PROBLEM

PDF = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
GROUPS = (
    ("themes", "主题和套餐", "Themes and plans"),
    ("drafts", "填报和提交", "Drafts and filing"),
    ("cases", "办件", "Cases"),
    ("supplements", "补正", "Supplements"),
    ("certificates", "证照和核验", "Certificates and verification"),
    ("counter", "窗口", "Counter"),
    ("walk-ins", "现场收件", "Walk-ins"),
    ("tasks", "任务", "Tasks"),
    ("visits", "踏勘", "Site inspections"),
    ("catalogue", "事项目录", "Catalogue"),
    ("events", "事件", "Events"),
    ("webhooks", "推送", "Webhooks"),
    ("exports", "导出", "Exports"),
)
PARAMETERS = {  # what addresses and queries name, wherever they do
    HEADER: str(KEY["description"]),
    "case_id": "办件 · case",
    "certificate_id": "证照 · certificate",
    "draft_id": "草稿 · draft",
    "item": "事项 · item",
    "material": "材料 · material",
    "name": "主题编号的后半 · second half of a theme's id",
    "number": "证照编号 · number of the certificate",
    "region": "主题编号的前半 · first half of a theme's id",
    "version": "事项目录版本 · version of the catalogue",
    "visit": "踏勘 · visit",
    "webhook_id": "推送 · webhook",
    "after": "上一页的 next · `next` of the page before",
    "since": "从哪一天或时刻起 · from this day or moment on",
    "until": "到哪一天为止 · up to this day",
    "show": "看哪些 · which of them",
    "state": "状态 · state",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A field as the page shows it. `kind`: its type, or where a parameter goes; `shape`: the shape
    that its type names, "" = none.
    """

    name: str
    kind: str
    required: bool
    words: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as the page shows it. `scope` "": it is public."""

    id: str
    method: str
    path: str
    zh: str
    en: str
    scope: str
    fields: Sequence[Line]
    answers: Sequence[Line]


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
    for parameter in operation.get("parameters", []):
        parameter.setdefault("description", PARAMETERS.get(parameter["name"], ""))
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


@cache
def shapes() -> Sequence[tuple[str, Sequence[Line]]]:
    """Return (name, fields) of the shapes that fields name, for the page of documentation."""
    found = {line.shape for _, _, _, all_of in groups() for one in all_of for line in _all(one)}
    left, known = found - {""}, set[str]()
    while left:
        known |= left
        left = {line.shape for name in left for line in _fields(name)} - known - {""}
    return [(name, _fields(name)) for name in sorted(known)]


def _all(one: Described) -> Sequence[Line]:
    return [*one.fields, *one.answers]


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
        scope=operation["x-scope"] or "",
        fields=[
            *(
                Line(p["name"], p["in"], bool(p.get("required")), p.get("description", ""))
                for p in operation.get("parameters", [])
            ),
            *(line for each in body.values() for line in _lines(each["schema"])),
        ],
        answers=[
            line for each in done.get("content", {}).values() for line in _lines(each["schema"])
        ],
    )


def _lines(shape: Mapping[str, Any]) -> Sequence[Line]:
    name = shape.get("$ref", "").rpartition("/")[2]
    return _fields(name) if name else _of(shape)


def _fields(name: str) -> Sequence[Line]:
    return _of(schema()["components"]["schemas"][name])


def _of(full: Mapping[str, Any]) -> Sequence[Line]:
    needed = full.get("required", [])
    return [
        Line(field, _kind(each), field in needed, each.get("description", ""), _named(each))
        for field, each in full.get("properties", {}).items()
    ]


def _kind(shape: Mapping[str, Any]) -> str:
    match shape:
        case {"$ref": name}:
            return str(name).rpartition("/")[2]
        case {"anyOf": some} | {"allOf": some}:
            return " | ".join(_kind(each) for each in some)
        case {"type": "array"}:
            return f"[{_kind(shape.get('items', {}))}]"
        case {"enum": some}:
            return " | ".join(str(each) for each in some)
    return str(shape.get("format") or shape.get("const") or shape.get("type", ""))


def _named(shape: Mapping[str, Any]) -> str:
    """Return the shape that a type names, alone, in a list or with something else."""
    match shape:
        case {"$ref": name}:
            return str(name).rpartition("/")[2]
        case {"anyOf": some} | {"allOf": some}:
            return next(filter(None, map(_named, some)), "")
    return _named(shape["items"]) if shape.get("items") else ""
