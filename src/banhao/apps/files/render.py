"""Draw one page of a PDF, as a process of its own: `python -m banhao.apps.files.render PAGE SIDE`.

The PDF comes by standard input, the JPEG goes to standard output. A stranger wrote the PDF and a
large library draws it, so that happens where a crash, a loop or an appetite for memory ends only
this process. Nothing of Django is loaded here.
"""

import io
import resource
import sys

MEMORY = 1 << 30  # bytes of address space
SECONDS = 10  # of computing
LONGEST = 4_000  # pixels of a side, however odd the page


def draw(content: bytes, page: int, side: int) -> bytes:
    """Return page `page` (from 1) as a JPEG whose longer side has about `side` pixels.

    :raises IndexError: no such page. Other errors are those of the library.
    """
    import pypdfium2  # noqa: PLC0415 -- only after the limits are set

    document = pypdfium2.PdfDocument(content)
    if not 1 <= page <= len(document):
        raise IndexError(page)
    sheet = document[page - 1]
    longer = max(*sheet.get_size(), 1.0)
    picture = sheet.render(scale=min(side, LONGEST) / longer, may_draw_forms=False).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def main() -> int:
    """Draw what standard input holds; 1: it has no such page."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # standard output is a pipe
    try:
        drawn = draw(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    except IndexError:
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
