"""Site inspections of a task: when, who takes part, what was found."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from ninja import Schema

from banhao.channels.api.schemas.words import Words, told, words
from banhao.core.cases.case import VisitCase
from banhao.core.cases.inspections import visit_title
from banhao.core.compiler.plan import Plan


class VisitPartOut(Schema):
    """What one item found at the visit."""

    item: str = told("事项", "item", "fire")
    result: str | None = told(
        "meets 符合，fails 不符合，空还没有", "what was found; null: nothing yet", default=None
    )
    recorded_on: date | None = told("记录日期", "recorded on", default=None)


class VisitOut(Schema):
    """One visit for all its members."""

    id: str = told("踏勘", "id of the visit", "site")
    title: Words = told("名称", "title")
    on: date | None = told("哪一天，空还没有定", "its day; null: not set yet", default=None)
    parts: list[VisitPartOut] = told("每项的结果", "a part for each member")


class InspectorOut(Schema):
    """An officer of the department who can have been there."""

    id: int = told("工作人员", "account of the officer")
    name: str = told("姓名", "name", "李审查")


class VisitsOut(Schema):
    """The visits that a task takes part in, and who of the department can go."""

    visits: list[VisitOut] = told("踏勘", "visits")
    inspectors: list[InspectorOut] = told("本部门的工作人员", "officers of the department")


class DayIn(Schema):
    """The day of a visit."""

    on: date = told("哪一天，不早于今天", "the day, today or later", "2026-12-01")


class ResultIn(Schema):
    """What the department's officers have found (《行政许可法》第三十四条: two or more)."""

    result: Literal["meets", "fails"] = told("meets 符合，fails 不符合", "what was found", "meets")
    officers: list[int] = told("到场的工作人员", "officers who were there", [7, 8], max_length=20)
    notes: str = told("现场记录", "notes", "现场与申报一致", default="", max_length=4000)


def visit_out(visit: VisitCase, plan: Plan) -> VisitOut:
    """Return a visit as it goes out."""
    return VisitOut(
        id=visit.id,
        title=words(visit_title(plan, visit.id)),
        on=visit.on,
        parts=[
            VisitPartOut(item=p.item, result=p.result and p.result.value, recorded_on=p.recorded_on)
            for p in visit.parts
        ],
    )


def visits_out(
    visits: Sequence[VisitCase], plan: Plan, inspectors: Sequence[tuple[int, str]]
) -> VisitsOut:
    """Return visits and who can go as they go out."""
    return VisitsOut(
        visits=[visit_out(each, plan) for each in visits],
        inspectors=[InspectorOut(id=number, name=name) for number, name in inspectors],
    )
