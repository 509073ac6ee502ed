"""The clerk's first page: who waits, what is to be handed out."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases import queries as cases
from banhao.apps.files import scans
from banhao.apps.people.doors import Request, page
from banhao.channels.counter.tickets import panel
from banhao.channels.counter.waiting import lists
from banhao.core.authority.acts import Act


@page(Act.SEE_COUNTER)
def home(request: Request) -> HttpResponse:
    """The queue of submitted cases left, today's hand-outs right; `number`: scanned or typed."""
    now, scanned = timezone.now(), request.GET.get("number", "").strip()[:200]
    case_id = cases.numbered(request.actor, scanned, now)
    if case_id:
        return redirect("counter:case", case_id)
    found = lists(request.actor, now, _after(request.GET.get("after", "")))
    context = {
        "lists": found,
        "now": now,
        "unknown": scanned,
        "has_scans": scans.is_on(),
        **panel(request, now),
    }
    return render(request, "counter/home.html", context)


def _after(text: str) -> datetime | None:
    """Return where the page begins, None for the first page or what cannot be read."""
    try:
        after = datetime.fromisoformat(text)
    except ValueError:
        return None
    return after if after.tzinfo else None
