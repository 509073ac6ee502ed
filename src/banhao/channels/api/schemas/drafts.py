"""Drafts: what is filled in before filing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from banhao.apps.drafts.draft import Draft
from banhao.channels.api.schemas.themes import Answer, MaterialOut, StandingIn, material_out
from banhao.channels.api.schemas.words import Words, told, words
from banhao.core.catalogue.values import Catalogue, Element
from banhao.core.compiler.plan import Plan
from banhao.core.evidence.slots import Slot
from banhao.core.forms.reading import input_names
from banhao.core.forms.values import FormProblem


class DraftIn(Schema):
    """What a draft begins with. It is for whoever gave the mandate of the token; at a counter for
    who has come.
    """

    theme: str = told("主题", "theme", "smallcity/open-a-stall")
    answers: dict[str, Answer] = told("答案", "answers by element", default={})
    standing: StandingIn = told("申请人条件", "standing", default_factory=StandingIn)
    applicant: str = told(
        "现场收件：找到或新建申请人时得到的", "at a counter: as found or registered", "",
        default="", max_length=200,
    )  # fmt: skip
    firm: str = told(
        "现场收件：申请人代表的企业", "at a counter: the firm they act for", "",
        default="", max_length=18,
    )  # fmt: skip


class FieldOut(Schema):
    """One field of the one form."""

    element: str = told("数据元", "element", "firm_name")
    type: str = told("类型", "type", "text")
    title: Words = told("名称", "title")
    unit: Words = told("单位", "unit")
    options: list[str] = told("选项", "options", default=[])
    optional: bool = told("可以不填", "may be blank")
    columns: list[str] = told("表格的列", "columns, for a table", default=[])
    inputs: list[str] = told(
        "填表时用的输入名；表格是第 0 行的，行号依次加 1",
        "names to fill it in by; of a table those of row 0, other rows count on",
        ["premises-text", "premises-region"],
    )


class FieldProblemOut(Schema):
    """What is wrong with a field."""

    element: str = told("数据元", "element", "firm_code")
    field: str = told("输入名", "name of the input", "firm_code")
    message: Words = told("说明", "what is wrong")


class SlotOut(Schema):
    """What has become of a material."""

    material: MaterialOut = told("材料", "the material")
    outcome: str = told("现状", "what is known of it", "supplied")
    blocks: bool = told("挡住提交", "must be dealt with before filing")


class DraftOut(Schema):
    """A draft: its form, its materials, what is still missing."""

    id: UUID = told("草稿编号，提交后就是办件编号", "id; after filing that of the case")
    theme: str = told("主题", "theme")
    state: str = told("open 未提交，filed 已提交", "open or filed", "open")
    updated_at: datetime = told("最后改动", "last change")
    stale: bool = told("事项目录已更新，要先刷新", "the catalogue has moved on: refresh first")
    form: list[FieldOut] = told("要填的", "fields of the form")
    fields: dict[str, list[str]] = told(
        "已填的：输入名 → 值，读草稿时才有",
        "what is filled in, by input name; when a draft is read",
    )
    problems: list[FieldProblemOut] = told("还不对或没填的", "what is wrong or missing")
    materials: list[SlotOut] = told("材料", "materials")
    ready: bool = told("可以提交", "can be filed")


class DraftLine(Schema):
    """A draft in a list."""

    id: UUID = told("草稿编号", "id")
    theme: str = told("主题", "theme")
    updated_at: datetime = told("最后改动", "last change")


class DraftsOut(Schema):
    """Drafts that are not filed, last changed first."""

    drafts: list[DraftLine] = told("草稿", "drafts")


class FieldsIn(Schema):
    """Values by the names of inputs; what is not sent stays as it is."""

    fields: dict[str, str | list[str]] = told(
        "输入名 → 值", "values by input name", {"firm_name": "测试药店"}
    )


class FormOut(Schema):
    """What is wrong with what was sent; the rest is saved."""

    problems: list[FieldProblemOut] = told("不对的", "what is wrong")


class WayIn(Schema):
    """The way of getting a material."""

    way: Literal["E", "S", "C", "A"] = told("办理方式", "way", "C")


class SourcesIn(Schema):
    """Agreement that these sources are asked."""

    sources: list[str] = told("同意查询的数据源", "sources that may be asked", [])


class UploadOut(Schema):
    """A file that was checked and kept."""

    id: UUID = told("文件编号", "id of the file")
    material: str = told("材料", "material")


class SignatureIn(Schema):
    """The signature of the agent who holds the token, at a counter of who has come: their own
    name, and what it says.
    """

    name: str = told(
        "签名：代办人本人姓名，现场收件时是申请人姓名",
        "the agent's own name; at a counter the applicant's",
        "赵文博",
        max_length=60,
    )
    agreed: Literal["true, pledges kept, served by inbox"] = told(
        "内容真实、承诺做到、同意电子送达",
        "it is true, pledges are kept, papers may be served by the inbox",
    )


class ReceiptOut(Schema):
    """Received: written only after it is stored for good."""

    case: UUID = told("办件", "id of the case")
    number: str = told("办件编号", "number of the case")


def draft_out(
    draft: Draft,
    plan: Plan,
    catalogue: Catalogue,
    *,
    stale: bool,
    fields: Mapping[str, Sequence[str]],
    problems: Sequence[FormProblem],
    slots: Sequence[Slot],
    blocking: Sequence[Slot],
) -> DraftOut:
    """Return a draft as it goes out."""
    held_up = {slot.material for slot in blocking}
    known = {material.id: material for material in plan.materials}
    return DraftOut(
        id=draft.id,
        theme=draft.theme,
        state=draft.state.value,
        updated_at=draft.updated_at,
        stale=stale,
        form=[_field(catalogue.elements[each.element]) for each in plan.form],
        fields={name: list(texts) for name, texts in fields.items()},
        problems=[problem_out(each) for each in problems],
        materials=[
            SlotOut(
                material=material_out(known[slot.material]),
                outcome=slot.known.value,
                blocks=slot.material in held_up,
            )
            for slot in slots
            if slot.material in known
        ],
        ready=not (problems or held_up or stale),
    )


def problem_out(problem: FormProblem) -> FieldProblemOut:
    """Return what is wrong with a field as it goes out."""
    return FieldProblemOut(
        element=problem.element, field=problem.field, message=words(problem.message)
    )


def _field(element: Element) -> FieldOut:
    return FieldOut(
        element=element.id,
        type=element.type.value,
        title=words(element.title),
        unit=words(element.unit),
        options=[option.id for option in element.options],
        optional=element.optional,
        columns=[column.id for column in element.columns],
        inputs=list(input_names(element)),
    )
