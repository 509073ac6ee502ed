"""PDFs: few enough pages, not encrypted, and nothing in them that acts when they are opened."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from banhao.core.errors import BadInput
from banhao.core.messages import Message

MOST_PAGES = 200
MOST_OBJECTS = 200_000
ACTING = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})
CARRYING = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA"}
)
logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every odd PDF; we refuse or keep


def check_pdf(content: bytes) -> int:
    """Return the number of pages. :raises BadInput: with a `files.…` message for any other PDF."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise _refusal("files.encrypted")
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise _refusal("files.too_many_pages", most=MOST_PAGES)
        if pages == 0 or _acts(reader):
            raise _refusal("files.active_pdf" if pages else "files.broken_pdf")
        for page in reader.pages:
            page.mediabox  # noqa: B018 -- a page without a size cannot be shown
    except BadInput:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise _refusal("files.broken_pdf") from error
    # What pypdf lets through besides its own errors, e.g. NotImplementedError for a filter or a
    # cipher that it does not know: to the applicant it is a file that cannot be read.
    except (RecursionError, AssertionError, OSError, OverflowError, NotImplementedError) as error:
        raise _refusal("files.broken_pdf") from error
    return pages


def _refusal(code: str, **params: object) -> BadInput:
    return BadInput(Message(code, **params), field="file")


def _acts(reader: PdfReader) -> bool:
    """Return whether anything reachable from the trailer runs, launches, sends or carries a file.

    :raises BadInput: if there are more objects than any paper has.
    """
    waiting: list[object] = [reader.trailer]
    seen: set[int] = set()
    counted = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        counted += 1
        if counted > MOST_OBJECTS:
            raise _refusal("files.broken_pdf")
        if isinstance(one, DictionaryObject):
            if _dangerous(one):
                return True
            waiting.extend(one.raw_get(key) for key in one)
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))
    return False


def _dangerous(one: DictionaryObject) -> bool:
    kinds = {one.get(name) for name in ("/S", "/Type", "/Subtype")}
    kinds = {str(kind) for kind in kinds if isinstance(kind, str)}
    return bool(CARRYING & one.keys() or (ACTING | CARRYING | {"/FileAttachment"}) & kinds)
