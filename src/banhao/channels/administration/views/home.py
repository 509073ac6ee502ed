"""The way in: what there is, and what to do first where there is nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.views import today
from banhao.core.authority.acts import Act, Allowed, Thing
from banhao.core.authority.rules import may


@page(Act.ADMINISTER)
@require_safe
def home(request: Request) -> HttpResponse:
    """Return how many regions, departments, counters, people and posts are the actor's."""
    _, on = today()
    counts = administered.counts(request.actor, on)
    holidays = isinstance(may(request.actor, Act.IMPORT_HOLIDAYS, Thing(), on), Allowed)
    context = {"counts": counts, "may_import_holidays": holidays}
    return render(request, "administration/home.html", context)
