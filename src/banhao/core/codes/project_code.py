"""投资项目代码, GB/T 40058-2021: YYMM-region-department-type-random and check.

That the check is MOD 11,10 is inferred: it fits the one real sample we know (standards.md §7).
"""

import re

from banhao.core.codes.iso7064 import DIGITS, hybrid_check
from banhao.core.messages import Message

FORM = re.compile(r"\d{2}(\d{2})-\d{6}-\d{2}-\d{2}-\d{6}", re.ASCII)


def check_digit(body: str) -> str:
    """Return the last digit for the 19 before it, without hyphens."""
    return hybrid_check(body, DIGITS)


def problem(code: str) -> Message | None:
    """Return what is wrong with a code of 20 digits and 4 hyphens; None if nothing."""
    match = FORM.fullmatch(code)
    if match is None:
        return Message("codes.project_code.form")
    if not 1 <= int(match.group(1)) <= 12:
        return Message("codes.project_code.month", found=match.group(1))
    digits = code.replace("-", "")
    if check_digit(digits[:-1]) != digits[-1]:
        return Message("codes.project_code.check")
    return None
