"""Licences issued before banhao: in the register like others, and found again by their holder."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import Q

from banhao.apps.certificates import queries
from banhao.apps.certificates.models import CertificateRecord, HeldRecord
from banhao.apps.certificates.operations import holder_columns
from banhao.apps.evidence.sources import Answer, Question
from banhao.apps.vault.ciphers import digest
from banhao.apps.vault.queries import is_destroyed, master_key
from banhao.core.certificates.values import CertificateState, Holder
from banhao.core.clock.local import localdate
from banhao.core.errors import Conflict
from banhao.core.evidence.slots import Outcome
from banhao.core.imports.licences import Licence
from banhao.core.imports.lines import Fate
from banhao.core.messages import Message, Text

SPACE = UUID("5f0b6f0e-5a0c-4d0e-9f0a-7b7f6c1d2e3a")  # of ids made of type and number
NOBODY = 0  # no account may download it: there is no page of ours
SERIAL = 32


@dataclass(frozen=True, slots=True)
class Issuer:
    """The department that issued a licence: its short name and its title."""

    id: str
    title: Text


def bring_licence(*, licence: Licence, issuer: Issuer, now: datetime) -> Fate:
    """Put a licence into the register, or what the table now says about it; repeatable.

    Call it inside a transaction. It carries no signature of ours, and its holder is sealed under a
    key of its own. :raises Conflict: if another certificate has its number.
    """
    id_ = uuid5(SPACE, f"{licence.kind.id}:{licence.number}")
    if CertificateRecord.objects.filter(identifier=licence.number).exclude(pk=id_).exists():
        raise Conflict(Message("imports.number_taken", number=licence.number), field="number")
    row = CertificateRecord.objects.filter(pk=id_).first()
    holder = Holder(licence.holder_name, licence.holder_code)
    if row is None:
        _insert(id_, licence, issuer, holder, now)
        return Fate.NEW
    if _face(row) == _wanted(licence, issuer) and queries.holder(row.to_certificate()) == holder:
        return Fate.SAME
    changed = _wanted(licence, issuer) | holder_columns(id_, holder, licence.issued_on)
    CertificateRecord.objects.filter(pk=id_).update(**changed)
    HeldRecord.objects.filter(certificate_id=id_).update(holder_key=holder_key(holder.code))
    return Fate.CHANGED


def answer_for(question: Question, now: datetime) -> Answer | None:
    """Return what the register knows of a licence that somebody holds, None if it knows of none.

    Asked before a source outside: what is here need not be fetched there.
    """
    codes = [code for code in (question.uscc, question.id_number) if code]
    if not question.certificate or not codes:
        return None
    on = localdate(now)
    rows = HeldRecord.objects.filter(
        Q(certificate__valid_until=None) | Q(certificate__valid_until__gte=on),
        holder_key__in=[holder_key(code) for code in codes],
        certificate__type=question.certificate,
        certificate__state=CertificateState.VALID,
    )
    row = rows.select_related("certificate").order_by("-certificate__issued_on").first()
    if row is None or is_destroyed(row.certificate.case):
        return None
    return _answer(row.certificate, question, now)


def holder_key(code: str) -> str:
    """Return what a holder is found by: a digest under the installation's own key."""
    return digest(master_key(), b"holder of a licence\0" + code.encode())


def _answer(row: CertificateRecord, question: Question, now: datetime) -> Answer:
    holder = queries.holder(row.to_certificate())
    firm = holder.code == question.uscc
    names = ("holder-code", "holder-name") if firm else ("person-id", "person-name")
    facts = dict(zip(names, (holder.code, holder.name), strict=True))
    until = {"valid_until": row.valid_until.isoformat()} if row.valid_until else {}
    document = {"number": row.identifier, "holder": holder.name} | until
    return Answer(Outcome.ANSWERED, facts, document, at=now, milliseconds=1)


def _insert(id_: UUID, licence: Licence, issuer: Issuer, holder: Holder, now: datetime) -> None:
    CertificateRecord.objects.create(
        id=id_,
        identifier=licence.number,
        serial=licence.number[:SERIAL],
        type=licence.kind.id,
        item="-",  # of no item of ours, and no composite
        case=id_,
        case_number="",
        owner=NOBODY,
        as_listed=False,
        state=CertificateState.VALID,
        version=1,
        signature=b"",
        signing_key="",
        issued_at=now,
        **_wanted(licence, issuer),
        **holder_columns(id_, holder, licence.issued_on),
    )
    HeldRecord.objects.create(
        certificate_id=id_, holder_key=holder_key(holder.code), brought_at=now
    )


def _wanted(licence: Licence, issuer: Issuer) -> dict[str, str | date | None]:
    return {
        "title_zh": licence.kind.title.zh,
        "title_en": licence.kind.title.en,
        "trade_zh": "",
        "trade_en": "",
        "issuer": issuer.id,
        "issuer_title_zh": issuer.title.zh,
        "issuer_title_en": issuer.title.en,
        "region": licence.region,
        "issued_on": licence.issued_on,
        "valid_until": licence.valid_until,
    }


def _face(row: CertificateRecord) -> dict[str, str | date | None]:
    names = (
        *("title_zh", "title_en", "trade_zh", "trade_en", "issuer", "issuer_title_zh"),
        *("issuer_title_en", "region", "issued_on", "valid_until"),
    )
    return {name: getattr(row, name) for name in names}
