"""A rating as a value: which service it is of, and what was said."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID

from banhao.core.catalogue.ratings import RatingChannel


class Level(IntEnum):
    """GB/T 39046 A.8, counted in stars: 非常满意 is 5."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    FAIRLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1


GOOD = frozenset({Level.VERY_SATISFIED, Level.SATISFIED, Level.FAIRLY_SATISFIED})  # 好评
BAD = frozenset({Level.DISSATISFIED, Level.VERY_DISSATISFIED})  # 差评


class Door(StrEnum):
    """How a rating came in (评价渠道); stored, never rename one."""

    PAGE = "page"  # the rater's own page of the case
    LINK = "link"
    QR = "qr"  # printed at the counter


class Kind(StrEnum):
    """What was done for the person; stored, never rename one."""

    TAKEN_IN = "taken-in"  # a clerk took the case in
    RESULT = "result"  # everything was decided and handed out
    NOT_ACCEPTED = "not-accepted"
    REFUSED = "refused"  # one branch


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A department and its item that took part in a service."""

    department: str
    item: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One service that may be rated once: what event `seq` of a case did, on the local date `on`.

    `parts`: whose work it was; () = the counter's alone. `region`: code of GB/T 2260.
    """

    case: UUID
    seq: int
    kind: Kind
    region: str
    channel: RatingChannel
    on: date
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom the desk may call about a bad rating; only if the rater chose to say it."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rater says. `tags`: ids of options; `caller` None = without a name."""

    level: Level
    tags: tuple[str, ...] = ()
    words: str = ""
    caller: Caller | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the rules must know of a rating that was given: when, and how often it was changed."""

    on: date
    changes: int = 0
