"""Reading batches: only whoever has brought a table sees it."""

from datetime import datetime, timedelta
from uuid import UUID

from banhao.apps.imports.codec import Content, decode
from banhao.apps.imports.models import BatchRecord
from banhao.apps.people.doors import require
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message

SEALED_AS = "import"
KEPT = timedelta(hours=24)


def own_batch(actor: Actor, batch_id: UUID, now: datetime) -> BatchRecord:
    """Return a batch that the actor has brought. :raises NotFound: otherwise, or when it is old."""
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    row = BatchRecord.objects.filter(
        id=batch_id, made_by=actor.person or 0, made_at__gt=now - KEPT
    ).first()
    if row is None:
        raise NotFound(Message("imports.no_batch"))
    return row


def own_batches(actor: Actor, now: datetime, most: int = 10) -> tuple[BatchRecord, ...]:
    """Return the actor's batches of the last day, the newest first."""
    rows = BatchRecord.objects.filter(made_by=actor.person or 0, made_at__gt=now - KEPT)
    return tuple(rows.order_by("-made_at")[:most])


def content(batch: BatchRecord) -> Content:
    """Return what a batch holds. :raises NotFound: if it has been forgotten."""
    sealed = vault.unseal(batch.id, SEALED_AS, SEALED_AS)
    if sealed is None:
        raise NotFound(Message("imports.no_batch"))
    return decode(sealed)


def old_batches(now: datetime) -> tuple[UUID, ...]:
    """Return the batches whose day is over."""
    rows = BatchRecord.objects.filter(made_at__lte=now - KEPT)
    return tuple(rows.values_list("id", flat=True)[:500])


def at_work(now: datetime) -> tuple[UUID, ...]:
    """Return the batches that the worker takes in, the first told first."""
    rows = BatchRecord.objects.filter(done_at=None, stopped_at=None, made_at__gt=now - KEPT)
    rows = rows.exclude(wanted_at=None).order_by("wanted_at")
    return tuple(rows.values_list("id", flat=True)[:5])
