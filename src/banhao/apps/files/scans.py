"""The folder into which a hall's scanner drops files (BANHAO_SCANS): one below it for each region.

    SCANS/370300/营业执照.pdf

Only plain files of a region's folder are seen; one that was taken is deleted there, as it is kept
sealed. The case number of a cover sheet is read from the first page.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import Image

from banhao.apps.files import intake, pages
from banhao.core.codes import case_number, code128
from banhao.core.errors import BadInput, NotFound
from banhao.core.messages import Message

MOST = 50  # files of a folder that a page shows
STILL = 2  # seconds: a file that changed since is still being written
LINES = 60  # lines across a page that are looked at for a barcode


@dataclass(frozen=True, slots=True)
class Scan:
    """A file in a scanner's folder. `number`: of the case whose cover sheet it begins with."""

    region: str
    name: str
    size: int
    at: datetime
    number: str


def is_on() -> bool:
    """Return whether this installation has a folder for scanners."""
    return bool(settings.SCANS)


def scans(region: str, now: datetime) -> Sequence[Scan]:
    """Return the files of a region's folder, the oldest first."""
    folder = _folder(region)
    if folder is None or not folder.is_dir():
        return ()
    found = []
    for path in folder.iterdir():
        stat = path.lstat()
        at = datetime.fromtimestamp(stat.st_mtime, UTC)
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        if (now - at).total_seconds() >= STILL and stat.st_size <= intake.LARGEST:
            number = _number(str(path), stat.st_mtime_ns, stat.st_size)
            found.append(Scan(region, path.name, stat.st_size, at, number))
    return sorted(found, key=lambda scan: (scan.at, scan.name))[:MOST]


def content(scan: Scan) -> bytes:
    """Return the bytes of a file. :raises NotFound: somebody else has taken it."""
    try:
        return _path(scan).read_bytes()
    except OSError as error:
        raise NotFound(Message("files.scan_gone", name=scan.name)) from error


def forget(scan: Scan) -> None:
    """Delete a file that was taken over."""
    _path(scan).unlink(missing_ok=True)


def number_on(content: bytes) -> str:
    """Return the case number whose barcode stands on the first page, "" if none does."""
    try:
        clean = intake.take_in(content)
        page = pages.page_of(clean.content, clean.content_type, 1, large=True)
    except (BadInput, NotFound):
        return ""
    with Image.open(io.BytesIO(page)) as picture:
        grey = picture.convert("L")
    width, height = grey.size
    for line in range(LINES):
        top = height * line // LINES
        row = grey.crop((0, top, width, top + 1)).tobytes()
        if number := case_number.inside(code128.read(_runs(row))):
            return number
    return ""


def _runs(row: bytes) -> list[int]:
    """Return lengths of dark and light in turn, dark first."""
    middle = (min(row) + max(row)) // 2
    runs = [(dark, sum(1 for _ in of)) for dark, of in groupby(pixel <= middle for pixel in row)]
    return [length for dark, length in (runs if runs[0][0] else runs[1:])]


@lru_cache(maxsize=256)
def _number(path: str, changed: int, size: int) -> str:
    """Return the number in a file's name, or on its cover sheet; read once for each file."""
    del changed, size
    file = Path(path)
    try:
        return case_number.inside(file.name) or number_on(file.read_bytes())
    except OSError:
        return ""


def _folder(region: str) -> Path | None:
    if not settings.SCANS or not region.isdecimal():
        return None
    return Path(settings.SCANS) / region


def _path(scan: Scan) -> Path:
    folder = _folder(scan.region)
    assert folder is not None  # it was listed
    return folder / scan.name
