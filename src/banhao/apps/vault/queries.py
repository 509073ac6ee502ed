"""What is in the vault. Content of a subject whose key was destroyed is None, everywhere."""

import base64
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from banhao.apps.vault import ciphers
from banhao.apps.vault.models import ContentRecord, KeyRecord
from banhao.core.errors import NotFound
from banhao.core.messages import Message

FILE = "file"


def master_key() -> bytes:
    """Return the master key (32 bytes) of this installation, kept outside the database."""
    return bytes.fromhex(settings.VAULT_KEY)


def is_destroyed(subject: UUID) -> bool:
    """Return whether the subject's key was destroyed: it had one, and it is gone for good."""
    wrapped = _wrapped(subject)
    return wrapped is not None and not wrapped


def subject_key(subject: UUID) -> bytes | None:
    """Return the subject's key, None if it has none or it was destroyed.

    :raises ciphers.TamperedError: if the master key is not the one that wrapped it.
    """
    wrapped = _wrapped(subject)
    return ciphers.unwrap(master_key(), subject, wrapped) if wrapped else None


def unseal(subject: UUID, kind: str, name: str, revision: int | None = None) -> bytes | None:
    """Return the latest (or one) revision of a content.

    None: nothing was ever sealed there, or the key was destroyed (`is_destroyed` tells which).
    :raises ciphers.TamperedError: if the row was edited or swapped with another.
    """
    rows = ContentRecord.objects.filter(subject=subject, kind=kind, name=name)
    if revision is not None:
        rows = rows.filter(revision=revision)
    row = rows.order_by("-revision").first()
    key = subject_key(subject) if row else None
    if row is None or key is None:
        return None
    where = ciphers.place(subject, kind, name, str(row.revision))
    return ciphers.unseal(key, bytes(row.sealed), where)


def with_digest(subject: UUID, kind: str, name: str, digest: str) -> bytes | None:
    """Return the revision of a content that has this keyed digest, as it stands in an event.

    None: there is none, or the key was destroyed. :raises ciphers.TamperedError: see `unseal`.
    """
    key = subject_key(subject)
    if key is None:
        return None
    rows = ContentRecord.objects.filter(subject=subject, kind=kind, name=name)
    for row in rows.order_by("-revision"):
        where = ciphers.place(subject, kind, name, str(row.revision))
        content = ciphers.unseal(key, bytes(row.sealed), where)
        if ciphers.digest(key, content) == digest:
            return content
    return None


def keyed_digest(subject: UUID, content: bytes) -> str:
    """Return HMAC-SM3 of `content` under the subject's key, 64 hex characters.

    :raises NotFound: if the subject has no key (nothing was sealed yet, or it was destroyed).
    """
    key = subject_key(subject)
    if key is None:
        raise NotFound(Message("vault.no_key"))
    return ciphers.digest(key, content)


def decrypt(subject: UUID, sealed: bytes, name: str = "") -> bytes | None:
    """Return what `operations.encrypt` sealed under the same `name`; None: the key is destroyed.

    :raises ciphers.TamperedError: if the bytes were edited or belong to another subject or name.
    """
    key = subject_key(subject)
    return None if key is None else ciphers.unseal(key, sealed, ciphers.place(subject, FILE, name))


def decrypt_all(subject: UUID, sealed: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return many contents of one subject, by name, with its key read once; none if it is gone.

    :raises ciphers.TamperedError: if any was edited or belongs elsewhere.
    """
    key = subject_key(subject)
    if key is None:
        return {}
    return {
        name: ciphers.unseal(key, content, ciphers.place(subject, FILE, name))
        for name, content in sealed.items()
    }


def token(purpose: str, content: bytes) -> str:
    """Return a content as a word for a link that nobody can read, change or make up."""
    sealed = ciphers.seal(master_key(), content, f"token {purpose}".encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_token(purpose: str, word: str) -> bytes | None:
    """Return what `token` put into a word for this purpose; None if it is none of ours."""
    try:
        sealed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        return ciphers.unseal(master_key(), sealed, f"token {purpose}".encode())
    except (ValueError, ciphers.TamperedError):
        return None


def _wrapped(subject: UUID) -> bytes | None:
    rows = KeyRecord.objects.filter(subject=subject).values_list("wrapped", flat=True)
    return next((bytes(wrapped) for wrapped in rows), None)
