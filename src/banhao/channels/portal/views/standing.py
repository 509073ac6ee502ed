"""What holds for the applicant (pledges, e-licences, …), changed while the draft is open."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import operations, queries
from banhao.apps.drafts.draft import Change, Draft
from banhao.apps.people.doors import Request, page
from banhao.channels.portal import beginning, drafting
from banhao.channels.portal.beginning import Matter
from banhao.channels.portal.reasons import reasons
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate


@page(Act.DRAFT)
def standing(request: Request, draft_id: UUID) -> HttpResponse:
    """Ask again what the draft began with; POST changes the plan and says what changed in it."""
    draft = queries.draft(request.actor, draft_id)
    if queries.is_stale(draft):
        return redirect("portal:refresh", draft_id)
    names = _names(draft)
    if request.method == "POST":
        return _change(request, draft, beginning.asked(names, request.POST, sent=True))
    return _show(request, draft, beginning.said_before(names, draft.standing))


def _names(draft: Draft) -> Sequence[str]:
    catalogue = catalogues.catalogue(draft.catalogue_version)
    theme, answers = catalogue.theme(draft.theme), catalogues.plan(draft.plan).answers
    asked = {q.element: answers[q.element] for q in theme.questions if q.element in answers}
    return beginning.matters(catalogue, theme, asked)


def _change(request: Request, draft: Draft, found: Sequence[Matter]) -> HttpResponse:
    if any(matter.wrong for matter in found):
        return _show(request, draft, found)
    change = operations.change_standing(
        actor=request.actor,
        draft_id=draft.id,
        standing=beginning.standing_of(found),
        now=timezone.now(),
    )
    before = catalogues.plan(draft.plan)
    after = catalogues.plan(queries.draft(request.actor, draft.id).plan)
    catalogue = catalogues.catalogue(after.catalogue_version)
    today = localdate(timezone.now())
    why = reasons(before, after, catalogue, today, catalogues.calendar())
    context = {
        "draft": draft,
        "title": drafting.title_of(draft),
        "changes": drafting.changes(draft, _beside_papers(change)),
        "why": why,
        "before": before,
        "after": after,
    }
    return render(request, "portal/standing_changed.html", context)


def _beside_papers(change: Change) -> Change:
    """Return the change without the papers: those stand with their reasons."""
    return replace(change, added_materials=(), removed_materials=())


def _show(request: Request, draft: Draft, found: Sequence[Matter]) -> HttpResponse:
    problems = [(f"s-{m.name}", m.title) for m in found if m.wrong]
    context = {
        "draft": draft,
        "title": drafting.title_of(draft),
        "matters": found,
        "problems": problems,
    }
    return render(request, "portal/standing.html", context, status=400 if problems else 200)
