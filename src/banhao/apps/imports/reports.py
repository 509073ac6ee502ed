"""Workbooks that go out: the empty template, and the report with what became of each row."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from banhao.apps.imports.codec import Content
from banhao.core.imports.columns import COLUMNS, explained
from banhao.core.imports.lines import Fate, Kind
from banhao.core.messages import Message, Text
from banhao.ui.messages import render

LANGUAGES = ("zh-hans", "en")
WIDTH = 24


def template(kind: Kind) -> bytes:
    """Return a workbook with the header to fill in below, and a second sheet that explains it."""
    book = Workbook(write_only=True)
    columns = COLUMNS[kind]
    table = _sheet(book, "表 Table", len(columns))
    _append(table, [c.title.zh for c in columns], bold=True)
    notes = _sheet(book, "说明 Notes", 5)
    _append(notes, ["列 Column", "", "要填 Required", "说明 Notes", "例子 Example"], bold=True)
    for column in columns:
        must = "是 yes" if column.required else "否 no"
        hint = f"{column.hint.zh} / {column.hint.en}" if column.hint.zh else ""
        _append(notes, [column.title.zh, column.title.en, must, hint, column.example])
    return _bytes(book)


def report(kind: Kind, content: Content) -> bytes:
    """Return the table as it was brought, and before each row what became of it and why."""
    book = Workbook(write_only=True)
    columns = [c for c in COLUMNS[kind] if any(row[c.id] for row in content.rows)]
    with_passwords = bool(content.passwords)
    heads = ["行 Row", "结果 Outcome", "原因和办法", "Why, and what to do"]
    heads += ["初始密码 First password"] if with_passwords else []
    sheet = _sheet(book, "报告 Report", len(heads) + len(columns))
    _append(sheet, [*heads, *(c.title.zh for c in columns)], bold=True)
    rows = {row.number: row for row in content.rows}
    for line in content.lines:
        row = rows[line.number]
        problem = explained(kind, line)
        why = [render(problem, lang) if problem else "" for lang in LANGUAGES]
        password = [_password(line.fate, row["email"], content.passwords)] if with_passwords else []
        cells = [str(line.number), _fate(line.fate), *why, *password]
        _append(sheet, [*cells, *(row[c.id] for c in columns)])
    return _bytes(book)


def _password(fate: Fate, email: str, passwords: Mapping[str, str]) -> str:
    return passwords.get(email.casefold(), "") if fate is Fate.NEW else ""


def _fate(fate: Fate) -> str:
    return " ".join(render(Message(f"imports.fate.{fate.value}"), lang) for lang in LANGUAGES)


def _sheet(book: Workbook, title: str, columns: int) -> Any:
    sheet = book.create_sheet(title)
    for place in range(columns):
        sheet.column_dimensions[chr(ord("A") + place)].width = WIDTH
    sheet.freeze_panes = "A2"
    return sheet


def _append(sheet: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    sheet.append(list(_cells(sheet, texts, bold=bold)))


def _cells(sheet: Any, texts: Iterable[str], *, bold: bool) -> Iterable[Any]:
    """Yield cells that are texts whatever they begin with: no formula of a stranger is run."""
    for text in texts:
        if not bold and not text.startswith("="):
            yield text
            continue
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        yield cell


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def file_name(kind: Kind, what: Text) -> str:
    """Return the name of a file that is handed out."""
    return f"banhao-{kind.value}-{what.en}.xlsx"
