"""Sealing and digests: pure functions over bytes (AES-256-GCM, HMAC-SM3, HKDF).

A subject's key is never used itself: one key for sealing and one for digests are derived from it.
Stored form: 12 bytes nonce, then ciphertext with its tag. What is sealed is packed when that helps,
beginning with words that most contents have, so that a short one need not spell them (`words`).
"""

import os
import zlib
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from banhao.apps.vault.words import WORDS

NONCE = 12
BARE = -15  # deflate alone: the tag says whether it is whole, better than a checksum
PLAIN, PACKED, SHORT = b"\0", b"\1", b"\2"  # PACKED: zlib, before decision 0123


class TamperedError(Exception):
    """Sealed bytes do not fit their place or their key: edited, swapped, or another master key."""


def new_key() -> bytes:
    """Return a fresh key of 32 bytes."""
    return AESGCM.generate_key(256)


def place(subject: UUID, *parts: str) -> bytes:
    """Return the associated data of a place; the length of each part is part of it."""
    return subject.bytes + b"".join(
        len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts
    )


def wrap(master: bytes, subject: UUID, key: bytes) -> bytes:
    """Return the subject's key wrapped by the master key, bound to the subject."""
    return _encrypt(master, key, place(subject, "key"))


def unwrap(master: bytes, subject: UUID, wrapped: bytes) -> bytes:
    """Return the subject's key. :raises TamperedError: under another master key or subject."""
    return _decrypt(master, wrapped, place(subject, "key"))


def seal(key: bytes, content: bytes, where: bytes) -> bytes:
    """Return `content` sealed for the place `where`."""
    packer = zlib.compressobj(6, wbits=BARE, zdict=WORDS)
    packed = packer.compress(content) + packer.flush()
    body = SHORT + packed if len(packed) < len(content) else PLAIN + content
    return _encrypt(_derived(key, b"seal"), body, where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """Return the content. :raises TamperedError: if `key` did not seal it for `where`."""
    body = _decrypt(_derived(key, b"seal"), sealed, where)
    match body[:1]:
        case b"\0":
            return body[1:]
        case b"\1":
            return zlib.decompress(body[1:])
    return zlib.decompressobj(wbits=BARE, zdict=WORDS).decompress(body[1:])


def digest(key: bytes, content: bytes) -> str:
    """Return HMAC-SM3 (GB/T 32905) of `content` under the subject's key: 64 hex characters."""
    code = HMAC(_derived(key, b"digest"), hashes.SM3())
    code.update(content)
    return code.finalize().hex()


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(key)


def _encrypt(key: bytes, content: bytes, where: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, where)


def _decrypt(key: bytes, sealed: bytes, where: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], where)
    except (InvalidTag, ValueError) as error:
        raise TamperedError("sealed bytes do not belong here") from error
