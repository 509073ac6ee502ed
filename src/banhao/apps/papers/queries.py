"""Reads of the inbox: always the actor's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.papers.codec import decode
from banhao.apps.papers.models import MessageRecord
from banhao.core.authority.acts import Actor
from banhao.core.messages import Message


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of the inbox. `unread`: nobody has opened the inbox since it came."""

    id: int
    case: UUID
    number: str
    message: Message
    at: datetime
    unread: bool


def letters(actor: Actor, *, case: UUID | None = None, limit: int = 100) -> Sequence[Letter]:
    """Return the actor's messages, newest first; of one case if given."""
    if actor.person is None:
        return ()
    rows = MessageRecord.objects.filter(account=actor.person).order_by("-at", "-seq")
    if case is not None:
        rows = rows.filter(case=case)
    return [_to_letter(row) for row in rows[:limit]]


def unread(actor: Actor) -> int:
    """Return how many messages the actor has not opened."""
    if actor.person is None:
        return 0
    return MessageRecord.objects.filter(account=actor.person, read_at__isnull=True).count()


def _to_letter(row: MessageRecord) -> Letter:
    return Letter(
        id=row.id,
        case=row.case,
        number=row.number,
        message=decode(row.code, row.params),
        at=row.at,
        unread=row.read_at is None,
    )
