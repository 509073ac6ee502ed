"""What may come in: PDF, JPEG and PNG by content, cleaned. No database, no writing in here.

Pictures are decoded and encoded again, so that metadata (place, device) and anything hidden behind
the picture is gone. A PDF is kept as it is, because a signature in it must stay true; one that can
do more than show pages is refused.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from banhao.apps.files.papers import check_pdf
from banhao.core.errors import BadInput
from banhao.core.messages import Message

LARGEST = 20 * 1024 * 1024  # bytes
LONGEST_SIDE = 12_000  # pixels
MOST_PIXELS = 50_000_000
PREVIEW_SIDE = 1_600
FIELD = "file"
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}


@dataclass(frozen=True, slots=True)
class Clean:
    """What is kept of an upload: its type by content, cleaned bytes, pages, a smaller picture."""

    content_type: str
    content: bytes
    pages: int
    preview: bytes = b""


def refusal(code: str, **params: object) -> BadInput:
    """Return the refusal of a file, at the file field."""
    return BadInput(Message(code, **params), field=FIELD)


def take_in(content: bytes) -> Clean:
    """Return the cleaned file. :raises BadInput: with a `files.…` message that says what to do."""
    if not content:
        raise refusal("files.empty")
    if len(content) > LARGEST:
        raise refusal("files.too_large", most=LARGEST // 1024 // 1024)
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(content, "JPEG", JPEG)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(content, "PNG", PNG)
    if content.startswith(b"%PDF-"):
        return Clean(PDF, content, check_pdf(content))
    raise refusal("files.wrong_kind")


def clean_name(name: str, content_type: str) -> str:
    """Return the name a file is shown and saved under: no folders, the ending of its real kind."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    base = "".join(c for c in base if c.isprintable() and c not in '<>:"|?*').strip(". ")
    stem = base.rsplit(".", 1)[0] if "." in base else base
    return (stem[:100] or "file") + EXTENSIONS[content_type]


def _picture(content: bytes, form: str, content_type: str) -> Clean:
    """Return a picture encoded anew from its pixels alone."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[form]) as opened:
                _check_size(*opened.size)
                picture = ImageOps.exif_transpose(opened)
                picture.load()
                clean = _plain(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusal("files.too_many_pixels", most=LONGEST_SIDE) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise refusal("files.broken_picture") from error
    return Clean(content_type, _encoded(clean, form), 1, _preview(clean))


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise refusal("files.too_many_pixels", most=LONGEST_SIDE)


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """Return a picture of pixels only: no profile, no text, no further frames."""
    has_alpha = form == "PNG" and ("A" in picture.mode or "transparency" in picture.info)
    mode = "RGBA" if has_alpha else "L" if picture.mode in {"L", "1"} else "RGB"
    converted = picture.convert(mode)
    bare = Image.new(mode, converted.size)
    bare.paste(converted)
    return bare


def _encoded(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    if form == "JPEG":
        picture.save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _preview(picture: Image.Image) -> bytes:
    small = picture.convert("RGB")
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _encoded(small, "JPEG")
