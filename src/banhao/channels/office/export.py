"""The task list as a spreadsheet: what the filter shows, masked as on the page."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from banhao.apps.cases import tasklist
from banhao.channels.office.naming import names_of
from banhao.channels.office.taskrows import TaskRow, rows_of
from banhao.channels.office.wanted import Wanted
from banhao.core.authority.acts import Actor
from banhao.core.clock.local import localdate
from banhao.core.messages import Message
from banhao.ui.messages import render
from banhao.ui.words import both, language, plain

MOST_ROWS = 10_000
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (8, 18, 14, 26, 28, 28, 28, 12, 16, 44)
Cell = str | date


def rows(actor: Actor, wanted: Wanted, now: datetime) -> Sequence[TaskRow]:
    """Return all rows that the filter shows, not only those of one page, up to MOST_ROWS."""
    page = tasklist.tasks(
        actor, now, wanted.show, number=wanted.number, item=wanted.item, most=MOST_ROWS
    )
    cases = [task.case for task in page.rows]
    names = names_of(cases, officers={n for task in page.rows if (n := task.keeper)})
    return rows_of(page.rows, names, actor, localdate(now))


def workbook(found: Sequence[TaskRow]) -> bytes:
    """Return the list as an .xlsx file in the language of the page."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(both("我的任务", "My tasks"))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, title, bold=True) for title in _titles()])
    for row in found:
        sheet.append([_cell(sheet, value) for value in _values(row)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: object, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    """Return a cell; text stays text, also where it begins like a formula."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _titles() -> Iterator[str]:
    yield from (both("灯", "Light"), both("还剩", "Left"), both("到期", "Ends"))
    yield from (both("编号", "Number"), both("申请人（脱敏）", "Applicant (masked)"))
    yield from (both("事项", "Item"), both("一件事", "What for"), both("环节", "Stage"))
    yield from (both("谁在办", "Who has it"), both("为什么", "Why"))


def _values(row: TaskRow) -> Iterator[Cell]:
    yield from (_said(Message(row.light)), _said(row.left_words), row.due_on)
    yield from (row.number, row.applicant, _said(row.title), _said(row.theme))
    yield from (_said(Message(row.stage)), _said(row.keeper or both("没人领", "nobody")))
    yield both("；", "; ").join(_said(reason) for reason in row.why)


def _said(value: object) -> str:
    lang = language()
    return render(value, lang) if isinstance(value, Message) else plain(value, lang)
