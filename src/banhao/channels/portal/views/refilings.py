"""One item again, or one item back: re-file what was refused, withdraw what is not decided."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases import queries as cases
from banhao.apps.cases.operations.refilings import prepare_material, refile_branch, withdraw_branch
from banhao.apps.drafts import queries as drafts
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, page
from banhao.channels.portal.refiling import refile_page, told
from banhao.core.authority.acts import Act
from banhao.core.cases.case import CLOSED, BranchState
from banhao.core.cases.withdrawal import anything_left, loss
from banhao.core.errors import BadInput, NotAllowed, NotFound
from banhao.core.forms.values import Fields, FormProblem
from banhao.core.messages import Message
from banhao.ui.words import both

LONGEST_REASON = 500


@page(Act.REFILE_BRANCH, signed_out=keep())
def refile(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Say why it was refused, let form and materials be put right; POST files the item again."""
    now = timezone.now()
    case, plan = cases.case(request.actor, case_id, Act.REFILE_BRANCH, now)
    typed = sent(request, case_id)
    if request.method != "POST":
        return _show(request, case_id, item, fields=dict(typed.lists()) if typed else None)
    fields = _fields(request)
    if "stay" in request.POST or request.POST.get("drop"):
        return _show(request, case_id, item, fields=fields)
    found = drafts.correction_problems(case_id, plan, item, fields, now)
    problems = list(told(found, plan, item))
    if request.POST.get("agree") != "yes":
        problems.append(("agree", Message("portal.sign.tick")))
    if not problems:
        try:
            refile_branch(actor=request.actor, case_id=case_id, item=item, fields=fields, now=now)
        except NotAllowed as refusal:
            if case.branch(item).state is not BranchState.REFUSED:
                return redirect("portal:case", case_id)  # sent twice: it counts once
            problems = [("", refusal.message)]
        else:
            return redirect("portal:case", case_id)
    return _show(request, case_id, item, fields=fields, found=found, problems=problems)


@page(Act.REFILE_BRANCH)
def prepare(request: Request, case_id: UUID, item: str, material: str) -> HttpResponse:
    """Keep a better file for a refused item; it counts when the item is filed again."""
    now, file = timezone.now(), request.FILES.get("file")
    found = refile_page(request.actor, case_id, item, now)
    if request.method != "POST" or not found.open:
        return redirect("portal:refile", case_id, item)
    if not any(paper.material.id == material for paper in found.papers):
        raise NotFound(Message("files.not_found"))
    problem = None if file else Message("portal.no_file")
    if file:
        try:
            prepare_material(
                actor=request.actor, case_id=case_id, material=material, file=file, now=now
            )
        except BadInput as refusal:
            problem = refusal.message
    if problem:
        return _show(request, case_id, item, problems=[(f"f-{material}", problem)])
    messages.success(
        request, both("已上传，提交重办时一起交。", "Uploaded; it goes with the item.")
    )
    return redirect("portal:refile", case_id, item)


@page(Act.WITHDRAW_CASE, signed_out=keep("reason"))
def withdraw_item(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Say exactly what is lost with one item; POST takes it back."""
    now, problem = timezone.now(), None
    case, plan = cases.case(request.actor, case_id, Act.WITHDRAW_CASE, now)
    if not any(branch.item == item for branch in plan.branches):
        raise NotFound(Message("case.no_branch", item=item))
    reason = (sent(request, case_id) or QueryDict()).get("reason", "").strip()[:LONGEST_REASON]
    if request.method == "POST":
        if request.POST.get("agree") == "yes":
            withdraw_branch(actor=request.actor, case_id=case_id, item=item, reason=reason, now=now)
            return redirect("portal:case", case_id)
        problem = Message("portal.withdraw.tick")
    lost = loss(case, plan, item)
    context = {
        "case": case,
        "plan": plan,
        "branch": plan.branch(item),
        "open": case.branch(item).state not in CLOSED and anything_left(case, item),
        "others": [plan.branch(each).title for each in lost.items],
        "composite": lost.composite,
        "reason": reason,
        "problem": problem,
    }
    return render(request, "portal/withdraw_item.html", context, status=400 if problem else 200)


def _fields(request: Request) -> Fields:
    drop = request.POST.get("drop", "")
    return {n: v for n, v in request.POST.lists() if not drop or not n.startswith(f"{drop}-")}


def _show(
    request: Request,
    case_id: UUID,
    item: str,
    *,
    fields: Fields | None = None,
    found: Sequence[FormProblem] = (),
    problems: Sequence[tuple[str, Message]] = (),
) -> HttpResponse:
    """Render the page; `fields`: as typed, `found`: wrong in them, `problems`: in all."""
    now = timezone.now()
    shown = refile_page(request.actor, case_id, item, now, sent=fields, problems=found)
    context = {"page": shown, "case": shown.case, "problems": problems, "wrong": dict(problems)}
    return render(request, "portal/refile.html", context, status=400 if problems else 200)
