"""A row of the task list in the words of the page, escaped once: the template only puts it out."""

from collections.abc import Sequence
from html import escape
from typing import TypedDict

from django.urls import reverse
from django.utils.safestring import SafeString

from banhao.channels.office.taskrows import TaskRow
from banhao.core.messages import Message
from banhao.ui import dates
from banhao.ui.messages import render, swatch
from banhao.ui.words import both, language, plain


class Line(TypedDict):
    """One row. `pick`: value of its box; `label`: what a screen reader says of it; `keeper`, `why`:
    "" if nobody has it, if nothing is to be said.
    """

    pick: SafeString
    address: SafeString
    label: SafeString
    swatch: SafeString
    light: SafeString
    left: SafeString
    due: SafeString
    short: SafeString
    applicant: SafeString
    title: SafeString
    theme: SafeString
    stage: SafeString
    keeper: SafeString
    why: SafeString


def lines_of(rows: Sequence[TaskRow]) -> Sequence[Line]:
    """Return rows in the language of the page."""
    lang, mark = language(), both("；", "; ")
    return [_line(row, lang, mark) for row in rows]


def _line(row: TaskRow, lang: str, mark: str) -> Line:
    title = _said(row.title, lang)
    return Line(
        pick=_safe(f"{row.case}/{row.item}"),
        address=_safe(reverse("office:branch", args=(row.case, row.item))),
        label=_safe(f"{row.number} {title}"),
        swatch=_safe(swatch(row.light)),
        light=_safe(_said(Message(row.light), lang)),
        left=_safe(_said(row.left_words, lang)),
        due=_safe(dates.short_day(row.due_on, lang)),
        short=_safe(row.short),
        applicant=_safe(row.applicant),
        title=_safe(title),
        theme=_safe(_said(row.theme, lang)),
        stage=_safe(_said(Message(row.stage), lang)),
        keeper=_safe(_said(row.keeper or "", lang)),
        why=_safe(mark.join(_said(reason, lang) for reason in row.why)),
    )


def _said(value: object, lang: str) -> str:
    return render(value, lang) if isinstance(value, Message) else plain(value, lang)


def _safe(words: str) -> SafeString:
    return SafeString(escape(words))
