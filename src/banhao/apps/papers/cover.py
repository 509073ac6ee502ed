"""The cover sheet of a bundle that is scanned: the case number as barcode, no name on it."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.core.authority.acts import Act, Actor
from banhao.core.clock.local import localdate
from banhao.core.codes import code128
from banhao.core.compiler.plan import Plan
from banhao.core.errors import Refusal
from banhao.core.messages import Message
from banhao.ui import pdf
from banhao.ui.dates import plain_day
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH

TEMPLATE = Path(__file__).with_name("sheets") / "cover.typ"


def cover_sheet(actor: Actor, case_id: UUID, now: datetime) -> tuple[str, bytes]:
    """Return the number of a case and its cover sheet. :raises NotFound: not of the region."""
    row = cases.case_row(actor, case_id, Act.SEE_COUNTER, now)
    return row.number, printed(row.number, catalogues.plan(row.plan), localdate(row.submitted_at))


def printed(number: str, plan: Plan, received_on: date) -> bytes:
    """Return the sheet as PDF: what to scan, and which materials to look for.

    :raises Refusal: if a character is in none of the fonts.
    """
    title = Message("paper.cover")
    data = {
        "title": render(title, CHINESE),
        "title_en": render(title, ENGLISH),
        "number": number,
        "bars": code128.widths(number),
        "qr": pdf.qr(number),
        "facts": [
            [render(Message("paper.fact.title"), CHINESE), plan.title.zh],
            [render(Message("paper.fact.received"), CHINESE), plain_day(received_on, CHINESE)],
        ],
        "listed": render(Message("paper.listed.to_scan"), CHINESE),
        "rows": [m.title.zh for m in plan.materials if not m.form_of_application],
    }
    try:
        return pdf.compiled(TEMPLATE, data, received_on)
    except pdf.MissingGlyph as missing:
        raise Refusal(Message("paper.glyph_missing", glyph=missing.glyph)) from missing
