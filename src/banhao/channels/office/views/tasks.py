"""The first page of an office: my tasks, as a page and as a spreadsheet; several at once."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banhao.apps.cases.taskcounts import Show
from banhao.apps.people.doors import Request, log_read, page
from banhao.apps.replica.queries import from_replica
from banhao.channels.office import bulk as several
from banhao.channels.office import export as sheets
from banhao.channels.office.bulk import Verb
from banhao.channels.office.listing import Board, board
from banhao.channels.office.tasklines import lines_of
from banhao.channels.office.wanted import Wanted, wanted
from banhao.core.authority.acts import Act
from banhao.core.authority.rules import offices_for
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput
from banhao.core.messages import Message


@page(Act.SEE_OFFICE)
def tasks(request: Request) -> HttpResponse:
    """Running branches of my departments, the most urgent first; today's visits beside them."""
    return _show(request)


@page(Act.SEE_OFFICE)
def export(request: Request) -> HttpResponse:
    """The rows that the filter shows as a spreadsheet; noted as a read, with its filter."""
    now = timezone.now()
    chosen = wanted(request.actor, request.GET, now)
    found = from_replica(partial(sheets.rows, request.actor, chosen, now))
    log_read(request.actor, f"tasks:{len(found)}", "export", now)
    response = HttpResponse(sheets.workbook(found), content_type=sheets.TYPE)
    name = f"tasks-{localdate(now):%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@page(Act.WORK_BRANCH)
def bulk(request: Request) -> HttpResponse:
    """Claim or give back several tasks: first what would happen to each, then what has happened."""
    if request.method != "POST":
        return _show(request)
    now = timezone.now()
    try:
        verb, picks = _verb(request), several.picks(request.POST.getlist("pick"))
    except BadInput as refusal:
        return _show(request, problem=refusal.message)
    confirmed = request.POST.get("confirm") == "yes"
    todo = several.carry_out if confirmed else several.preview
    lines = todo(request.actor, verb, picks, now)
    context = {
        "verb": verb.value,
        "confirmed": confirmed,
        "lines": lines,
        "going": [line for line in lines if line.goes],
        "missing": len(picks) - len(lines),
    }
    return render(request, "office/bulk.html", context)


def _show(request: Request, problem: Message | None = None) -> HttpResponse:
    now = timezone.now()
    chosen = wanted(request.actor, request.GET, now)
    found = board(request.actor, now, chosen)
    context = {
        "board": found,
        "lines": lines_of(found.tasks),
        "now": now,
        "show": chosen.show,
        "number": chosen.number,
        "item": chosen.item,
        "chips": _chips(found, chosen),
        "more": chosen.address(after=found.more) if found.more else "",
        "first": chosen.address() if chosen.after else "",
        "here": chosen.address(),
        "everything": Wanted().address(),
        "urgent": _urgent(found),
        "all_count": found.counts[Show.ALL],
        "shown_count": found.counts[chosen.show],
        "has_counter": bool(offices_for(request.actor, Act.SEE_COUNTER, localdate(now))),
        "may_work": bool(offices_for(request.actor, Act.WORK_BRANCH, localdate(now))),
        "problem": problem,
    }
    return render(request, "office/tasks.html", context, status=400 if problem else 200)


def _verb(request: Request) -> Verb:
    chosen = request.POST.get("verb", "")
    if chosen not in {each.value for each in Verb}:
        raise BadInput(Message("office.bulk.no_verb"), field="verb")
    return Verb(chosen)


def _urgent(found: Board) -> tuple[int, int] | None:
    """Return how many are overdue and soon, None if there are none."""
    late, soon = found.counts[Show.LATE], found.counts[Show.SOON]
    return (late, soon) if late or soon else None


def _chips(found: Board, chosen: Wanted) -> Sequence[tuple[str, str, int, bool]]:
    """Return (code, address, count, whether it is shown) of each filter."""
    return [
        (
            f"office.show.{each.value}",
            chosen.address(show=each),
            found.counts[each],
            each is chosen.show,
        )
        for each in Show
    ]
