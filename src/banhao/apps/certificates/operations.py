"""Writes of certificates: issue one, open its page."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.certificates import pages, queries, registry, signing
from banhao.apps.certificates.models import CertificateRecord, ComponentRecord, PageRecord
from banhao.apps.people.doors import log_read
from banhao.apps.vault import operations as vault
from banhao.apps.vault import queries as vault_queries
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.catalogue.places import CertificateType, Department
from banhao.core.certificates import masking, numbers, signed, validity
from banhao.core.certificates.values import (
    Certificate,
    CertificateState,
    Holder,
    HolderKind,
    Validity,
)
from banhao.core.clock.local import localdate
from banhao.core.codes import resident_id, uscc
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text

NO_TRADE = Text("")


def issue(
    *,
    certificate: UUID,
    case: UUID,
    case_number: str,
    owner: int,
    kind: CertificateType,
    item: str,
    issuer: Department,
    region: str,
    holder: Holder,
    issued_on: date,
    now: datetime,
    trade: Text = NO_TRADE,
    components: Sequence[UUID] = (),
    replaces: UUID | None = None,
) -> Certificate:
    """Issue a certificate: number, signature, rows; the holder goes into the vault of the case.

    Call it inside a transaction. `item` "" = the composite; it lists those of its `components`
    that have been issued. `owner`: account that may download it. `trade`: what it is for, printed
    on composites only. A single licence is valid as long as its type says, a composite as its parts
    are (standards.md §6). `replaces`: the version before; its serial and state are taken over.
    """
    before = CertificateRecord.objects.get(id=replaces) if replaces else None
    issued = CertificateRecord.objects.in_bulk(components)
    parts = [issued[part] for part in components if part in issued]
    valid = _validity(kind, issued_on, [part.validity for part in parts])
    row = CertificateRecord(
        id=certificate,
        item=item,
        case=case,
        case_number=case_number,
        owner=owner,
        region=region,
        issued_on=issued_on,
        valid_until=valid.until,
        as_listed=valid.as_listed,
        state=before.state if before else CertificateState.VALID,
        version=before.version + 1 if before else 1,
        issued_at=now,
        **_titles(kind, NO_TRADE if item else trade, issuer),
        **holder_columns(case, holder, issued_on),
    )
    _number(row, kind, issuer, before)
    _sign(row)
    row.save(force_insert=True)
    if before:
        before.state, before.replaced_by = CertificateState.REPLACED, row
        before.save(update_fields=["state", "replaced_by"])
    _list_parts(row, parts)
    return queries.certificate(certificate)


def _titles(kind: CertificateType, trade: Text, issuer: Department) -> dict[str, str]:
    return {
        "type": kind.id,
        "title_zh": kind.title.zh,
        "title_en": kind.title.en,
        "trade_zh": trade.zh,
        "trade_en": trade.en,
        "issuer": issuer.id,
        "issuer_title_zh": issuer.title.zh,
        "issuer_title_en": issuer.title.en,
    }


def holder_columns(case: UUID, holder: Holder, on: date) -> dict[str, object]:
    """Seal the holder in the vault; return the masked and keyed forms that columns may have.

    Call it inside a transaction.
    """
    digest = _seal_holder(case, holder)
    kind = holder.kind or _holder_kind(holder.code, on)
    return {
        "holder": masking.name(holder.name, kind),
        "holder_code": masking.code(holder.code),
        "holder_kind": kind,
        "holder_digest": bytes.fromhex(digest),
        "code_digest": _code_digest(case, holder.code),
    }


def _holder_kind(code: str, on: date) -> HolderKind:
    """Tell by the code alone: one in thirty identity numbers would pass for a uscc, so ask for a
    person first.
    """
    is_person = resident_id.problem(code, on, None) is None
    return HolderKind.PERSON if is_person or uscc.problem(code) else HolderKind.FIRM


def _number(
    row: CertificateRecord,
    kind: CertificateType,
    issuer: Department,
    before: CertificateRecord | None,
) -> None:
    fresh = numbers.serial(f"{row.issued_on:%Y%m%d}", row.id.int)
    row.serial = before.serial if before else fresh
    row.identifier = numbers.identifier(
        type_code=kind.code,
        type_id=kind.id,
        issuer_code=issuer.uscc,
        issuer_id=f"{row.region}{issuer.id}",
        serial=row.serial,
        version=row.version,
    )


def _sign(row: CertificateRecord) -> None:
    facts = signed.Facts(
        row.id, row.version, bytes(row.holder_digest)[:16], row.issued_on, row.valid_until
    )
    row.signature = signing.sign(signed.to_bytes(facts))
    row.signing_key = signing.fingerprint()


def open_page(*, actor: Actor, act: Act, certificate_id: UUID, now: datetime) -> bytes:
    """Return the PDF page and remember its digest, so that /verify knows the file again.

    `act`: SEE_OWN_CASE for whoever may follow the case (the owner, members of the firm, agents
    whose mandate reaches it), DELIVER_RESULT for the counter.
    The page is made outside the transaction that remembers it.
    :raises NotFound: if there is none, or it is not for this actor. :raises Refusal: a character
        of the name is in none of the fonts.
    """
    assert act in {Act.SEE_OWN_CASE, Act.DELIVER_RESULT}
    row = queries.record(certificate_id)
    thing = registry.thing(row.case) or _thing(row, actor)
    allowed = may(actor, act, thing, localdate(now))
    if not isinstance(allowed, Allowed):
        raise NotFound(Message("certificate.unknown"))
    certificate = row.to_certificate()
    page = pages.render_pdf(certificate, queries.holder(certificate), queries.seal(row))
    _remember(row, hashlib.sha256(page).hexdigest(), now)
    if row.owner != actor.person:
        office = allowed.office.id if allowed.office else None
        log_read(actor, f"case:{row.case}", act, now, office)
    return page


@transaction.atomic(durable=True)
def _remember(row: CertificateRecord, digest: str, now: datetime) -> None:
    """Keep the digest of a page; the same facts give the same page, so mostly it is there."""
    PageRecord.objects.get_or_create(digest=digest, defaults={"certificate": row, "made_at": now})


def _thing(row: CertificateRecord, actor: Actor) -> Thing:
    """Return what authority must know of a licence without a case here; the firm is found by its
    keyed digest, if it is theirs.
    """
    known = {*actor.firms, *(each.firm for each in actor.mandates if each.firm)}
    firms = (f for f in sorted(known) if _code_digest(row.case, f) == row.code_digest)
    return Thing(region=row.region, owner=row.owner, firm=next(firms, ""), case=row.case)


def _seal_holder(case: UUID, holder: Holder) -> str:
    content = json.dumps(asdict(holder), ensure_ascii=False, sort_keys=True).encode()
    return vault.seal_once(subject=case, kind=queries.HOLDER, content=content)


def _code_digest(case: UUID, code: str) -> str:
    return vault_queries.keyed_digest(case, code.encode())


def _validity(kind: CertificateType, since: date, parts: Sequence[Validity]) -> Validity:
    if parts:
        return validity.of_parts(since, parts)
    return validity.years_from(since, kind.validity_years)


def _list_parts(row: CertificateRecord, parts: Sequence[CertificateRecord]) -> None:
    ComponentRecord.objects.bulk_create(
        ComponentRecord(composite=row, component=part, position=place)
        for place, part in enumerate(parts)
    )
