"""Cells that hold more than words: days as people write them."""

import re
from datetime import date

from banhao.core.errors import BadInput
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 00:00:00)?")
RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})()")


def day(row: Row, column: str) -> date | None:
    """Return the day in a cell, None if it is blank.

    2026-09-01, 2026/9/1, 2026.9.1, 20260901 and 2026年9月1日 are the same.
    :raises BadInput: for anything else.
    """
    text = row[column]
    if not text:
        return None
    match = DAY.fullmatch(text) or RUN_TOGETHER.fullmatch(text)
    try:
        year, month, day_, _ = match.groups() if match else ("", "", "", "")
        return date(int(year), int(month), int(day_))
    except ValueError:
        raise BadInput(Message("imports.day_wrong", found=text), field=column) from None
