"""What a certificate's signature covers, as bytes, and how facts and signature fit into a QR code.

Layout of the facts, 43 bytes, numbers big-endian:

    1  format, always 1
   16  id of the certificate (UUID)
    2  version
   16  first half of the holder's keyed digest
    4  day of issue, 4 last day of validity (proleptic ordinals of `date`; 0 = no end)

They hold no personal data: the digest is keyed under the case's own key.
"""

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from banhao.core.certificates.values import Certificate
from banhao.core.errors import BadInput
from banhao.core.messages import Message

_LAYOUT = struct.Struct(">B16sH16sII")
_FORMAT = 1
_DIGEST_BYTES = 16
_SIGNATURE_BYTES = 64
PATH = "/verify/qr/"


@dataclass(frozen=True, slots=True)
class Facts:
    """The signed facts; `holder`: first 16 bytes of the holder's keyed digest."""

    certificate: UUID
    version: int
    holder: bytes
    issued_on: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Seal:
    """What the QR code carries: facts as bytes (as they were signed) and the signature."""

    facts: bytes
    signature: bytes


def facts_of(certificate: Certificate) -> Facts:
    """Return what is signed of a certificate."""
    return Facts(
        certificate.id,
        certificate.version,
        certificate.holder_digest[:_DIGEST_BYTES],
        certificate.issued_on,
        certificate.validity.until,
    )


def to_bytes(facts: Facts) -> bytes:
    """Return the canonical bytes: the same facts always give the same 43."""
    until = facts.valid_until.toordinal() if facts.valid_until else 0
    return _LAYOUT.pack(
        _FORMAT,
        facts.certificate.bytes,
        facts.version,
        facts.holder,
        facts.issued_on.toordinal(),
        until,
    )


def from_bytes(content: bytes) -> Facts:
    """Return the facts of canonical bytes. :raises BadInput: if they are none of ours."""
    try:
        form, identity, version, holder, issued, until = _LAYOUT.unpack(content)
        if form != _FORMAT:
            raise ValueError(form)
        end = date.fromordinal(until) if until else None
        return Facts(UUID(bytes=identity), version, holder, date.fromordinal(issued), end)
    except (struct.error, ValueError, OverflowError):
        raise BadInput(Message("certificate.not_ours"), field="f") from None


def to_url(base: str, seal: Seal) -> str:
    """Return the address in the QR code; `base` like "https://example.gov.cn"."""
    return f"{base.rstrip('/')}{PATH}?f={_text(seal.facts)}&s={_text(seal.signature)}"


def from_url(url: str) -> Seal:
    """Return facts and signature of a QR code's address. :raises BadInput: if it is none."""
    query = parse_qs(urlsplit(url).query)
    return from_parameters(query.get("f", [""])[0], query.get("s", [""])[0])


def from_parameters(facts: str, signature: str) -> Seal:
    """Return the seal of the two parameters `f` and `s`. :raises BadInput: if they are none."""
    seal = Seal(_bytes(facts), _bytes(signature))
    if len(seal.facts) != _LAYOUT.size or len(seal.signature) != _SIGNATURE_BYTES:
        raise BadInput(Message("certificate.not_ours"), field="f")
    return seal


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadInput(Message("certificate.not_ours"), field="f") from None
