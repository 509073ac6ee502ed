"""Reads of messages, always the actor's own, and of papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.papers.codec import decode
from banhao.apps.papers.models import MessageRecord, PaperRecord
from banhao.apps.papers.phrases import unpack
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Act, Actor
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.core.papers import kinds
from banhao.core.papers.kinds import Kind, Service


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of the inbox. `unread`: nobody has opened the inbox since it came.

    `branch`: item of the task that an officer is told of, "" for an applicant.
    """

    id: int
    case: UUID
    number: str
    message: Message
    at: datetime
    unread: bool
    branch: str = ""


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
        branch=row.params.get("branch", ""),
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as lists show it. `item` "": about the whole case; `served_at` None: not yet."""

    case: UUID
    seq: int
    kind: Kind
    item: str
    number: str
    on: date
    served_at: datetime | None
    how: Service | None

    @property
    def title(self) -> Message:
        """Return its name."""
        return kinds.title(self.kind)

    @property
    def served(self) -> Message:
        """Return whether and how it was served."""
        if self.how is None:
            return Message("papers.not_served")
        return Message(f"papers.served.{self.how.value}", at=self.served_at)

    @property
    def code(self) -> str:
        """Return the message code of its state."""
        return f"state.paper.{'served' if self.how else 'waiting'}"


def papers_of(case_id: UUID, items: Sequence[str] | None = None) -> Sequence[Paper]:
    """Return the papers of a case in order; with `items` those about them and the whole case.

    Ask for the case first: this does not ask who reads.
    """
    rows = PaperRecord.objects.filter(case=case_id).order_by("seq")
    if items is not None:
        rows = rows.filter(item__in=("", *items))
    return [to_paper(row) for row in rows]


def is_made(case_id: UUID, seq: int) -> bool:
    """Return whether the paper of an event is there."""
    return PaperRecord.objects.filter(case=case_id, seq=seq).exists()


def record(actor: Actor, act: Act, case_id: UUID, seq: int, now: datetime) -> PaperRecord:
    """Return a paper that the actor may see by `act`. :raises NotFound: otherwise.

    SEE_OFFICE: papers about the whole case and about the items of the actor's departments.
    """
    row = PaperRecord.objects.filter(case=case_id, seq=seq).first()
    if row is None:
        raise NotFound(Message("paper.unknown"))
    try:
        cases.case_row(actor, case_id, act, now)
        if row.item and act is Act.SEE_OFFICE:
            cases.branch_row(actor, case_id, row.item, now)
    except NotFound:
        raise NotFound(Message("paper.unknown")) from None
    return row


def words_of(row: PaperRecord) -> dict[str, Any]:
    """Return the words of a paper. :raises NotFound: if the key of its case was destroyed."""
    packed = vault.decrypt(row.case, bytes(row.sealed), place(row.seq))
    if packed is None:
        raise NotFound(Message("paper.gone"))
    return unpack(packed)


def is_applicant(actor: Actor, case_id: UUID) -> bool:
    """Return whether the actor is the applicant of a case (reads by others are noted)."""
    return cases.cases_by_id([case_id])[case_id].applicant == actor.person


def place(seq: int) -> str:
    """Return what binds the sealed words to their place."""
    return f"paper:{seq}"


def to_paper(row: PaperRecord) -> Paper:
    """Return a row as a value."""
    kind, on = Kind(row.kind), localdate(row.issued_at)
    return Paper(
        case=row.case,
        seq=row.seq,
        kind=kind,
        item=row.item,
        number=kinds.number(kind, row.region, on, row.pk),
        on=on,
        served_at=row.served_at,
        how=Service(row.served_how) if row.served_how else None,
    )
