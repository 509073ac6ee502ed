"""How far a plan has come, as the plan picture needs it: one course per branch and attempt.

`core/cases/progress.py` makes it from a case; the compiler itself knows no cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from banhao.core.clock.values import Stretch
from banhao.core.messages import Message, Text


class Look(StrEnum):
    """The pattern of a bar (look.md §3); the value is the end of its class."""

    PLANNED = "plan"
    WAITING = "wait"
    RUNNING = "run"
    DONE = "done"
    STOPPED = "stop"
    NEEDS_SOMEBODY = "need"
    LATE = "late"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Course:
    """One branch so far. `state`: short words of its state. `ends_on`: decided, or due; None: open.

    `left`: working days left of the promise, negative when over, None when its clock does not run.
    `off`: days not counted. `closed`: nothing more happens.
    """

    item: str
    look: Look
    state: Message
    began_on: date | None = None
    ends_on: date | None = None
    closed: bool = False
    left: int | None = None
    off: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit so far: the day it is fixed for or took place; `done`: all parts are recorded.

    `title`, `items`: of a visit that the plan does not have (an item that was filed again).
    """

    on: date | None
    done: bool
    title: Text | Message | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """A case so far. `promised_on`: of the whole. `over`: every branch has a result.

    `ended`: withdrawn or not accepted; nothing is handed out.
    """

    submitted_on: date
    accepted_on: date | None
    promised_on: date | None
    courses: tuple[Course, ...]
    visits: Mapping[str, Seen] = field(default_factory=dict)
    over: bool = False
    ended: bool = False
