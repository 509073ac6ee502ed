"""Certificates, and what /verify answers."""

from datetime import date
from uuid import UUID

from ninja import Schema

from banhao.apps.certificates.verification import Answer
from banhao.channels.api.schemas.words import Words, told, words
from banhao.core.certificates.values import STATUS_CODES, Certificate, Component
from banhao.core.messages import Message
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH


class PartOut(Schema):
    """A licence that a composite lists."""

    identifier: str = told("证照标识", "identifier")
    title: Words = told("名称", "title")
    issuer: Words = told("发证机关", "issuer")
    state: str = told("状态", "state", "valid")
    valid_until: date | None = told("有效期止", "valid until; null: no end", default=None)


class CertificateOut(Schema):
    """A certificate. The holder is masked; `id` only for its owner."""

    id: UUID | None = told("证照", "id, for its owner", default=None)
    identifier: str = told("证照标识", "identifier")
    title: Words = told("名称", "title")
    issuer: Words = told("发证机关", "issuer")
    state: str = told("状态", "state", "valid")
    status_code: str = told("状态代码", "two digits of the national series", "01")
    issued_on: date = told("颁发日期", "issued on")
    valid_until: date | None = told("有效期止", "valid until; null: no end", default=None)
    version: int = told("版本", "version", 1)
    holder: str = told("持证主体（掩码）", "holder, masked", "测***店", default="")
    parts: list[PartOut] = told("附载的证照", "licences it lists", default=[])


class CertificatesOut(Schema):
    """Certificates of a case, the composite first."""

    certificates: list[CertificateOut] = told("证照", "certificates")


class VerifiedOut(Schema):
    """Two answers apart: is it real, and is it valid now."""

    finding: str = told(
        "true 真；known 有这个编号；unknown 没有；false 签名不对；mismatch 与登记不符",
        "true, known, unknown, false, mismatch, no-record",
        "known",
    )
    headline: Words = told("是不是真的", "is it real")
    advice: Words = told("说明什么、怎么办", "what it means, what to do")
    certificate: CertificateOut | None = told("证照", "what may be shown", default=None)


def certificate_out(found: Certificate, *, own: bool, parts: bool = True) -> CertificateOut:
    """Return a certificate as it goes out. `own`: for its owner; `parts`: holder and parts too."""
    return CertificateOut(
        id=found.id if own else None,
        identifier=found.identifier,
        title=words(found.title),
        issuer=words(found.issuer_title),
        state=found.state.value,
        status_code=STATUS_CODES[found.state],
        issued_on=found.issued_on,
        valid_until=found.validity.until,
        version=found.version,
        holder=found.holder if parts else "",
        parts=[_part(each) for each in found.components] if parts else [],
    )


def verified_out(answer: Answer) -> VerifiedOut:
    """Return what is answered to a number or a seal; nobody's name for a number alone."""
    shown = None
    if answer.certificate is not None:
        shown = certificate_out(answer.certificate, own=False, parts=answer.shows_holder)
        if answer.state is not None:
            shown.state, shown.status_code = answer.state.value, STATUS_CODES[answer.state]
    return VerifiedOut(
        finding=answer.finding.value,
        headline=_said(answer.headline),
        advice=_said(answer.advice),
        certificate=shown,
    )


def _part(part: Component) -> PartOut:
    return PartOut(
        identifier=part.identifier,
        title=words(part.title),
        issuer=words(part.issuer),
        state=part.state.value,
        valid_until=part.validity.until,
    )


def _said(message: Message) -> Words:
    return Words(zh=render(message, CHINESE), en=render(message, ENGLISH))
