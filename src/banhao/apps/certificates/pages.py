"""The PDF page of a certificate: words of the face, QR code (ui/pdf.py has fonts and typst)."""

from pathlib import Path

from django.conf import settings

from banhao.core.certificates import face, signed
from banhao.core.certificates.values import Certificate, Holder
from banhao.core.errors import Refusal
from banhao.core.messages import Message
from banhao.ui import pdf

MARK = "banhao-seal:"
TEMPLATE = Path(__file__).with_name("papers") / "face.typ"
MASK = 2  # a signature looks random under each of the eight, and weighing them is 8 ms


def render_pdf(certificate: Certificate, holder: Holder, seal: signed.Seal) -> bytes:
    """Return the page as PDF/A-2u. :raises Refusal: if a character is in none of the fonts."""
    url = signed.to_url(settings.PUBLIC_URL, seal)
    data = {
        **face.words(certificate, holder),
        "qr": pdf.qr(url, mask=MASK),
        "seal": MARK + url.partition("?")[2],
    }
    try:
        return pdf.compiled(TEMPLATE, data, certificate.issued_on)
    except pdf.MissingGlyph as missing:
        raise Refusal(Message("certificate.glyph_missing", glyph=missing.glyph)) from missing
