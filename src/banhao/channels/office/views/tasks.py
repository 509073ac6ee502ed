"""The first page of an office: my tasks."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banhao.apps.cases.tasklist import Place, Show
from banhao.apps.people.doors import Request, page
from banhao.channels.office.listing import Board, board
from banhao.core.authority.acts import Act
from banhao.core.authority.rules import offices_for
from banhao.core.clock.local import localdate

LONGEST_NUMBER = 40


@page(Act.SEE_OFFICE)
def tasks(request: Request) -> HttpResponse:
    """Running branches of my departments, the most urgent first; today's visits beside them."""
    now = timezone.now()
    show, number = _show(request), request.GET.get("number", "").strip()[:LONGEST_NUMBER]
    found = board(request.actor, now, show, number, _place(request.GET.get("after", "")))
    context = {
        "board": found,
        "now": now,
        "show": show,
        "number": number,
        "chips": _chips(found, show, number),
        "more": _address(show, number, found.more) if found.more else "",
        "urgent": _urgent(found),
        "all_count": found.counts[Show.ALL],
        "has_counter": bool(offices_for(request.actor, Act.SEE_COUNTER, localdate(now))),
    }
    return render(request, "office/tasks.html", context)


def _urgent(found: Board) -> tuple[int, int] | None:
    """Return how many are overdue and soon, None if there are none."""
    late, soon = found.counts[Show.LATE], found.counts[Show.SOON]
    return (late, soon) if late or soon else None


def _chips(found: Board, show: Show, number: str) -> Sequence[tuple[str, str, int, bool]]:
    """Return (code, address, count, whether it is shown) of each filter."""
    return [
        (f"office.show.{each.value}", _address(each, number), found.counts[each], each is show)
        for each in Show
    ]


def _address(show: Show, number: str, after: Place | None = None) -> str:
    """Return the query of a page of the list; what is not set is not there."""
    place = f"{after.light}.{after.due_on}.{after.id}" if after else ""
    chosen = "" if show is Show.ALL else show.value
    given = {"show": chosen, "number": number, "after": place}
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _show(request: Request) -> Show:
    chosen = request.GET.get("show", "")
    return Show(chosen) if chosen in {each.value for each in Show} else Show.ALL


def _place(text: str) -> Place | None:
    """Return where the page begins, None for the first page or what cannot be read."""
    try:
        light, due_on, number = text.split(".")
        return Place(int(light), date.fromisoformat(due_on), int(number))
    except ValueError:
        return None
