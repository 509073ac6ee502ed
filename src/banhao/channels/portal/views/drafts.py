"""Begin a draft; the form as a task list, one section a page, saved while it is typed."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from banhao.apps.drafts import operations, queries
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.queries.mandates import acting_for
from banhao.apps.people.doors import Request, page
from banhao.channels.portal import answering, beginning, drafting, evidenced, resuming, shelf
from banhao.core.authority.acts import Act
from banhao.core.catalogue.values import Element
from banhao.core.forms.values import Fields, FormProblem

MANDATE = "m:"  # before the number of a mandate, among the choices of for whom


@page(Act.DRAFT)
def begin(request: Request, region: str, name: str) -> HttpResponse:
    """Ask for whom and what of their standing matters; then the draft starts."""
    catalogue, theme = shelf.theme_of(region, name)
    answers = answering.kept(request.session, catalogue, theme)
    still_open = answering.still_open(catalogue, theme, answers)
    if still_open:  # also what was put off: a form can only be filled in for one plan
        address = reverse("portal:questions", args=[region, name])
        return redirect(f"{address}?ask={still_open[0].element}")
    names = beginning.matters(catalogue, theme, answers)
    sent, chosen = request.method == "POST", request.POST.get("firm", "")
    mandate = _mandate(chosen)
    found = beginning.asked(names, request.POST, sent=sent)
    if sent and not any(matter.wrong for matter in found):
        draft = operations.start_draft(
            actor=request.actor,
            theme=theme.id,
            answers=answers,
            standing=beginning.standing_of(found),
            firm="" if mandate else chosen,
            mandate=mandate,
            now=timezone.now(),
        )
        answering.forget(request.session, theme)
        return redirect("portal:draft", draft.id)
    context = {
        "theme": theme,
        "where": theme.id.split("/"),
        "matters": found,
        "problems": [(f"s-{m.name}", m.title) for m in found if m.wrong],
        "firms": organisations.own_firms(request.actor),
        "firm": chosen,
        "principals": acting_for(request.actor, theme.id),
    }
    return render(request, "portal/begin.html", context, status=400 if context["problems"] else 200)


def _mandate(chosen: str) -> int | None:
    """Return the mandate of a choice like "m:7"; None: it is for oneself or one's firm."""
    number = chosen.removeprefix(MANDATE)
    return int(number) if chosen.startswith(MANDATE) and number.isdecimal() else None


@page(Act.DRAFT)
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """The draft as a task list: sections of the form, materials, check and sign."""
    now = timezone.now()
    found = queries.draft(request.actor, draft_id)
    if queries.is_stale(found):
        return redirect("portal:refresh", draft_id)
    folder = drafting.folder(found, now)
    papers = evidenced.papers_of(found.id, folder.plan, folder.catalogue, now)
    parts = drafting.sections(folder)
    context = {
        "draft": found,
        "plan": folder.plan,
        "sections": parts,
        "next": next((part for part in parts if part.problems), None),
        "papers": papers,
        "ask_first": drafting.sources_that_fill(folder, papers.to_agree),
        "problems": folder.problems,
    }
    return render(request, "portal/draft.html", context)


@page(Act.DRAFT, signed_out=resuming.keep)
def section(request: Request, draft_id: UUID, key: str) -> HttpResponse:
    """One section; POST saves it (also while typing, through htmx) and goes on if it is right."""
    if request.method == "POST":
        return _save(request, draft_id, key)
    resuming.resume(request, draft_id, timezone.now())
    return _show(request, draft_id, key, all_problems="check" in request.GET)


@page(Act.DRAFT)
def refresh(request: Request, draft_id: UUID) -> HttpResponse:
    """Bring the draft to the published catalogue and say what changed."""
    found = queries.draft(request.actor, draft_id)
    change = None
    if request.method == "POST":
        now = timezone.now()
        change = operations.refresh_draft(actor=request.actor, draft_id=draft_id, now=now)
        if not change.anything:
            return redirect("portal:draft", draft_id)
    context = {
        "draft": found,
        "title": drafting.title_of(found),
        "changes": drafting.changes(found, change) if change else (),
    }
    return render(request, "portal/refresh.html", context)


