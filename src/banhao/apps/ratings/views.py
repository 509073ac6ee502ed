"""Pages of ratings for officials: figures of five or more; for the desk, whom to call."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.people.doors import Request, log_read, page
from banhao.apps.people.entrance import work_pages
from banhao.apps.ratings import queries, services
from banhao.apps.ratings.results import results
from banhao.core.authority.acts import Act


@require_safe
@page(Act.SEE_RATINGS)
def figures(request: Request) -> HttpResponse:
    """Distribution and rate of good ratings by department and item."""
    services.rules()
    now = timezone.now()
    channel, period = request.GET.get("channel", ""), request.GET.get("period", "")
    found = results(request.actor, now, channel, period)
    return render(request, "ratings/figures.html", {"results": found} | _frame(request, now))


@require_safe
@page(Act.SEE_BAD_RATINGS)
def desk(request: Request) -> HttpResponse:
    """Bad ratings whose raters left their name; every look is logged."""
    rules, now = services.rules(), timezone.now()
    found = queries.calls(request.actor, now)
    for call in found:
        log_read(request.actor, f"bad-rating:{call.id}", Act.SEE_BAD_RATINGS, now)
    titles = {option.id: option.title for option in rules.options}
    departments = {
        one.id: one.title
        for region in catalogues.published().regions.values()
        for one in region.departments.values()
    }
    context = {"calls": found, "titles": titles, "departments": departments, **_frame(request, now)}
    return render(request, "ratings/desk.html", context)


def _frame(request: Request, now: datetime) -> dict[str, object]:
    """Return the way back to one's own work, "" for the desk, whose work this is."""
    own = reverse("ratings:figures")
    return {"work": next((p for p in work_pages(request.actor, now) if p != own), "")}
