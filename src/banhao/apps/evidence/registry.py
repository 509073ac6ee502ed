"""Who takes an answer in: rooms that stand later may do it in an errand of their own.

cases registers a recorder, so that an answer that comes after filing becomes an event of the case:
it locks the case, calls `evidence.operations.settle` and records what changed, in one transaction.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.module_loading import import_string

from banhao.apps.evidence.sources import Answer, Question


class Recorder(Protocol):
    """Takes the answer of a source for its subjects."""

    def __call__(
        self, *, subject: UUID, material: str, step: int, answer: Answer, now: datetime
    ) -> bool:
        """Take it in, repeatably. Returns False, with nothing done, if the subject is not its."""


class OwnRegister(Protocol):
    """Knows of what lies in this installation itself."""

    def __call__(self, question: Question, now: datetime) -> Answer | None:
        """Return what it knows, None if nothing: then a source outside is asked."""


_RECORDERS: dict[str, str] = {}
_OWN: dict[str, str] = {}


def register(name: str, recorder: str) -> None:
    """Let a room take answers in for its subjects: dotted path of a `Recorder`, loaded at use.

    Call it in AppConfig.ready.
    """
    _RECORDERS[name] = recorder


def recorders() -> tuple[Recorder, ...]:
    """Return the recorders in the order in which they were registered."""
    return tuple(import_string(path) for path in _RECORDERS.values())


def register_own(name: str, register: str) -> None:
    """Let a room be asked before a source outside: dotted path of an `OwnRegister`.

    Call it in AppConfig.ready.
    """
    _OWN[name] = register


def own_answer(question: Question, now: datetime) -> Answer | None:
    """Return what this installation itself knows, None if nothing."""
    answers = (import_string(path)(question, now) for path in _OWN.values())
    return next((answer for answer in answers if answer is not None), None)
