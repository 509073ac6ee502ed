"""My cases, one case, finding one by its number, withdrawing it; the inbox."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases import queries as cases
from banhao.apps.cases.operations.ends import withdraw_case
from banhao.apps.cases.operations.evidence import supply_material
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import queries as drafts
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.organisations.queries import mandates
from banhao.apps.papers import queries as letters
from banhao.apps.papers.operations import inbox as papers
from banhao.apps.people.doors import Request, page
from banhao.channels.portal import drafting, following
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput
from banhao.core.messages import Message

LONGEST_REASON = 500


@page(Act.SEE_OWN_CASE)
def my_cases(request: Request) -> HttpResponse:
    """Cases and drafts of the actor and of the firms they act for."""
    found = [(row, catalogues.plan(row.plan)) for row in cases.my_cases(request.actor)]
    unfinished = [(d, drafting.title_of(d)) for d in drafts.open_drafts(request.actor)]
    today = localdate(timezone.now())
    offers = sum(1 for each in mandates.received(request.actor, today) if each.offered)
    context = {"cases": found, "drafts": unfinished, "offers": offers}
    return render(request, "portal/cases.html", context)


@page(Act.SEE_OWN_CASE)
def find_case(request: Request) -> HttpResponse:
    """Find one's own case by its number, or the end of it."""
    number = request.GET.get("number", "").strip()
    found = [row for row in cases.my_cases(request.actor) if number and row.number.endswith(number)]
    if len(found) == 1:
        return redirect("portal:case", found[0].id)
    context = {"number": number, "cases": [(row, catalogues.plan(row.plan)) for row in found]}
    return render(request, "portal/find_case.html", context)


@page(Act.SEE_OWN_CASE)
def case(request: Request, case_id: UUID) -> HttpResponse:
    """One case: where it is, when it will be done and why, what we wait for."""
    context = following.case_page(request.actor, case_id, timezone.now())
    return render(request, "portal/case.html", context)


@page(Act.SEE_OWN_CASE)
def supply(request: Request, case_id: UUID, material: str) -> HttpResponse:
    """Upload a material that is still missing; what is wrong with the file is said beside it."""
    now, file = timezone.now(), request.FILES.get("file") or request.FILES.get("photo")
    cases.case_row(request.actor, case_id, Act.SEE_OWN_CASE, now)
    problem = None if file else Message("portal.no_file")
    if file:
        try:
            supply_material(
                actor=request.actor, case_id=case_id, material=material, file=file, now=now
            )
        except BadInput as refusal:
            problem = refusal.message
    if problem is None:
        return redirect("portal:case", case_id)
    context = following.case_page(request.actor, case_id, now)
    context |= {"problems": [(f"f-{material}", problem)], "wrong": {f"f-{material}": problem}}
    return render(request, "portal/case.html", context, status=400)


@page(Act.WITHDRAW_CASE, signed_out=keep("reason"))
def withdraw(request: Request, case_id: UUID) -> HttpResponse:
    """Say what withdrawing means; POST withdraws."""
    now = timezone.now()
    found, plan = cases.case(request.actor, case_id, Act.WITHDRAW_CASE, now)
    problem = None
    reason = (sent(request, case_id) or QueryDict()).get("reason", "").strip()[:LONGEST_REASON]
    if request.method == "POST":
        if request.POST.get("agree") == "yes":
            withdraw_case(actor=request.actor, case_id=case_id, reason=reason, now=now)
            return redirect("portal:case", case_id)
        problem = Message("portal.withdraw.tick")
    context = {
        "case": found,
        "plan": plan,
        "open": following.open_count(found),
        "reason": reason,
        "problem": problem,
    }
    return render(request, "portal/withdraw.html", context, status=400 if problem else 200)


@page(Act.USE_ACCOUNT)
def inbox(request: Request) -> HttpResponse:
    """All messages, newest first; opening the page reads them."""
    found = letters.letters(request.actor)
    papers.mark_read(actor=request.actor, now=timezone.now())
    return render(request, "portal/inbox.html", {"letters": found})
