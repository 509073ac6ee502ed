"""A certificate as a page: what is on it, the states of its parts, its QR code."""

from datetime import date
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banhao.apps.cases import queries as cases
from banhao.apps.certificates import queries
from banhao.apps.people.doors import Request, page
from banhao.core.authority.acts import Act
from banhao.core.certificates import signed
from banhao.core.certificates.validity import state_on
from banhao.core.certificates.values import CertificateState, Validity
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message


@page(Act.SEE_OWN_CASE)
def certificate(request: Request, certificate_id: UUID) -> HttpResponse:
    """One's own certificate; somebody else's looks as if there were none."""
    now = timezone.now()
    found = queries.certificate(certificate_id)
    try:
        _, plan = cases.case(request.actor, found.case, Act.SEE_OWN_CASE, now)
    except NotFound:
        raise NotFound(Message("certificate.unknown")) from None
    today = localdate(now)
    url = signed.to_url(settings.PUBLIC_URL, queries.seal(queries.record(certificate_id)))
    context = {
        "certificate": found,
        "holder": queries.holder(found),
        "plan": plan,
        "code": _code(found.state, found.validity, today),
        "parts": [(part, _code(part.state, part.validity, today)) for part in found.components],
        "qr": segno.make_qr(url, error="m").svg_data_uri(scale=4, border=4),
        "url": url,
        "siblings": [c for c in queries.certificates_of(found.case) if c.id != found.id],
    }
    return render(request, "portal/certificate.html", context)


def _code(state: CertificateState, validity: Validity, on: date) -> str:
    return f"state.certificate.{state_on(state, validity, on).value}"
