"""An inspection: set its day, record one's own part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases.operations.visits import arrange_visit, record_inspection
from banhao.apps.catalogues.queries import calendar
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.office.forms import PartForm, VisitDayForm
from banhao.channels.office.refusals import already, of_the_rules
from banhao.channels.office.visiting import PartSeen, Visiting, visiting
from banhao.core.authority.acts import Act
from banhao.core.errors import Conflict, NotAllowed, NotFound
from banhao.core.messages import Message
from banhao.ui.words import both

CONTACT = "contact"


@page(Act.SEE_OFFICE)
def visit(request: Request, case_id: UUID, visit: str) -> HttpResponse:
    """The visit on a phone: where, when, one form for each part of mine."""
    return _page(request, visiting(request.actor, case_id, visit, timezone.now()))


@page(Act.ARRANGE_VISIT)
def arrange(request: Request, case_id: UUID, visit: str) -> HttpResponse:
    """Set or move the day; a day off is asked about once more."""
    now = timezone.now()
    found = visiting(request.actor, case_id, visit, now)
    if request.method != "POST":
        return _page(request, found)
    form = VisitDayForm(calendar(), request.POST)
    if not found.item:
        raise NotAllowed(Message("authority.no_such_office"))
    if not form.is_valid():
        return _page(request, found, day=form)
    on = form.cleaned_data["on"]
    try:
        arrange_visit(
            actor=request.actor, case_id=case_id, visit=visit, item=found.item, on=on, now=now
        )
    except (NotAllowed, Conflict) as refusal:
        problem = of_the_rules(refusal)
        again = visiting(request.actor, case_id, visit, now)
        if again.visit.on != on:
            return _page(request, again, day=form, problem=problem)
        messages.info(request, already())
    else:
        messages.success(
            request,
            both(
                "日期已定，申请人会收到通知，其他部门也看得到。",
                "The day is set; the applicant is told, the other departments see it.",
            ),
        )
    return redirect("office:visit", case_id, visit)


@page(Act.RECORD_INSPECTION, signed_out=keep("notes"))
def record(request: Request, case_id: UUID, visit: str, item: str) -> HttpResponse:
    """Record the part of one member: result, two officers or more, notes."""
    now = timezone.now()
    found = visiting(request.actor, case_id, visit, now)
    seen = _own_part(found, item)
    typed = sent(request, case_id)
    if typed is None:
        return _page(request, found)
    form = PartForm(seen.choices, typed, auto_id=f"{item}-%s")
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, part=(item, form))
    given = form.values()
    try:
        record_inspection(
            actor=request.actor, case_id=case_id, visit=visit, item=item, now=now, **given
        )
    except (NotAllowed, Conflict) as refusal:
        problem = of_the_rules(refusal)
        again = visiting(request.actor, case_id, visit, now)
        mine = _own_part(again, item).part
        same = set(mine.officers) == set(given["officers"])
        if mine.result is not given["result"] or not same:
            return _page(request, again, part=(item, form), problem=problem)
        messages.info(request, already())
    else:
        messages.success(request, both("这一项的结果已记录。", "The result is recorded."))
    return redirect("office:visit", case_id, visit)


def _own_part(found: Visiting, item: str) -> PartSeen:
    """Return a part of one's own. :raises NotFound: of another department, or there is none."""
    for seen in found.own:
        if seen.part.item == item:
            return seen
    raise NotFound(Message("case.not_found"))


def _page(
    request: Request,
    found: Visiting,
    *,
    day: VisitDayForm | None = None,
    part: tuple[str, PartForm] | None = None,
    problem: Message | None = None,
) -> HttpResponse:
    """Render the visit and note who read it, the telephone number apart."""
    whose, now = f"case:{found.case.id}", timezone.now()
    contact = request.GET.get("show") == CONTACT
    log_read(request.actor, whose, Act.SEE_OFFICE, now)
    if contact:
        log_read(request.actor, whose, f"show:{CONTACT}", now)
    sent, form = part or ("", None)
    parts = [
        (seen, form if seen.part.item == sent else _blank(request, seen)) for seen in found.own
    ]
    context = {
        "visiting": found,
        "contact": contact,
        "day": day or VisitDayForm(calendar(), initial={"on": found.visit.on or found.today}),
        "parts": parts,
        "sent": sent,
        "problem": problem,
        "written": form.written() if form else (),
        "has_errors": bool((day and day.errors) or (form and form.errors)),
    }
    status = 409 if problem else 400 if context["has_errors"] else 200
    return render(request, "office/visit.html", context, status=status)


def _blank(request: Request, seen: PartSeen) -> PartForm:
    myself = [str(request.actor.person)]
    item = seen.part.item
    return PartForm(seen.choices, initial={"officers": myself}, auto_id=f"{item}-%s")
