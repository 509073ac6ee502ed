"""Documents that show who somebody is, by their code in GA/T 2000.156, and simple checks of them.

Only the resident id has a check character; of the others length and characters are known.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from banhao.core.codes import resident_id
from banhao.core.messages import Message, Text

RESIDENT_ID = "111"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its code, its name, and what a number looks like."""

    code: str
    title: Text
    form: re.Pattern[str]
    length: Text


KINDS = {
    kind.code: kind
    for kind in (
        DocumentKind(
            RESIDENT_ID,
            Text("居民身份证", "Resident identity card"),
            re.compile(r"[0-9]{17}[0-9X]"),
            Text("18 位", "18 characters"),
        ),
        DocumentKind(
            "414",
            Text("普通护照", "Passport"),
            re.compile(r"[A-Z0-9]{5,15}"),
            Text("5 至 15 位", "5 to 15 characters"),
        ),
        DocumentKind(
            "513",
            Text("往来港澳通行证", "Exit-entry permit for Hong Kong and Macao"),
            re.compile(r"[A-Z][A-Z0-9][0-9]{7}"),
            Text("9 位", "9 characters"),
        ),
    )
}


def problem(kind: str, number: str, today: date, regions: Set[str] | None) -> Message | None:
    """Return what is wrong with the number of a document (capitals, no spaces); None if nothing.

    `today` and `regions` matter for resident ids only (`resident_id.problem`).
    """
    if kind not in KINDS:
        return Message("codes.identity_document.kind", found=kind, known=", ".join(KINDS))
    if kind == RESIDENT_ID:
        return resident_id.problem(number, today, regions)
    known = KINDS[kind]
    if known.form.fullmatch(number) is None:
        return Message("codes.identity_document.form", title=known.title, length=known.length)
    return None
