"""One case at the counter: look, accept, refuse to accept, hand out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from banhao.apps.cases.operations.acceptance import accept_case, refuse_to_accept
from banhao.apps.cases.operations.ends import deliver_case
from banhao.apps.cases.operations.refilings import accept_refiling
from banhao.apps.certificates.operations import open_page
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.counter.forms import RefusalForm
from banhao.channels.counter.opened import opened
from banhao.channels.counter.rating import to_rate
from banhao.channels.counter.tickets import ticket_line
from banhao.core.authority.acts import Act
from banhao.core.errors import Conflict, NotAllowed
from banhao.core.messages import Message
from banhao.ui.pdf import as_file
from banhao.ui.words import both

AT_THE_COUNTER = "counter"


@require_GET
@page(Act.SEE_COUNTER)
def case(request: Request, case_id: UUID) -> HttpResponse:
    """Everything that the clerk needs to say yes or no, on one page."""
    return _show(request, case_id)


@require_POST
@page(Act.ACCEPT_CASE)
def accept(request: Request, case_id: UUID) -> HttpResponse:
    """Accept the case; what is missing is said on its page."""
    now = timezone.now()
    try:
        accept_case(actor=request.actor, case_id=case_id, now=now)
    except (NotAllowed, Conflict) as refusal:
        return _show(request, case_id, refusal.message)
    messages.success(request, both("已受理，各部门开始办理。", "Accepted; the departments begin."))
    return redirect("counter:receipt", case_id)


@require_POST
@page(Act.ACCEPT_CASE)
def accept_again(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Accept one item that was filed again."""
    now = timezone.now()
    try:
        accept_refiling(actor=request.actor, case_id=case_id, item=item, now=now)
    except (NotAllowed, Conflict) as refusal:
        return _show(request, case_id, refusal.message)
    messages.success(request, both("重办的这一项已受理。", "The item is accepted again."))
    return redirect("counter:case", case_id)


@page(Act.ACCEPT_CASE, signed_out=keep("reason"))
def refuse(request: Request, case_id: UUID) -> HttpResponse:
    """Refuse to accept: which kind, the article, the reason."""
    now = timezone.now()
    found = opened(request.actor, case_id, now)
    form = RefusalForm(sent(request, case_id))
    if request.method == "POST" and form.is_valid():
        try:
            refuse_to_accept(actor=request.actor, case_id=case_id, now=now, **form.values())
        except (NotAllowed, Conflict) as refusal:
            return _show(request, case_id, refusal.message)
        return redirect("counter:receipt", case_id)
    log_read(request.actor, f"case:{case_id}", Act.ACCEPT_CASE, now)
    status = 400 if form.errors else 200
    return render(request, "counter/refuse.html", {"opened": found, "form": form}, status=status)


@require_POST
@page(Act.DELIVER_RESULT)
def hand_out(request: Request, case_id: UUID) -> HttpResponse:
    """Hand the results out at the counter."""
    now = timezone.now()
    try:
        deliver_case(actor=request.actor, case_id=case_id, how=AT_THE_COUNTER, now=now)
    except (NotAllowed, Conflict) as refusal:
        return _show(request, case_id, refusal.message)
    messages.success(request, both("已发给申请人。", "Handed to the applicant."))
    return redirect("counter:case", case_id)


@require_GET
@page(Act.DELIVER_RESULT)
def certificate(request: Request, certificate_id: UUID) -> HttpResponse:
    """The page of a certificate, to print and hand out."""
    content = open_page(
        actor=request.actor,
        act=Act.DELIVER_RESULT,
        certificate_id=certificate_id,
        now=timezone.now(),
    )
    return as_file(content, f"certificate-{certificate_id}.pdf")


def _show(request: Request, case_id: UUID, problem: Message | None = None) -> HttpResponse:
    now = timezone.now()
    found = opened(request.actor, case_id, now)
    log_read(request.actor, f"case:{case_id}", Act.SEE_COUNTER, now)
    context = {
        "opened": found,
        "problem": problem,
        "to_rate": to_rate(case_id, now),
        "ticket": ticket_line(case_id, now),
    }
    return render(request, "counter/case.html", context, status=409 if problem else 200)
