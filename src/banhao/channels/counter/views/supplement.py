"""补正 at the counter: gather the lines, look at the whole notice, send it once, serve it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from banhao.apps.cases.noting import LineForm, read_target
from banhao.apps.cases.operations.supplement import (
    ask_supplement,
    note_line,
    remove_note,
    serve_notice,
)
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.counter.forms import ServiceForm
from banhao.channels.counter.supplementing import asking
from banhao.core.authority.acts import Act
from banhao.core.errors import Conflict, NotAllowed
from banhao.core.messages import Message
from banhao.ui.forms import PlainForm
from banhao.ui.words import both


@page(Act.ASK_SUPPLEMENT)
def supplement(request: Request, case_id: UUID) -> HttpResponse:
    """Show all lines as the applicant will read them; POST sends the notice."""
    if request.method != "POST":
        return _show(request, case_id)
    now, seen = timezone.now(), request.POST.get("seen", "")
    try:
        after = ask_supplement(actor=request.actor, case_id=case_id, seen=seen, now=now)
    except (NotAllowed, Conflict) as refusal:
        return _show(request, case_id, problem=refusal.message)
    served = after.turns.supplement is not None and after.turns.supplement.served_on is not None
    done = (
        both("已一次告知，电子送达。", "Asked once; served by the inbox.")
        if served
        else both("已记下，送达后才算告知。", "Noted; it counts as told once it is served.")
    )
    messages.success(request, done)
    return redirect("counter:supplement", case_id)


@page(Act.CHECK_CASE, signed_out=keep("wrong", "example"))
def note(request: Request, case_id: UUID) -> HttpResponse:
    """Note a line, or take one back (`remove`)."""
    now, remove = timezone.now(), request.POST.get("remove", "")
    found = asking(request.actor, case_id, now)
    form = LineForm(found.plan, "", None if remove else sent(request, case_id))
    if request.method != "POST":
        return _show(request, case_id, line=form)
    try:
        if remove:
            item, kind, about = read_target(remove)
            remove_note(
                actor=request.actor, case_id=case_id, item=item, kind=kind, about=about, now=now
            )
        elif form.is_valid():
            note_line(actor=request.actor, case_id=case_id, now=now, **form.values())
        else:
            return _show(request, case_id, line=form)
    except (NotAllowed, Conflict) as refusal:
        return _show(request, case_id, line=form, problem=refusal.message)
    return redirect("counter:supplement", case_id)


@require_POST
@page(Act.ASK_SUPPLEMENT)
def served(request: Request, case_id: UUID) -> HttpResponse:
    """Note when and how the notice reached the applicant."""
    now, form = timezone.now(), ServiceForm(request.POST)
    asking(request.actor, case_id, now)
    if not form.is_valid():
        return _show(request, case_id, service=form)
    try:
        serve_notice(actor=request.actor, case_id=case_id, now=now, **form.values())
    except (NotAllowed, Conflict) as refusal:
        return _show(request, case_id, service=form, problem=refusal.message)
    messages.success(request, both("已记下送达。", "Service noted."))
    return redirect("counter:supplement", case_id)


def _show(
    request: Request,
    case_id: UUID,
    *,
    line: LineForm | None = None,
    service: PlainForm | None = None,
    problem: Message | None = None,
) -> HttpResponse:
    now = timezone.now()
    found = asking(request.actor, case_id, now)
    log_read(request.actor, f"case:{case_id}", Act.SEE_COUNTER, now)
    form = line if line is not None and line.is_bound else LineForm(found.plan, "")
    wrong = bool((line and line.errors) or (service and service.errors))
    context = {
        "page": found,
        "line": form,
        "service": service or ServiceForm(initial={"on": found.today}),
        "problem": problem,
        "has_errors": wrong,
    }
    status = 409 if problem else 400 if wrong else 200
    return render(request, "counter/supplement.html", context, status=status)
