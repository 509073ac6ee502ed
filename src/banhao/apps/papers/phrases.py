"""Words of a paper, small: deflated with a dictionary of the phrases that papers are made of.

A paper is kept by its words, not as PDF (decision 0050). Most of them stand in `phrases-1.txt`, so
what is left are names, dates and reasons. A dictionary is a stored format: its file never changes;
new phrases go into the next one, and `LATEST` names it.
"""

import json
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LATEST = 1
RAW = -15  # no header, no checksum: what seals the bytes also proves them whole
BEST = 9


def pack(words: Mapping[str, object]) -> bytes:
    """Return words as bytes: the number of the dictionary, then what it does not say already."""
    plain = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    deflating = zlib.compressobj(BEST, zlib.DEFLATED, RAW, zdict=_dictionary(LATEST))
    return bytes([LATEST]) + deflating.compress(plain) + deflating.flush()


def unpack(packed: bytes) -> dict[str, Any]:
    """Return the words that `pack` made small."""
    inflating = zlib.decompressobj(RAW, zdict=_dictionary(packed[0]))
    words: dict[str, Any] = json.loads(inflating.decompress(packed[1:]) + inflating.flush())
    return words


@cache
def _dictionary(number: int) -> bytes:
    return files(__package__).joinpath(f"phrases-{number}.txt").read_bytes()
