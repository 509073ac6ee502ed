"""The clerk's first page: who waits, what is to be handed out."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banhao.apps.people.doors import Request, page
from banhao.channels.counter.tickets import panel
from banhao.channels.counter.waiting import lists
from banhao.core.authority.acts import Act


@page(Act.SEE_COUNTER)
def home(request: Request) -> HttpResponse:
    """The queue of submitted cases left, today's hand-outs right."""
    now = timezone.now()
    found = lists(request.actor, now, _after(request.GET.get("after", "")))
    return render(request, "counter/home.html", {"lists": found, "now": now, **panel(request, now)})


def _after(text: str) -> datetime | None:
    """Return where the page begins, None for the first page or what cannot be read."""
    try:
        after = datetime.fromisoformat(text)
    except ValueError:
        return None
    return after if after.tzinfo else None
