"""Check and sign: everything on one page; filing happens once; received."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.drafts import queries as drafts
from banhao.apps.people import queries as people
from banhao.apps.people.doors import Request, page
from banhao.channels.portal import checking, drafting, evidenced, following
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput
from banhao.core.messages import Message

LONGEST_KEY = 64


@page(Act.FILE_CASE)
def check(request: Request, draft_id: UUID) -> HttpResponse:
    """Show everything; POST signs and files. The same key again gives the same receipt."""
    if request.method == "POST":
        return _sign(request, draft_id)
    draft = drafts.draft(request.actor, draft_id)
    if draft.state == "filed":
        return redirect("portal:received", draft_id)
    return _show(request, draft_id, {}, key=str(uuid4()))


@page(Act.SEE_OWN_CASE)
def received(request: Request, case_id: UUID) -> HttpResponse:
    """The number, and what happens next in three dated lines."""
    context = following.received(request.actor, case_id, timezone.now())
    return render(request, "portal/received.html", context)


def _sign(request: Request, draft_id: UUID) -> HttpResponse:
    key = request.POST.get("key", "")[:LONGEST_KEY] or str(uuid4())
    name = request.POST.get("name", "").strip()
    problems = _unsigned(request, name)
    if not problems:
        try:
            receipt = submit_case(
                actor=request.actor,
                draft_id=draft_id,
                key=key,
                body=sha256(f"{draft_id}\n{name}".encode()).hexdigest(),
                now=timezone.now(),
            )
        except BadInput as refusal:
            problems = {"": refusal.message}
        else:
            return redirect("portal:received", receipt.case_id)
    return _show(request, draft_id, problems, key=key, name=name)


def _unsigned(request: Request, name: str) -> dict[str, Message]:
    """Return what is missing of a signature: the tick, and one's own name."""
    own = people.account(request.actor.person or 0).display_name
    problems: dict[str, Message] = {}
    if request.POST.get("agree") != "yes":
        problems["agree"] = Message("portal.sign.tick")
    if name != own:
        problems["name"] = Message("portal.sign.name", name=own)
    return problems


def _show(
    request: Request, draft_id: UUID, problems: dict[str, Message], *, key: str, name: str = ""
) -> HttpResponse:
    now = timezone.now()
    folder = drafting.folder(drafts.draft(request.actor, draft_id), now)
    papers = evidenced.papers_of(draft_id, folder.plan, folder.catalogue, now)
    context = {
        "draft": folder.draft,
        "plan": folder.plan,
        "parts": checking.summary(folder),
        "papers": papers,
        "form_problems": drafting.told(folder, folder.problems),
        "ready": not folder.problems and not papers.blocking,
        "account": people.account(request.actor.person or 0),
        "problems": list(problems.items()),
        "wrong": problems,
        "key": key,
        "name": name,
    }
    return render(request, "portal/check.html", context, status=400 if problems else 200)
