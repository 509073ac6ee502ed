"""Papers at the counter: print them, the cover sheet for the scanner, note how they were served."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from banhao.apps.papers.cover import cover_sheet
from banhao.apps.papers.operations.papers import make_all, open_paper, serve_paper
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.counter.opened import opened
from banhao.channels.counter.rating import to_rate
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput, Conflict
from banhao.core.messages import Message
from banhao.core.papers.kinds import Service
from banhao.ui.pdf import as_file
from banhao.ui.words import both

BY_HAND = frozenset({Service.COUNTER, Service.POST})


@require_GET
@page(Act.SEE_COUNTER)
def receipt(request: Request, case_id: UUID) -> HttpResponse:
    """What to print and hand over now: the dated receipt (art. 32) and all papers since.

    Somebody waits at the window: papers that the worker has not come to are made here.
    """
    now = timezone.now()
    make_all(actor=request.actor, case_id=case_id, now=now)
    found = opened(request.actor, case_id, now)
    log_read(request.actor, f"case:{case_id}", Act.SEE_COUNTER, now)
    context = {"opened": found, "now": now, "to_rate": to_rate(case_id, now)}
    return render(request, "counter/receipt.html", context)


@require_GET
@page(Act.SEE_COUNTER)
def paper(request: Request, case_id: UUID, seq: int) -> HttpResponse:
    """Open a paper to print it; the read is noted."""
    number, content = open_paper(
        actor=request.actor, act=Act.SEE_COUNTER, case_id=case_id, seq=seq, now=timezone.now()
    )
    return as_file(content, f"{number}.pdf")


@require_GET
@page(Act.SEE_COUNTER)
def cover(request: Request, case_id: UUID) -> HttpResponse:
    """Print the cover sheet that goes on top of a bundle to be scanned."""
    number, content = cover_sheet(request.actor, case_id, timezone.now())
    return as_file(content, f"{number}.pdf")


@require_POST
@page(Act.SERVE_PAPER)
def serve(request: Request, case_id: UUID, seq: int) -> HttpResponse:
    """Note that a paper was handed over against a signature, or posted; twice has one effect."""
    how = request.POST.get("how", "")
    if how not in BY_HAND:
        raise BadInput(Message("counter.serve_how"))
    try:
        serve_paper(
            actor=request.actor, case_id=case_id, seq=seq, how=Service(how), now=timezone.now()
        )
    except Conflict as refusal:
        del refusal  # it is served: what was wanted is so, and the page shows when and how
    else:
        messages.success(request, both("已记为送达。", "Noted as served."))
    return redirect("counter:receipt", case_id)
