"""The PDF of a paper: its kept words, its number, and a code that leads to the case."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from banhao.core.errors import Refusal
from banhao.core.messages import Message
from banhao.core.papers.kinds import Kind, number
from banhao.ui import pdf
from banhao.ui.dates import plain_day
from banhao.ui.words import CHINESE

FIND = "/cases/find?number="  # the portal asks who is there, the counter scans the number
TEMPLATE = Path(__file__).with_name("sheets") / "sheet.typ"


def printed(words: Mapping[str, Any], kind: Kind, *, region: str, on: date, sequence: int) -> bytes:
    """Return a paper as PDF/A-2u. :raises Refusal: if a character is in none of the fonts."""
    data = {
        **words,
        "number": number(kind, region, on, sequence),
        "on": plain_day(on, CHINESE),
        "qr": pdf.qr(f"{settings.PUBLIC_URL}{FIND}{words['case']}"),
    }
    try:
        return pdf.compiled(TEMPLATE, data, on)
    except pdf.MissingGlyph as missing:
        raise Refusal(Message("paper.glyph_missing", glyph=missing.glyph)) from missing
