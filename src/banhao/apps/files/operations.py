"""Writing uploads: check and clean, seal, write the file, then the row, in this order."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from banhao.apps.files import intake, queries, registry, store
from banhao.apps.files.models import UploadRecord
from banhao.apps.files.queries import ORDER
from banhao.apps.files.straighten import Cut, straightened
from banhao.apps.people.doors import require
from banhao.apps.vault import operations as vault
from banhao.apps.vault import queries as vault_queries
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message

ACT = Act.USE_ACCOUNT  # whose files they are, the guards of the registry decide
MOST_PER_MATERIAL = 20
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sealed:
    name: bytes
    stored: str
    content: bytes
    preview: str
    small: bytes


def keep_upload(
    *, actor: Actor, subject: UUID, material: str, file: "UploadedFile[bytes]", now: datetime
) -> UUID:
    """Check, clean, seal and keep an uploaded file; returns its id.

    Files are not written inside a transaction: sealed first, written, then named by a row. A file
    that no row names (the process was killed between) is swept away by a job.
    :raises NotFound: if the actor may not add to this subject. :raises BadInput: refused file,
    or no room for it.
    """
    require(actor, Act.USE_ACCOUNT, Thing(), localdate(now))
    if not registry.may_add(actor, subject, material, now):
        raise NotFound(Message("files.not_found"))
    if file.size is not None and file.size > intake.LARGEST:
        raise intake.refusal("files.too_large", most=intake.LARGEST // 1024 // 1024)
    return keep_content(
        actor=actor,
        subject=subject,
        material=material,
        name=file.name or "",
        content=file.read(),
        now=now,
    )


def keep_content(
    *, actor: Actor, subject: UUID, material: str, name: str, content: bytes, now: datetime
) -> UUID:
    """As `keep_upload`, for an errand that has asked authority itself, and no transaction."""
    clean = intake.take_in(content)
    sealed = _seal(subject=subject, name=name, clean=clean)
    _write(sealed)
    return _record(
        actor=actor, subject=subject, material=material, clean=clean, sealed=sealed, now=now
    )


def copy_upload(*, actor: Actor, upload_id: UUID, subject: UUID, now: datetime) -> UUID:
    """Keep a copy of an upload that the actor may see for another subject of theirs; returns it.

    It is checked as a new one is, and sealed under the key of the other subject.
    :raises NotFound: the actor may not see it, or not add to the subject. :raises BadInput: it is
    refused today, or there is no room for it.
    """
    require(actor, Act.USE_ACCOUNT, Thing(), localdate(now))
    old, content = queries.content(actor, upload_id, now)
    if not registry.may_add(actor, subject, old.material, now):
        raise NotFound(Message("files.not_found"))
    clean = replace(intake.take_in(content), content=content)  # cleaned when it came: as it is
    sealed = _seal(subject=subject, name=old.name, clean=clean)
    _write(sealed)
    return _record(
        actor=actor, subject=subject, material=old.material, clean=clean, sealed=sealed, now=now
    )


def change_picture(
    *, actor: Actor, upload_id: UUID, turn: str, cut: Cut, now: datetime
) -> queries.Upload:
    """Keep a picture turned and cut instead of itself, at its place; returns the old one.

    :raises NotFound: the actor may not see it, or not add to its subject. :raises BadInput: no
    picture, nothing would be left, or there is no room for it.
    """
    require(actor, Act.USE_ACCOUNT, Thing(), localdate(now))
    old, content = queries.content(actor, upload_id, now)
    if not registry.may_add(actor, old.subject, old.material, now):
        raise NotFound(Message("files.not_found"))
    clean = intake.take_in(straightened(content, old.content_type, turn, cut))
    sealed = _seal(subject=old.subject, name=old.name, clean=clean)
    _write(sealed)
    _replace(upload_id=upload_id, clean=clean, sealed=sealed)
    return old


@transaction.atomic(durable=True)
def _replace(*, upload_id: UUID, clean: intake.Clean, sealed: _Sealed) -> None:
    """Let the row name the new files; the job sweeps the old ones away."""
    row = UploadRecord.objects.select_for_update().filter(id=upload_id).first()
    if row is None:
        raise NotFound(Message("files.not_found"))
    row.name, row.stored, row.preview = sealed.name, sealed.stored, sealed.preview
    row.size, row.content_type = len(clean.content), clean.content_type
    row.digest = vault_queries.keyed_digest(row.subject, clean.content)
    row.save()


def _write(sealed: _Sealed) -> None:
    """Write the sealed files; if there is no room, nothing of them is left and it is said."""
    try:
        store.write(sealed.stored, sealed.content)
        if sealed.preview:
            store.write(sealed.preview, sealed.small)
    except OSError as error:
        LOG.error("an upload could not be written", exc_info=True)
        for name in filter(None, (sealed.stored, sealed.preview)):
            store.delete(name)
        raise intake.refusal("files.no_room") from error


@transaction.atomic(durable=True)
def _seal(*, subject: UUID, name: str, clean: intake.Clean) -> _Sealed:
    stored, preview = store.new_name(), store.new_name() if clean.preview else ""
    shown = intake.clean_name(name, clean.content_type).encode("utf-8", "replace")
    return _Sealed(
        name=vault.encrypt(subject=subject, content=shown, name=f"name:{stored}"),
        stored=stored,
        content=vault.encrypt(subject=subject, content=clean.content, name=stored),
        preview=preview,
        small=vault.encrypt(subject=subject, content=clean.preview, name=preview)
        if preview
        else b"",
    )


@transaction.atomic(durable=True)
def _record(
    *,
    actor: Actor,
    subject: UUID,
    material: str,
    clean: intake.Clean,
    sealed: _Sealed,
    now: datetime,
) -> UUID:
    if UploadRecord.objects.filter(subject=subject, material=material).count() >= MOST_PER_MATERIAL:
        raise intake.refusal("files.too_many_files", most=MOST_PER_MATERIAL)
    row = UploadRecord.objects.create(
        id=uuid4(),
        subject=subject,
        material=material,
        name=sealed.name,
        content_type=clean.content_type,
        size=len(clean.content),
        pages=clean.pages,
        digest=vault_queries.keyed_digest(subject, clean.content),
        stored=sealed.stored,
        preview=sealed.preview,
        uploaded_by=actor.person or 0,
        at=now,
        place=_last_place(subject, material) + 1,
    )
    return row.id


def _last_place(subject: UUID, material: str) -> int:
    rows = UploadRecord.objects.filter(subject=subject, material=material)
    return rows.aggregate(last=Max("place"))["last"] or 0


def drop_upload(*, subject: UUID, upload_id: UUID) -> str:
    """Forget an upload of a draft; returns its material. The job sweeps its files away.

    Call it inside a transaction. :raises NotFound: if the subject has no such upload.
    """
    row = UploadRecord.objects.select_for_update().filter(subject=subject, id=upload_id).first()
    if row is None:
        raise NotFound(Message("files.not_found"))
    row.delete()
    return row.material


def move_upload(*, subject: UUID, upload_id: UUID, by: int) -> str:
    """Move an upload within its material by so many places; returns the material.

    Call it inside a transaction. :raises NotFound: if the subject has no such upload.
    """
    rows = list(UploadRecord.objects.select_for_update().filter(subject=subject).order_by(*ORDER))
    moved = next((row for row in rows if row.id == upload_id), None)
    if moved is None:
        raise NotFound(Message("files.not_found"))
    of_material = [row for row in rows if row.material == moved.material]
    own = [row for row in of_material if row is not moved]
    own.insert(max(of_material.index(moved) + by, 0), moved)
    for place, row in enumerate(own, start=1):
        UploadRecord.objects.filter(id=row.id).update(place=place)
    return moved.material


def drop_subject(*, subject: UUID) -> None:
    """Forget all uploads of a deleted draft; the job sweeps the files away, its key goes with it.

    Call it inside a transaction.
    """
    UploadRecord.objects.filter(subject=subject).delete()
