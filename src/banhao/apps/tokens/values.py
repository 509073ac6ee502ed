"""Tokens as values."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from banhao.core.authority.acts import Actor
from banhao.core.authority.scopes import Scope
from banhao.core.messages import Message, Text

NOTED_EVERY = timedelta(minutes=5)  # as exact as a list needs it


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls with a token: its number, and the actor that is left through it.

    `used_at`: its last use, as far as it was noted.
    """

    token: int
    account: int
    scopes: Set[Scope]
    actor: Actor
    used_at: datetime | None = None

    def is_to_note(self, now: datetime) -> bool:
        """Return whether this use is to be noted: not a write for every call."""
        return self.used_at is None or self.used_at < now - NOTED_EVERY


@dataclass(frozen=True, slots=True)
class NewToken:
    """A fresh token; `secret` is shown once and not kept anywhere."""

    id: int
    secret: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token as a list shows it. `place`: region and department, or for whom under a mandate."""

    id: int
    name: str
    begins: str
    account: int
    office: int | None
    mandate: int | None
    place: Text
    role: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    until: date
    revoked_at: datetime | None
    used_at: datetime | None
    today: date

    @property
    def standing(self) -> Message:
        """Return in words whether it can be used."""
        if self.revoked_at is not None:
            return Message("token.revoked")
        return Message("token.over" if self.until < self.today else "token.stands")

    @property
    def is_open(self) -> bool:
        """Whether it can be used today."""
        return self.revoked_at is None and self.until >= self.today


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given to the same key before."""

    status: int
    answer: str


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key: whose, for which operation with its ids, and the key itself."""

    account: int
    operation: str
    key: str
