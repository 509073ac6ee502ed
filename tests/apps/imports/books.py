"""Workbooks and tables as a person would upload them."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from banhao.demo_sources.population import firm


def workbook(*rows) -> bytes:
    """Return an .xlsx with these rows on its first sheet."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "table.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def read(content: bytes) -> list[list[str]]:
    """Return the first sheet of a workbook as texts."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


PEOPLE = ("邮箱", "姓名", "手机", "地区代码", "岗位", "部门标识", "窗口标识")
LICENCES = (
    "证照类型",
    "证照编号",
    "持证主体",
    "持证主体代码",
    "颁发部门",
    "地区代码",
    "颁发日期",
    "有效期至",
)


def licence(
    number="JY99999900000001", *, of=3, issuer="办事处", until="2031-05-05", region="999999"
):
    """Return the row of a licence of a made-up firm."""
    holder = firm(of)
    kind = "摆摊许可证"
    return (kind, number, holder.name, holder.uscc, issuer, region, "2024-05-06", until)
