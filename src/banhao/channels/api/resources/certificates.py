"""Certificates of a case, their pages; whether one in hand is real (public)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import P, QueryEx, Router

from banhao.apps.cases import queries as cases
from banhao.apps.certificates import operations, queries, verification
from banhao.apps.certificates.visitors import TooSoon, ask, visitor_of
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.problems import TooMany
from banhao.channels.api.schemas import certificates as shapes
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.ui.pdf import as_file

router = Router()
OWN = Door(Act.SEE_OWN_CASE, Scope.CASES)


@operation(router, "GET", "/cases/{uuid:case_id}/certificates", OWN, answers=shapes.CertificatesOut)
def list_certificates(request: Call, case_id: UUID) -> shapes.CertificatesOut:
    """办件的证照 · Certificates of a case, the composite first."""
    cases.case_row(request.actor, case_id, Act.SEE_OWN_CASE, timezone.now())
    found = queries.certificates_of(case_id)
    return shapes.CertificatesOut(
        certificates=[shapes.certificate_out(each, own=True) for each in found]
    )


@operation(router, "GET", "/certificates/{uuid:certificate_id}/page.pdf", OWN, answers=None)
def certificate_page(request: Call, certificate_id: UUID) -> HttpResponse:
    """证照 PDF · The page of a certificate as PDF."""
    content = operations.open_page(
        actor=request.actor,
        act=Act.SEE_OWN_CASE,
        certificate_id=certificate_id,
        now=timezone.now(),
    )
    return as_file(content, f"certificate-{certificate_id}.pdf")


@operation(router, "GET", "/verify", Door(Act.SEE_PUBLIC), answers=shapes.VerifiedOut)
def verify_number(
    request: Call, number: QueryEx[str, P(min_length=1, max_length=200)]
) -> shapes.VerifiedOut:
    """按编号核验：种类和状态，不含姓名 · Ask by number: kind and state, nobody's name."""
    return _asked(request, partial(verification.answer_number, number))


@operation(router, "GET", "/verify/qr", Door(Act.SEE_PUBLIC), answers=shapes.VerifiedOut)
def verify_seal(
    request: Call,
    f: QueryEx[str, P(max_length=400, description="二维码里的 f · `f` of the QR code")],
    s: QueryEx[str, P(max_length=400, description="二维码里的 s · `s` of the QR code")],
) -> shapes.VerifiedOut:
    """按二维码核验 · Ask by QR code: masked holder and components, too."""
    return _asked(request, partial(verification.answer_seal, f, s))


def _asked(request: Call, question: Callable[[date], verification.Answer]) -> shapes.VerifiedOut:
    try:
        answer = ask(question, visitor=visitor_of(request), now=timezone.now())
    except TooSoon as refusal:
        raise TooMany(refusal.message, refusal.seconds) from None
    return shapes.verified_out(answer)
