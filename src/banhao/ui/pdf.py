"""Pages for paper: typst with our fonts only, QR codes, how a PDF is sent. Same input → same bytes.

The archive standard PDF/A-2u refuses a character that no font has: so a rare name is either printed
rightly or refused by name, never as an empty box.
"""

import io
import json
import threading
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import segno
import typst
from django.http import HttpResponse

_COMPILING = threading.Lock()


class MissingGlyph(Exception):
    """A character that none of the fonts has; `glyph` names it."""

    def __init__(self, glyph: str) -> None:
        super().__init__(glyph)
        self.glyph = glyph


def compiled(template: Path, data: Mapping[str, object], on: date) -> bytes:
    """Return a typst template with its words as PDF/A-2u.

    `data`: what the template reads from `sys.inputs.data`, as JSON. `on`: the date of the file, so
    that its bytes depend on facts only. :raises MissingGlyph: instead of an empty box.
    """
    stamp = (on.toordinal() - date(1970, 1, 1).toordinal()) * 24 * 60 * 60
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        with _COMPILING:  # one compiler keeps fonts and caches; it is not made for two at once
            page = _compiler(template).compile(
                format="pdf", sys_inputs=inputs, pdf_standards=["a-2u"], timestamp=stamp
            )
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        raise MissingGlyph(error.message.partition('"')[2].partition('"')[0]) from error
    if not isinstance(page, bytes):
        raise TypeError("typst made no PDF")
    return page


def qr(words: str, *, mask: int | None = None) -> str:
    """Return a QR code as SVG; level M survives a fold or a stain. `mask` None: the best one."""
    picture = io.BytesIO()
    segno.make_qr(words, error="m", mask=mask).save(picture, kind="svg", xmldecl=False, border=4)
    return picture.getvalue().decode()


def as_file(content: bytes, name: str) -> HttpResponse:
    """Return a PDF as a file to save under `name`: kept by no cache, run by no browser."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@cache
def _fonts() -> "typst.Fonts":
    """Return our fonts, nothing of the machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(name)) for name in ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")],
    )


@cache
def _compiler(template: Path) -> "typst.Compiler":
    return typst.Compiler(
        template, root=template.parent, font_paths=_fonts(), ignore_system_fonts=True
    )
