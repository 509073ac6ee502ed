"""Checking a filed case for one item: note what is missing, or say that nothing is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases.noting import LineForm, read_target
from banhao.apps.cases.operations.supplement import note_line, remove_note, say_complete
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, page
from banhao.channels.office.checking import to_be_checked
from banhao.channels.office.opened import Opened, opened
from banhao.channels.office.refusals import of_the_rules
from banhao.channels.office.views.branches import show
from banhao.core.authority.acts import Act
from banhao.core.errors import Conflict, NotAllowed, NotFound
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.CHECK_CASE)
def filed(request: Request) -> HttpResponse:
    """Filed cases of my departments that nobody has called complete, the first due first."""
    now = timezone.now()
    return render(request, "office/filed.html", {"rows": to_be_checked(request.actor, now)})


@page(Act.CHECK_CASE, signed_out=keep("wrong", "example"))
def note(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Note a line, take one back (`remove`), or say that nothing is missing (`complete`)."""
    found = opened(request.actor, case_id, item, timezone.now())
    adds = not {"remove", "complete"} & request.POST.keys()
    form = LineForm(found.plan, item, sent(request, case_id) if adds else None)
    if request.method != "POST" or (adds and not form.is_valid()):
        return show(request, found, form=form)
    try:
        _note(request, found, form)
    except (NotAllowed, Conflict) as refusal:
        problem = of_the_rules(refusal)
        return show(request, found, form=form if adds else None, problem=problem)
    return redirect("office:branch", case_id, item)


def _note(request: Request, found: Opened, form: LineForm) -> None:
    case, item, now = found.case.id, found.branch.item, timezone.now()
    if "complete" in request.POST:
        say_complete(actor=request.actor, case_id=case, item=item, now=now)
        messages.success(request, both("已告诉窗口：不缺。", "The counter knows: nothing missing."))
    elif "remove" in request.POST:
        of, kind, about = read_target(request.POST["remove"])
        if of != item:
            raise NotFound(Message("case.no_branch", item=of))
        remove_note(actor=request.actor, case_id=case, item=item, kind=kind, about=about, now=now)
    else:
        note_line(actor=request.actor, case_id=case, now=now, **form.values())
        messages.success(
            request, both("已记下，由窗口一次告知。", "Noted; the counter tells it all at once.")
        )
