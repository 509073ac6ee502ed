"""Reads of certificates."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from banhao.apps.certificates.models import CertificateRecord
from banhao.apps.vault import queries as vault
from banhao.core.certificates import numbers, signed
from banhao.core.certificates.values import (
    Certificate,
    CertificateState,
    Holder,
    HolderKind,
)
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text

HOLDER = "holder"  # sealed once a case, under its digest
VAULT_KIND = "certificate"  # before decision 0014: once for each certificate


def certificates_of(case_id: UUID) -> tuple[Certificate, ...]:
    """Return all certificates of a case: the composite first, then in order of issue, what was
    replaced last.
    """
    rows = _rows().filter(case=case_id).order_by("issued_at", "identifier")
    found = (row.to_certificate() for row in rows)
    return tuple(sorted(found, key=lambda one: (one.replaced_by is not None, one.item != "")))


def certificate(certificate_id: UUID) -> Certificate:
    """Return one certificate. :raises NotFound: if there is none."""
    return record(certificate_id).to_certificate()


@dataclass(frozen=True, slots=True)
class Near:
    """A licence whose validity ends soon; `owner`: the account that is reminded."""

    id: UUID
    owner: int
    case: UUID
    case_number: str
    title: Text
    until: date


def ending(region: str, since: date, until: date, most: int = 1000) -> Sequence[Near]:
    """Return the valid single licences of a region whose validity ends on a day in between.

    A composite ends with its parts, which are named one by one.
    """
    rows = CertificateRecord.objects.filter(
        region=region, state=CertificateState.VALID, valid_until__range=(since, until)
    ).exclude(item="")
    return [
        Near(row.id, row.owner, row.case, row.case_number, row.title, row.valid_until)
        for row in rows.order_by("valid_until", "id")[:most]
        if row.valid_until
    ]


def record(certificate_id: UUID) -> CertificateRecord:
    """Return one row with its components. :raises NotFound: if there is none."""
    row = _rows().filter(pk=certificate_id).first()
    if row is None:
        raise NotFound(Message("certificate.unknown"))
    return row


def by_number(number: str) -> Certificate | None:
    """Return the certificate of an identifier, or of a serial that only one certificate has: its
    version in force.
    """
    typed = numbers.typed(number)
    row = _rows().filter(identifier=typed).first()
    if row is None and typed:
        rows = list(_rows().filter(serial=typed, replaced_by=None)[:2])
        row = rows[0] if len(rows) == 1 else None
    return row.to_certificate() if row else None


def by_page(digest: str) -> Certificate | None:
    """Return whose page a file is, by the SHA-256 (hex) of its bytes."""
    row = _rows().filter(pages__digest=digest).first()
    return row.to_certificate() if row else None


def holder(value: Certificate) -> Holder:
    """Return the holder in the clear. :raises NotFound: if the case's key was destroyed."""
    sealed = vault.unseal(value.case, HOLDER, value.holder_digest.hex()) or vault.unseal(
        value.case, VAULT_KIND, str(value.id)
    )
    if sealed is None:
        raise NotFound(Message("certificate.holder_gone"))
    facts = json.loads(sealed)
    return Holder(**facts | {"kind": HolderKind(kind) if (kind := facts.get("kind")) else None})


def seal(row: CertificateRecord) -> signed.Seal:
    """Return what the QR code carries: the facts as they stand, the signature as it was made."""
    facts = signed.to_bytes(signed.facts_of(row.to_certificate()))
    return signed.Seal(facts, bytes(row.signature))


def _rows() -> QuerySet[CertificateRecord]:
    rows = CertificateRecord.objects.select_related("replaced_by")
    return rows.prefetch_related("components__component")
