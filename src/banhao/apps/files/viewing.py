"""The viewer of materials: which page of which file is shown, and where its buttons lead.

Everything is in the address (`view`, `page`, `large`), so that it works without JavaScript. The
caller gives only files that the reader may see; the pictures themselves are asked for one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from banhao.apps.files.queries import Upload
from banhao.core.messages import Text

PLACE = "#viewer"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A material with its files, oldest first."""

    title: Text
    files: Sequence[Upload]


@dataclass(frozen=True, slots=True)
class Tab:
    """A material that can be shown; `current`: it is."""

    title: Text
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """One page on show. `number` of `pages`, over all files of the material; "" = no such button.

    `page`: the number of the page within its file.
    """

    tabs: Sequence[Tab]
    title: Text
    file: Upload
    page: int
    number: int
    pages: int
    large: bool
    before: str
    after: str
    zoom: str


def viewer(shelves: Sequence[Shelf], query: Mapping[str, str]) -> Viewer | None:
    """Return what the address asks for, else the first page there is; None: there are no files."""
    full = [shelf for shelf in shelves if shelf.files]
    if not full:
        return None
    at = next((s for s in full if any(str(f.id) == query.get("view") for f in s.files)), full[0])
    leaves = [(file, page) for file in at.files for page in range(1, file.pages + 1)]
    place = _place(leaves, query)
    file, page = leaves[place]
    large = query.get("large") == "1"
    return Viewer(
        tabs=[Tab(s.title, _address(s.files[0], 1, large=large), s is at) for s in full],
        title=at.title,
        file=file,
        page=page,
        number=place + 1,
        pages=len(leaves),
        large=large,
        before=_address(*leaves[place - 1], large=large) if place else "",
        after=_address(*leaves[place + 1], large=large) if place + 1 < len(leaves) else "",
        zoom=_address(file, page, large=not large),
    )


def address(file: Upload) -> str:
    """Return where a file is shown from its first page on."""
    return _address(file, 1, large=False)


def _place(leaves: Sequence[tuple[Upload, int]], query: Mapping[str, str]) -> int:
    text = query.get("page", "1")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
    own = [n for n, (file, _) in enumerate(leaves) if str(file.id) == query.get("view")]
    return next((n for n in own if leaves[n][1] == wanted), own[0] if own else 0)


def _address(file: Upload, page: int, *, large: bool) -> str:
    given = {"view": str(file.id), "page": str(page)} | ({"large": "1"} if large else {})
    return f"?{urlencode(given)}{PLACE}"