@page(Act.DRAFT)
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Delete the draft, after a page that says what is lost."""
    found = queries.draft(request.actor, draft_id)
    if request.method == "POST":
        operations.delete_draft(actor=request.actor, draft_id=draft_id, now=timezone.now())
        return redirect("portal:cases")
    context = {"draft": found, "title": drafting.title_of(found)}
    return render(request, "portal/discard.html", context)


def _save(request: Request, draft_id: UUID, key: str) -> HttpResponse:
    now = timezone.now()
    drop, take = request.POST.get("drop", ""), request.POST.get("take", "")
    sent = {n: v for n, v in request.POST.lists() if not drop or not n.startswith(f"{drop}-")}
    if take:
        sent |= drafting.known_inputs(queries.draft(request.actor, draft_id), take, now)
    wrong = operations.save_section(
        actor=request.actor,
        draft_id=draft_id,
        fields=sent,
        seen=request.POST.get("seen", ""),
        now=now,
    )
    elsewhere = drafting.changed_elsewhere(wrong)
    if elsewhere and not request.headers.get("HX-Request"):
        return _show(request, draft_id, key, elsewhere=elsewhere, sent=sent)
    if drop or take or "stay" in request.POST:
        return _back(draft_id, key, take)
    folder = drafting.folder(queries.draft(request.actor, draft_id), now)
    part = next((each for each in drafting.sections(folder) if each.key == key), None)
    if part is None:  # the answer has taken the whole part away
        return redirect("portal:draft", draft_id)
    shown = set(request.POST["shown"].split(",")) if "shown" in request.POST else part.asks
    asked_anew = [each for each in part.elements if each.id not in shown]
    if request.headers.get("HX-Request"):
        seen = drafting.seen(folder, part, request.POST.get("seen", ""), elsewhere)
        return _saved(request, now, wrong, seen, changed=part.asks != shown)
    if asked_anew and {p.element for p in part.problems} <= {e.id for e in asked_anew}:
        return _show(request, draft_id, key, asked_anew=asked_anew)
    if part.problems:
        return _show(request, draft_id, key, all_problems=True)
    following = [each for each in drafting.sections(folder) if each.number > part.number]
    if following:
        return redirect("portal:section", draft_id, following[0].key)
    return redirect("portal:materials", draft_id)


def _back(draft_id: UUID, key: str, element: str) -> HttpResponse:
    """Show the part again, at the element that a button beside it was about."""
    answer = redirect("portal:section", draft_id, key)
    if element:
        answer["Location"] += f"#{quote(element)}"
    return answer


def _saved(
    request: Request, now: datetime, wrong: Sequence[FormProblem], seen: str, *, changed: bool
) -> HttpResponse:
    """Answer the autosave; says if the answers add or take away fields (nothing is swapped away
    under the hands of somebody who is typing).
    """
    elsewhere = len(drafting.changed_elsewhere(wrong))
    context = {
        "at": now,
        "wrong": len(wrong) - elsewhere,
        "elsewhere": elsewhere,
        "changed": changed,
        "seen": seen,
    }
    return render(request, "portal/parts/saved.html", context)


def _show(
    request: Request,
    draft_id: UUID,
    key: str,
    *,
    all_problems: bool = False,
    asked_anew: Sequence[Element] = (),
    elsewhere: Sequence[FormProblem] = (),
    sent: Fields | None = None,
) -> HttpResponse:
    """Show a part; `elsewhere`: what another page has changed, `sent`: what was typed here."""
    folder = drafting.folder(queries.draft(request.actor, draft_id), timezone.now())
    part = drafting.section(folder, key)
    shown = part.problems if all_problems else drafting.unread(part.problems)
    shown = [*elsewhere, *(p for p in shown if p.element not in {e.element for e in elsewhere})]
    context = {
        "draft": folder.draft,
        "plan": folder.plan,
        "section": part,
        "sections": drafting.sections(folder),
        "fields": drafting.fields(
            folder, part, show=shown, typed_here=drafting.typed_of(part, elsewhere, sent or {})
        ),
        "seen": drafting.seen(folder, part),
        "problems": drafting.told(folder, shown),
        "readers": drafting.readers(folder, part),
        "asked_anew": asked_anew,
    }
    wrong = request.method == "POST" and bool(shown)
    status = 409 if elsewhere else 400 if wrong else 200
    return render(request, "portal/section.html", context, status=status)
