"""公民身份号码, GB 11643-1999: region 6, date of birth 8, sequence 3, check 1."""

from collections.abc import Set
from datetime import date, datetime

from banhao.core.messages import Message

LENGTH = 18
EARLIEST = date(1900, 1, 1)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DIGITS = frozenset("0123456789")
PREFIXES = (2, 4, 6)  # province, city, county


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 digits."""
    return CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]


def problem(number: str, today: date, regions: Set[str] | None) -> Message | None:
    """Return what is wrong with a number (X as a capital, no spaces); None if nothing.

    `regions`: the codes a number may begin with, of two, four or six digits; None asks no table.
    Provinces alone let the numbers of counties pass that no longer exist. 999999 (made-up people)
    passes only where the table has it.
    """
    if len(number) != LENGTH:
        return Message("codes.resident_id.length", found=len(number))
    if not set(number[:-1]) <= DIGITS or number[-1] not in CHECKS:
        return Message("codes.resident_id.character")
    if regions is not None and not any(number[:length] in regions for length in PREFIXES):
        return Message("codes.resident_id.region", found=number[:6])
    born = born_on(number)
    if born is None or born < EARLIEST:
        return Message("codes.resident_id.date")
    if born > today:
        return Message("codes.resident_id.future")
    if check_character(number[:-1]) != number[-1]:
        return Message("codes.resident_id.check")
    return None


def born_on(number: str) -> date | None:
    """Return the date of birth that a number of 18 characters has; None if there is no such day."""
    try:
        return datetime.strptime(number[6:14], "%Y%m%d").date()  # noqa: DTZ007 -- a day, no moment
    except ValueError:
        return None
