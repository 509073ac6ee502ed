"""Writing into the vault. All are helpers of another room's errand: they need its transaction."""

from uuid import UUID

from banhao.apps.vault import ciphers
from banhao.apps.vault.models import ContentRecord, KeyRecord
from banhao.apps.vault.queries import FILE, master_key
from banhao.core.errors import Conflict
from banhao.core.messages import Message


def seal(*, subject: UUID, kind: str, name: str, content: bytes, keep_older: bool = True) -> str:
    """Seal `content` as the next revision at its place; returns its keyed digest (hex HMAC-SM3).

    Call it inside a transaction. The first seal of a subject makes its key. Without `keep_older`
    the revisions before are deleted (drafts, which are no case yet and have no history).
    :raises Conflict: if the subject's key was destroyed.
    """
    key = _own_key(subject)
    rows = ContentRecord.objects.filter(subject=subject, kind=kind, name=name)
    last = rows.order_by("-revision").values_list("revision", flat=True).first() or 0
    where = ciphers.place(subject, kind, name, str(last + 1))
    ContentRecord.objects.create(
        subject=subject,
        kind=kind,
        name=name,
        revision=last + 1,
        sealed=ciphers.seal(key, content, where),
    )
    if not keep_older:
        rows.filter(revision__lte=last).delete()
    return ciphers.digest(key, content)


def seal_once(*, subject: UUID, kind: str, content: bytes) -> str:
    """Seal `content` under its own digest as name, if it is not there yet; returns the digest.

    Call it inside a transaction. :raises Conflict: if the subject's key was destroyed.
    """
    key = _own_key(subject)
    name = ciphers.digest(key, content)
    if not ContentRecord.objects.filter(subject=subject, kind=kind, name=name).exists():
        seal(subject=subject, kind=kind, name=name, content=content)
    return name


def encrypt(*, subject: UUID, content: bytes, name: str = "") -> bytes:
    """Return `content` sealed under the subject's key, for a file outside the database.

    Call it inside a transaction. `name` is bound in: `queries.decrypt` must give the same one.
    :raises Conflict: if the subject's key was destroyed.
    """
    return ciphers.seal(_own_key(subject), content, ciphers.place(subject, FILE, name))


def discard(*, subject: UUID, kind: str, name: str) -> None:
    """Delete a content that was never told to anybody (working notes). Call it in a transaction."""
    ContentRecord.objects.filter(subject=subject, kind=kind, name=name).delete()


def destroy_key(*, subject: UUID) -> None:
    """Destroy the subject's key and delete its content: nobody can read it again.

    Call it inside a transaction. Files sealed with the key stay, unreadable. The row of the key
    stays, empty, so that no new key is made for the subject. Backups made before still hold the
    key: they must be let go, too.
    """
    ContentRecord.objects.filter(subject=subject).delete()
    KeyRecord.objects.filter(subject=subject).update(wrapped=b"")


def hold(*, subject: UUID) -> None:
    """Lock the subject's key until commit. Call it inside a transaction, before other locks.

    Who seals first locks the key first; who seals last would meet them the other way round.
    """
    KeyRecord.objects.select_for_update().filter(subject=subject).values_list("subject").first()


def _own_key(subject: UUID) -> bytes:
    """Return the subject's key, making it at first use; its row stays locked until commit."""
    row = KeyRecord.objects.select_for_update().filter(subject=subject).first()
    if row is None:
        fresh = KeyRecord(subject, ciphers.wrap(master_key(), subject, ciphers.new_key()))
        KeyRecord.objects.bulk_create([fresh], ignore_conflicts=True)
        row = KeyRecord.objects.select_for_update().get(subject=subject)
    if not row.wrapped:
        raise Conflict(Message("vault.destroyed"))
    return ciphers.unwrap(master_key(), subject, bytes(row.wrapped))
