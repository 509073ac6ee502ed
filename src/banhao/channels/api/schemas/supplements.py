"""The one supplement of a case, for who answers it."""

from datetime import date

from ninja import Schema

from banhao.channels.api.schemas.words import told


class LineOut(Schema):
    """One thing to put right."""

    item: str = told("提出的事项", "item that asks")
    kind: str = told("material 材料，element 表单内容", "material or element", "material")
    about: str = told("材料或数据元", "which one", "layout")
    wrong: str = told("哪里不对", "what is wrong", "没有标出口")
    example: str = told("正确的例子", "an example of right", "")
    done: bool = told("已补", "is put right")


class SupplementOut(Schema):
    """A supplement that waits for its answer."""

    due_on: date = told("最后一天", "last day to answer")
    lines: list[LineOut] = told("逐条", "lines")
    fields: dict[str, list[str]] = told("表单现在的内容", "what the form holds, by input name")
