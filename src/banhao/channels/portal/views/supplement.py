"""补正: the full list once; correct, hand in, then answer with everything at once."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from banhao.apps.cases.operations.again import start_again
from banhao.apps.cases.operations.supplement import (
    answer_supplement,
    correct_form,
    supply_asked,
)
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.portal import resuming, supplementing
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.forms.values import FormProblem
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.ANSWER_SUPPLEMENT, signed_out=resuming.keep)
def supplement(request: Request, case_id: UUID) -> HttpResponse:
    """Show all lines; POST saves the fields (also while typing) and, if asked to, answers."""
    if request.method != "POST":
        return _show(request, case_id, resuming.resume_correction(request, case_id, timezone.now()))
    now, sent = timezone.now(), dict(request.POST.lists())
    live, answers = bool(request.headers.get("HX-Request")), "answer" in sent
    page = supplementing.answering(request.actor, case_id, now)
    wrong: Sequence[FormProblem] = ()
    if page.fields:
        wrong = correct_form(actor=request.actor, case_id=case_id, sent=sent, now=now)
    if live:
        context = {"at": now, "wrong": len(wrong)}
        return render(request, "portal/parts/saved.html", context)
    if wrong:
        return _show(request, case_id, wrong)
    if not answers:
        messages.success(request, both("已保存，还没有提交。", "Saved; not handed in yet."))
        return redirect("portal:supplement", case_id)
    try:
        answer_supplement(actor=request.actor, case_id=case_id, now=now)
    except NotAllowed as refusal:
        return _show(request, case_id, told=[("", refusal.message)])
    messages.success(request, both("已收到您补的内容。", "Your answer has arrived."))
    own = request.actor.person == page.case.applicant
    return redirect("portal:case" if own or not request.actor.offices else "counter:case", case_id)


@page(Act.ANSWER_SUPPLEMENT)
def upload(request: Request, case_id: UUID, material: str) -> HttpResponse:
    """Hand in a material that the notice names; what is wrong with the file is said beside it."""
    now, file = timezone.now(), request.FILES.get("file")
    supplementing.answering(request.actor, case_id, now)
    problem = None if file else Message("portal.no_file")
    if file:
        try:
            supply_asked(
                actor=request.actor, case_id=case_id, material=material, file=file, now=now
            )
        except BadInput as refusal:
            problem = refusal.message
    if problem:
        return _show(request, case_id, told=[(f"f-{material}", problem)])
    messages.success(request, both("已上传。", "Uploaded."))
    answer = redirect("portal:supplement", case_id)
    answer["Location"] += f"#l-{material}"
    return answer


@require_POST
@page(Act.DRAFT)
def again(request: Request, case_id: UUID) -> HttpResponse:
    """File again: a new draft with what this case was filed with."""
    draft = start_again(actor=request.actor, case_id=case_id, now=timezone.now())
    messages.success(
        request,
        both(
            "原来填的都在，上次交的文件可以直接用。改好要补的，再提交。",
            "All you filled in is here; files from last time can be used. Put it right and file.",
        ),
    )
    return redirect("portal:draft", draft.id)


def _show(
    request: Request,
    case_id: UUID,
    problems: Sequence[FormProblem] = (),
    *,
    told: Sequence[tuple[str, Message]] = (),
) -> HttpResponse:
    now = timezone.now()
    page = supplementing.answering(request.actor, case_id, now, problems)
    if request.actor.person != page.case.applicant:
        log_read(request.actor, f"case:{case_id}", Act.ANSWER_SUPPLEMENT, now)
    said = [*told, *supplementing.told(page, problems)]
    context = {"page": page, "problems": said, "wrong": dict(said), "now": now}
    return render(request, "portal/supplement.html", context, status=400 if said else 200)
