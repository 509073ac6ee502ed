"""Check and sign: everything on one page; filing happens once; received."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.drafts import queries as drafts
from banhao.apps.drafts.draft import Draft
from banhao.apps.people import queries as people
from banhao.apps.people.accounts import Account
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
        return _received(request, draft)
    return _show(request, draft_id, {}, key=str(uuid4()))


@page(Act.SEE_OWN_CASE)
def received(request: Request, case_id: UUID) -> HttpResponse:
    """The number, and what happens next in three dated lines."""
    context = following.received(request.actor, case_id, timezone.now())
    return render(request, "portal/received.html", context)


def _sign(request: Request, draft_id: UUID) -> HttpResponse:
    key = request.POST.get("key", "")[:LONGEST_KEY] or str(uuid4())
    name = request.POST.get("name", "").strip()
    draft = drafts.draft(request.actor, draft_id)
    problems = _unsigned(request, _signer(request, draft), name)
    if not problems:
        try:
            submit_case(
                actor=request.actor,
                draft_id=draft_id,
                key=key,
                body=sha256(f"{draft_id}\n{name}".encode()).hexdigest(),
                signature=name,
                now=timezone.now(),
            )
        except BadInput as refusal:
            problems = {"": refusal.message}
        else:
            return _received(request, draft)
    return _show(request, draft_id, problems, key=key, name=name)


def _received(request: Request, draft: Draft) -> HttpResponse:
    """Go to the receipt: the applicant's page, or the one that a clerk prints."""
    page_of = "counter:receipt" if draft.helper == request.actor.person else "portal:received"
    return redirect(page_of, draft.id)


def _signer(request: Request, draft: Draft) -> Account:
    """Return who signs: oneself; at the counter the applicant, beside the clerk who helps."""
    helped = draft.helper is not None and draft.helper == request.actor.person
    return people.account(draft.applicant if helped else request.actor.person or 0)


def _unsigned(request: Request, signer: Account, name: str) -> dict[str, Message]:
    """Return what is missing of a signature: the tick, and the signer's own name."""
    own = signer.display_name
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
        "letter": checking.letter(papers, folder.plan),
        "form_problems": drafting.told(folder, folder.problems),
        "ready": not folder.problems and not papers.blocking,
        "account": _signer(request, folder.draft),
        "problems": list(problems.items()),
        "wrong": problems,
        "key": key,
        "name": name,
    }
    return render(request, "portal/check.html", context, status=400 if problems else 200)
