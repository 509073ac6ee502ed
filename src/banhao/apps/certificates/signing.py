"""The signing key of this installation: Ed25519, made at first use, mode 600, with other keys.

It is not a certified seal system (电子印章, GB/T 38540): it proves that a certificate is ours and
unchanged, and nothing about the legal effect of a seal. Pages say so.
"""

import hashlib
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from banhao.core.certificates.signed import Seal

ALGORITHM = "Ed25519"


def sign(facts: bytes) -> bytes:
    """Return the 64-byte signature; the same facts always give the same."""
    return _key().sign(facts)


def is_ours(seal: Seal) -> bool:
    """Whether the signature over the facts was made with this installation's key."""
    try:
        _key().public_key().verify(seal.signature, seal.facts)
    except InvalidSignature:
        return False
    return True


def fingerprint() -> str:
    """Return the SHA-256 of the public key's 32 bytes, hex."""
    raw = _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()


def public_pem() -> str:
    """Return the public key in PEM, as /verify/keys publishes it."""
    key = _key().public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _key() -> Ed25519PrivateKey:
    return _load(Path(settings.HOME) / "keys" / "certificates.key")


@cache
def _load(path: Path) -> Ed25519PrivateKey:
    """Read the key, making it if it is not there. Two processes at once end with the same one."""
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text()))


def _make(path: Path) -> None:
    """Write a new key whole before it gets its name; who comes second keeps the first's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its key is the key
    finally:
        draft.unlink()
