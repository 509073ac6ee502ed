"""Reading uploads. Lists are for callers that have checked the reader; content checks here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.files import registry, store
from banhao.apps.files.models import UploadRecord
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Actor
from banhao.core.errors import NotFound
from banhao.core.messages import Message

ORDER = ("place", "at", "id")


@dataclass(frozen=True, slots=True)
class Upload:
    """One kept file. `name`: as it is shown; `size` in bytes; `digest`: keyed hex HMAC-SM3."""

    id: UUID
    subject: UUID
    material: str
    name: str
    content_type: str
    size: int
    pages: int
    digest: str
    has_preview: bool
    at: datetime


def uploads(subject: UUID, material: str = "") -> tuple[Upload, ...]:
    """Return the uploads of a subject (of one material), in the order in which they are read."""
    rows = UploadRecord.objects.filter(subject=subject)
    rows = rows.filter(material=material) if material else rows
    return tuple(_upload(row) for row in rows.order_by(*ORDER))


def digest_of(subject: UUID, material: str) -> str:
    """Return one digest over all uploads of a material, "" if there is none.

    One upload: its own; several: the keyed digest of their digests in order.
    """
    rows = UploadRecord.objects.filter(subject=subject, material=material).order_by(*ORDER)
    digests = list(rows.values_list("digest", flat=True))
    if len(digests) < 2:
        return "".join(digests)
    return vault.keyed_digest(subject, "\n".join(digests).encode())


def content(
    actor: Actor, upload_id: UUID, now: datetime, *, preview: bool = False
) -> tuple[Upload, bytes]:
    """Return a file (or its smaller picture) opened.

    :raises NotFound: if there is none, its key is gone, or the actor may not see it.
    """
    row = UploadRecord.objects.filter(id=upload_id).first()
    if row is None or not registry.may_read(actor, row.subject, row.material, now):
        raise NotFound(Message("files.not_found"))
    name = row.preview if preview else row.stored
    sealed = store.read(name) if name else None
    opened = vault.decrypt(row.subject, sealed, name) if sealed is not None else None
    if opened is None:
        raise NotFound(Message("files.not_found"))
    return _upload(row), opened


def known_names(names: list[str]) -> frozenset[str]:
    """Return those of the stored names that a row still speaks of."""
    stored = UploadRecord.objects.filter(stored__in=names).values_list("stored", flat=True)
    small = UploadRecord.objects.filter(preview__in=names).values_list("preview", flat=True)
    return frozenset(stored) | frozenset(small)


def _upload(row: UploadRecord) -> Upload:
    name = vault.decrypt(row.subject, bytes(row.name), f"name:{row.stored}")
    return Upload(
        id=row.id,
        subject=row.subject,
        material=row.material,
        name=name.decode() if name else "",
        content_type=row.content_type,
        size=row.size,
        pages=row.pages,
        digest=row.digest,
        has_preview=bool(row.preview),
        at=row.at,
    )
