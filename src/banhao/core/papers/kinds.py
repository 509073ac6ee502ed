"""Kinds of paper: one table says which event calls for which, its number and who serves it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banhao.core.cases.events import (
    Accepted,
    Delivered,
    Event,
    Extended,
    Granted,
    NotAccepted,
    ProcedureStarted,
    Refiled,
    RefilingAccepted,
    Refused,
    Returned,
    Submitted,
    SupplementAsked,
)
from banhao.core.messages import Message


class Kind(StrEnum):
    """Kind of a paper, as it is stored."""

    RECEIVED = "received"  # 收件凭证
    ACCEPTED = "accepted"  # 受理通知书
    SUPPLEMENT = "supplement"  # 补正告知书
    PROCEDURE = "procedure"  # 特别程序告知书
    EXTENDED = "extended"  # 延期告知书
    RETURNED = "returned"  # 退件告知书
    NOT_ACCEPTED = "not-accepted"  # 不予受理决定书
    NOT_NEEDED = "not-needed"  # 不受理告知书
    GRANTED = "granted"  # 准予行政许可决定书
    REFUSED = "refused"  # 不予行政许可决定书
    DELIVERED = "delivered"  # 送达回证


class Issuer(StrEnum):
    """Whose letterhead a paper bears, and who serves it: the counter, or the item's department.

    What a department's paper says of the whole case comes from the counter, too.
    """

    COUNTER = "counter"
    DEPARTMENT = "department"


class Service(StrEnum):
    """How a paper was served (送达)."""

    INBOX = "inbox"  # with consent to e-service
    COUNTER = "counter"  # handed over against a signature
    POST = "post"


@dataclass(frozen=True, slots=True)
class Sort:
    """A line of the table. `mark`: the character of the number series; `signed`: by the receiver.

    `article`: the article that asks for the paper ("" where the decision names its own).
    """

    events: tuple[type[Event], ...]
    mark: str
    issuer: Issuer
    article: str
    signed: bool = False


SILENCE = "silence"  # the rule of an acceptance that nobody made (art. 32)
LAW = "《行政许可法》"
SORTS: Mapping[Kind, Sort] = {
    Kind.RECEIVED: Sort((Submitted, Refiled), "收", Issuer.COUNTER, f"{LAW}第三十二条"),
    Kind.ACCEPTED: Sort((Accepted, RefilingAccepted), "受", Issuer.COUNTER, f"{LAW}第三十二条"),
    Kind.SUPPLEMENT: Sort((SupplementAsked,), "补", Issuer.COUNTER, f"{LAW}第三十二条"),
    Kind.PROCEDURE: Sort((ProcedureStarted,), "特", Issuer.DEPARTMENT, f"{LAW}第四十五条"),
    Kind.EXTENDED: Sort((Extended,), "延", Issuer.DEPARTMENT, f"{LAW}第四十二条"),
    Kind.RETURNED: Sort((Returned,), "退", Issuer.COUNTER, ""),
    Kind.NOT_ACCEPTED: Sort((NotAccepted,), "不受", Issuer.COUNTER, ""),
    Kind.NOT_NEEDED: Sort((NotAccepted,), "无需", Issuer.COUNTER, ""),
    Kind.GRANTED: Sort((Granted,), "准", Issuer.DEPARTMENT, f"{LAW}第三十八条"),
    Kind.REFUSED: Sort((Refused,), "不准", Issuer.DEPARTMENT, f"{LAW}第三十八条"),
    Kind.DELIVERED: Sort((Delivered,), "送", Issuer.COUNTER, f"{LAW}第四十四条", signed=True),
}
EVENTS = frozenset(kind for sort in SORTS.values() for kind in sort.events)
NUMBER = re.compile(r"\d{6}\D{1,4}〔\d{4}〕(\d{6,})号")


def kind_of(event: Event) -> Kind | None:
    """Return the paper that an event calls for, None if it calls for none.

    A filing closes by acceptance: nobody decides, so there is no decision to put on paper.
    """
    match event:
        case NotAccepted(not_needed=not_needed):
            return Kind.NOT_NEEDED if not_needed else Kind.NOT_ACCEPTED
        case Granted(officer=None):
            return None
        case _:
            fitting = (kind for kind, sort in SORTS.items() if type(event) in sort.events)
            return next(fitting, None)


def item_of(event: Event) -> str:
    """Return the item that a paper is about, "" for the whole case."""
    match event:
        case (
            Granted() | Refused() | Refiled() | RefilingAccepted() | ProcedureStarted() | Extended()
        ):
            return event.item
        case _:
            return ""


def title(kind: Kind) -> Message:
    """Return the name of a paper."""
    return Message(f"paper.title.{kind.value}")


def number(kind: Kind, region: str, on: date, sequence: int) -> str:
    """Return the number of a paper: 370300受〔2026〕000123号.

    `sequence` is never given twice, so that the number is not; a series may have gaps.
    """
    return f"{region}{SORTS[kind].mark}〔{on.year}〕{sequence:06d}号"


def sequence(number: str) -> int | None:
    """Return the sequence in a number as somebody typed it, None if it is no number."""
    found = NUMBER.fullmatch("".join(number.split()))
    return int(found[1]) if found else None
