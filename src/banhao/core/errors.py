"""The error tree. Everything that is not one of these is a bug and is logged as one.

BanhaoError
├── Refusal          a person asked for what is not possible; shown to them with the next step
│   ├── NotAllowed   the thing is not in a state, or the person not in an office, for this (403/409)
│   ├── NotFound     no such thing, or not one that this person may know of (404)
│   ├── Conflict     somebody else was first, or the same key came with another body (409)
│   └── BadInput     a value is wrong; `field` says which (400)
└── CatalogueError   an author's data is wrong; lists every problem with file, field and what to do
"""

from dataclasses import dataclass

from banhao.core.messages import Message


class BanhaoError(Exception):
    """Root of the errors that have words for people."""


class Refusal(BanhaoError):
    """What was asked is not possible; `message` says why and what to do next."""

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(message.code, dict(message.params))
        self.message = message
        self.field = field


class NotAllowed(Refusal):
    """The state of the thing or the office of the person does not allow it."""


class NotFound(Refusal):
    """There is no such thing, or this person may not know that there is."""


class Conflict(Refusal):
    """Somebody else was first, or an idempotency key came back with another body."""


class BadInput(Refusal):
    """A value is wrong; `field` names it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a catalogue: where, and (in `message`) why and what to do."""

    file: str
    field: str
    message: Message


class CatalogueError(BanhaoError):
    """A catalogue cannot be used; `problems` lists all that is wrong, not just the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
