"""Codes of items, a local coding profile that fits real ones (standards.md §1.1).

catalog_code 12: area 2, type 2, department 2, main item 3, sub-item 3.
task_code 31: uscc of the authority 18, level 1, catalog_code 12.
handle_item 33: task_code and two digits.
"""

from collections.abc import Set

from banhao.core.codes import uscc
from banhao.core.messages import Message

CATALOG_LENGTH = 12
TASK_LENGTH = uscc.LENGTH + 1 + CATALOG_LENGTH
HANDLE_LENGTH = TASK_LENGTH + 2
LEVELS = frozenset("1234567")  # GB/T 39046 A.2, country to village, and 7 at several levels
DIGITS = frozenset("0123456789")


def catalog_problem(code: str) -> Message | None:
    """Return what is wrong with a 基本编码; None if nothing."""
    if len(code) != CATALOG_LENGTH or not set(code) <= DIGITS:
        return Message("codes.item_code.catalog", length=CATALOG_LENGTH)
    return None


def task_problem(code: str, authority: str = "", known: Set[str] | None = None) -> Message | None:
    """Return what is wrong with a 实施编码; None if nothing.

    `authority`: uscc of whose it is, "" = not known. `known`: the catalog codes there are, None =
    no list of them.
    """
    if len(code) != TASK_LENGTH:
        return Message("codes.item_code.length", found=len(code), expected=TASK_LENGTH)
    body, level, catalog_code = code[:18], code[18], code[19:]
    if authority and (body != authority or uscc.problem(body) is not None):
        return Message("codes.item_code.authority", authority=authority)
    if level not in LEVELS:
        return Message("codes.item_code.level", found=level)
    if known is not None and catalog_code not in known:
        return Message("codes.item_code.unknown", found=catalog_code)
    return uscc.problem(body) or catalog_problem(catalog_code)


def handle_problem(code: str, authority: str, known: Set[str]) -> Message | None:
    """Return what is wrong with a 业务办理项编码; None if nothing. Arguments as `task_problem`."""
    if len(code) != HANDLE_LENGTH or not set(code[TASK_LENGTH:]) <= DIGITS:
        return Message("codes.item_code.length", found=len(code), expected=HANDLE_LENGTH)
    return task_problem(code[:TASK_LENGTH], authority, known)


def make_task(authority: str, level: str, catalog_code: str) -> str:
    """Return the 实施编码 of an item at an authority. :raises ValueError: for a bad part."""
    made = f"{authority}{level}{catalog_code}"
    wrong = task_problem(made, authority, {catalog_code})
    if wrong is not None:
        raise ValueError(f"{made}: {wrong.code}")
    return made
