"""Webhooks as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook as lists show it. `kinds`: empty = all; `system`: name of its token."""

    id: int
    token: int
    system: str
    url: str
    kinds: Sequence[str]
    is_stopped: bool
    attempts: int
    error: str
    next_at: datetime
    told_at: datetime | None
    cursor: int


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """A fresh webhook; `secret` is shown once."""

    id: int
    secret: str
