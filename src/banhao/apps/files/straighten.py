"""Turn a picture upright and cut its edges off. Bytes in, bytes out; no database."""

import io
from dataclasses import dataclass

from PIL import Image

from banhao.apps.files.intake import PNG, refusal

TURNS = {"": None, "left": Image.Transpose.ROTATE_90, "right": Image.Transpose.ROTATE_270}
MOST_CUT = 90  # per cent of a side that two opposite edges may take away
QUALITY = 90


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is cut off, in per cent of width and height, after turning."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    @property
    def is_possible(self) -> bool:
        """Whether something is left of the picture."""
        edges = (self.left, self.top, self.right, self.bottom)
        sides = (self.left + self.right, self.top + self.bottom)
        return min(edges) >= 0 and max(sides) <= MOST_CUT


def straightened(content: bytes, content_type: str, turn: str, cut: Cut) -> bytes:
    """Return the picture turned ("left", "right", "" = as it is), then cut.

    :raises BadInput: it is no picture, or nothing would be left.
    """
    if not content_type.startswith("image/") or turn not in TURNS:
        raise refusal("files.no_picture")
    if not cut.is_possible:
        raise refusal("files.cut_too_much", most=MOST_CUT)
    with Image.open(io.BytesIO(content)) as opened:
        how = TURNS[turn]
        picture = opened.transpose(how) if how is not None else opened.copy()
    width, height = picture.size
    box = (
        width * cut.left // 100,
        height * cut.top // 100,
        max(width - width * cut.right // 100, 1),
        max(height - height * cut.bottom // 100, 1),
    )
    out = io.BytesIO()
    form = {"format": "PNG"} if content_type == PNG else {"format": "JPEG", "quality": QUALITY}
    picture.crop(box).save(out, **form)
    return out.getvalue()
