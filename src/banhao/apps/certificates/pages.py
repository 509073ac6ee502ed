"""The PDF page of a certificate: words of the face, QR code, typst. Same input → same bytes.

The archive standard PDF/A-2u refuses a character that no font has: so a rare name is either printed
rightly or refused by name, never as an empty box.
"""

import io
import json
import threading
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import segno
import typst
from django.conf import settings

from banhao.core.certificates import face, signed
from banhao.core.certificates.values import Certificate, Holder
from banhao.core.errors import Refusal
from banhao.core.messages import Message

MARK = "banhao-seal:"
_COMPILING = threading.Lock()


def render_pdf(certificate: Certificate, holder: Holder, seal: signed.Seal) -> bytes:
    """Return the page as PDF/A-2u. :raises Refusal: if a character is in none of the fonts."""
    url = signed.to_url(settings.PUBLIC_URL, seal)
    data = {
        **face.words(certificate, holder),
        "qr": _qr(url),
        "seal": MARK + url.partition("?")[2],
    }
    return _compile(json.dumps(data, ensure_ascii=False), certificate.issued_on)


def _compile(data: str, on: date) -> bytes:
    """Run typst; the file's date is the day of issue, so that its bytes depend on facts only."""
    stamp = (on.toordinal() - date(1970, 1, 1).toordinal()) * 24 * 60 * 60
    try:
        with _COMPILING:  # one compiler keeps fonts and caches; it is not made for two at once
            page = _compiler().compile(
                format="pdf", sys_inputs={"data": data}, pdf_standards=["a-2u"], timestamp=stamp
            )
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        glyph = error.message.partition('"')[2].partition('"')[0]
        raise Refusal(Message("certificate.glyph_missing", glyph=glyph)) from error
    if not isinstance(page, bytes):
        raise TypeError("typst made no PDF")
    return page


@cache
def _compiler() -> "typst.Compiler":
    """Return the one compiler: our template, our fonts, nothing of the machine."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(name)) for name in ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")],
    )
    template = Path(__file__).with_name("papers") / "face.typ"
    return typst.Compiler(
        template, root=template.parent, font_paths=fonts, ignore_system_fonts=True
    )


def _qr(url: str) -> str:
    """Return the QR code as SVG; level M survives a fold or a stain.

    The mask is given: a signature looks random under each of the eight, and weighing them is 8 ms.
    """
    picture = io.BytesIO()
    segno.make_qr(url, error="m", mask=2).save(picture, kind="svg", xmldecl=False, border=4)
    return picture.getvalue().decode()
