"""办件编号 of a theme case: YJS, region 6, day 8, sequence 6 (a local form, standards.md §2.2)."""

import re
from datetime import date, datetime

from banhao.core.messages import Message

FORM = re.compile(r"YJS\d{6}(\d{8})\d{6}", re.ASCII)
MOST_A_DAY = 999_999


def make(region: str, on: date, sequence: int) -> str:
    """Return the number of a case received in a region on a day (China).

    `region`: code of six digits. :raises ValueError: if it is not, or the day's numbers are used.
    """
    if not 0 <= sequence <= MOST_A_DAY:
        raise ValueError(f"sequence {sequence} has more than six digits")
    made = f"YJS{region}{on:%Y%m%d}{sequence:06d}"
    if problem(made) is not None:
        raise ValueError(f"region {region!r} is no code of six digits")
    return made


def problem(number: str) -> Message | None:
    """Return what is wrong with a number; None if nothing."""
    match = FORM.fullmatch(number)
    if match is None:
        return Message("codes.case_number.form")
    try:
        datetime.strptime(match.group(1), "%Y%m%d")  # noqa: DTZ007 -- a day, no moment
    except ValueError:
        return Message("codes.case_number.date")
    return None


def inside(text: str) -> str:
    """Return the number that stands in a text, e.g. an address read from a QR code; "" for none."""
    found = FORM.search(text.upper())
    return found[0] if found else ""
