"""Pages of certificates: /verify for everybody, the PDF for the holder."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from banhao.apps.certificates import operations, signing, verification
from banhao.apps.certificates.visitors import TooSoon, ask, visitor_of
from banhao.apps.people.doors import Request, page
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput
from banhao.core.messages import Message
from banhao.ui.pdf import as_file

LARGEST_FILE = 5 * 1024 * 1024
NO_SEAL = "Ed25519 signature of this installation; not a certified seal system (电子印章)"


@require_GET
@page(Act.SEE_PUBLIC)
def verify(request: Request) -> HttpResponse:
    """Ask by number: kind and state."""
    number = request.GET.get("id", "").strip()[:200]
    if not number:
        return render(request, "certificates/verify.html")
    return _answer(request, partial(verification.answer_number, number), number=number)


@require_GET
@page(Act.SEE_PUBLIC)
def verify_qr(request: Request) -> HttpResponse:
    """Ask by QR code: masked holder and components, too."""
    facts, signature = request.GET.get("f", ""), request.GET.get("s", "")
    return _answer(request, partial(verification.answer_seal, facts, signature))


@require_POST
@page(Act.SEE_PUBLIC)
def verify_file(request: Request) -> HttpResponse:
    """Ask by file: was it handed out like this."""
    file = request.FILES.get("file")
    if file is None:
        raise BadInput(Message("certificate.no_file"), field="file")
    if (file.size or 0) > LARGEST_FILE:
        raise BadInput(Message("certificate.file_too_large"), field="file")
    return _answer(request, partial(verification.answer_file, file.read()))


@require_GET
@page(Act.SEE_PUBLIC)
def keys(request: Request) -> JsonResponse:  # noqa: ARG001 -- every view takes the request
    """Publish the public key, so that a QR code can be checked without asking here."""
    key = {"fingerprint": signing.fingerprint(), "algorithm": signing.ALGORITHM}
    return JsonResponse({"keys": [{**key, "pem": signing.public_pem()}], "note": NO_SEAL})


@require_GET
@page(Act.SEE_OWN_CASE)
def own_page(request: Request, certificate_id: UUID) -> HttpResponse:
    """Download one's own certificate as PDF."""
    content = operations.open_page(
        actor=request.actor,
        act=Act.SEE_OWN_CASE,
        certificate_id=certificate_id,
        now=timezone.now(),
    )
    return as_file(content, f"certificate-{certificate_id}.pdf")


def _answer(
    request: Request, question: Callable[[date], verification.Answer], **shown: object
) -> HttpResponse:
    now = timezone.now()
    try:
        answer = ask(question, visitor=visitor_of(request), now=now)
    except TooSoon as refusal:
        context = {"message": refusal.message, **shown}
        response = render(request, "certificates/wait.html", context, status=429)
        response["Retry-After"] = str(refusal.seconds)
        return response
    context = {"answer": answer, "now": now, **shown}
    return render(request, "certificates/answer.html", context)
