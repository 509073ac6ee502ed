"""Pages of an upload as pictures: a picture is its only page, a PDF is drawn by `render`."""

import io
import subprocess  # our own module, with fixed words
import sys

from PIL import Image

from banhao.apps.files.intake import JPEG, PDF
from banhao.core.errors import NotFound
from banhao.core.messages import Message

SIDE, LARGE = 1_600, 3_200  # pixels of the longer side: to fit a pane, and to read small print
PATIENCE = 15  # seconds for one page


def page_of(content: bytes, content_type: str, page: int, *, large: bool) -> bytes:
    """Return a page (from 1) as a JPEG. :raises NotFound: no such page, or it cannot be drawn."""
    side = LARGE if large else SIDE
    if content_type == PDF:
        return _drawn(content, page, side)
    if page != 1:
        raise NotFound(Message("files.no_such_page"))
    return _smaller(content, content_type, side)


def _drawn(content: bytes, page: int, side: int) -> bytes:
    words = [sys.executable, "-m", "banhao.apps.files.render", str(page), str(side)]
    try:
        done = subprocess.run(
            words, input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotFound(Message("files.no_such_page")) from None
    if done.returncode or not done.stdout:
        raise NotFound(Message("files.no_such_page"))
    return done.stdout


def _smaller(content: bytes, content_type: str, side: int) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        if content_type == JPEG and max(picture.size) <= side:
            return content
        small = picture.convert("RGB")
        small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=88)
    return out.getvalue()
