"""Who may read or add files of a subject: rooms that stand later register how they decide it.

drafts answers for drafts, cases for cases (the applicant; an officer whose item reads the
material). A guard says None for a subject that is not its own; nobody's subject is nobody's file.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.module_loading import import_string

from banhao.core.authority.acts import Actor


class Guard(Protocol):
    """Decides about the files of its subjects."""

    def may_read(self, actor: Actor, subject: UUID, material: str, now: datetime) -> bool | None:
        """Return whether the actor may see files of a material; None: not a subject of mine."""

    def may_add(self, actor: Actor, subject: UUID, material: str, now: datetime) -> bool | None:
        """Return whether the actor may add files for a material; None: not a subject of mine."""


_GUARDS: dict[str, str] = {}


def register(name: str, guard: str) -> None:
    """Let a room answer for its subjects: dotted path of a `Guard` class, loaded at first use.

    Call it in AppConfig.ready.
    """
    _GUARDS[name] = guard


def may_read(actor: Actor, subject: UUID, material: str, now: datetime) -> bool:
    """Return whether any room lets the actor see the files."""
    return any(guard.may_read(actor, subject, material, now) for guard in _guards())


def may_add(actor: Actor, subject: UUID, material: str, now: datetime) -> bool:
    """Return whether any room lets the actor add a file."""
    return any(guard.may_add(actor, subject, material, now) for guard in _guards())


def _guards() -> tuple[Guard, ...]:
    return tuple(import_string(path)() for path in _GUARDS.values())
