"""The id of a case, born with its draft: a UUID of version 8 (RFC 9562) that begins with digits.

    20269999-9911-8279-b3f1-5a0c4d8e6f21      year 2026, region 999999, month 11, 8, day 27, chance

Databases compare UUIDs from the left. So cases of one year, and in it of one region, or of all that
begin with the same digits of region, are one range of ids, and lie side by side in every index
(decision 0115). It says less than the case's number. Ids of before are of version 4 and lie
anywhere.
"""

import re
from datetime import date
from uuid import UUID

CHANCE = 66  # bits
_PLACE = re.compile(r"\d{4}\d{0,6}", re.ASCII)  # year, digits of region
_LENGTH, _TAIL = 32, 62  # hexadecimal digits of an id; bits behind the variant


def make(region: str, on: date, chance: int) -> UUID:
    """Return the id of what is begun in a region (six digits) on a day (China).

    `chance`: so many random bits that nobody guesses. :raises ValueError: for another region.
    """
    if not re.fullmatch(r"\d{6}", region, re.ASCII):
        raise ValueError(f"region {region!r} is no code of six digits")
    high, low = divmod(chance, 1 << _TAIL)
    return UUID(f"{on:%Y}{region}{on:%m}8{on:%d}{high:x}{1 << 63 | low:016x}")


def span(place: str) -> tuple[UUID, UUID]:
    """Return the first id of a place and the first behind it.

    `place`: a year, and then no, some or all digits of a region: "2026", "20263703", "2026370303".
    Spans of neighbours touch. :raises ValueError: if it is none.
    """
    if not _PLACE.fullmatch(place) or place.startswith("9999"):
        raise ValueError(f"{place!r} is no year with digits of a region behind it")
    return _first(place), _first(f"{int(place) + 1:0{len(place)}d}")


def _first(digits: str) -> UUID:
    return UUID(digits.ljust(_LENGTH, "0"))
