"""My absence: from when until when, and who stands in; back again."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from banhao.apps.organisations.operations.absences import (
    be_absent,
    end_absence,
    note_absence,
)
from banhao.apps.organisations.queries import absences as queries
from banhao.apps.people import queries as people
from banhao.apps.people.doors import Request, page
from banhao.channels.office.forms import AbsenceForm
from banhao.core.authority.acts import Act, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.ARRANGE_ABSENCE)
def absence(request: Request) -> HttpResponse:
    """Show one's absences and whom one stands in for; POST says a new one."""
    if request.method != "POST":
        return _show(request, {})
    since, until = _day(request.POST.get("since", "")), _day(request.POST.get("until", ""))
    deputy = request.POST.get("deputy", "")
    wrong: dict[str, Message] = {}
    if since is None:
        wrong["since"] = Message("absence.no_day")
    if until is None:
        wrong["until"] = Message("absence.no_day")
    if since and until:
        number = int(deputy) if deputy.isdecimal() else 0
        now = timezone.now()
        try:
            be_absent(actor=request.actor, deputy=number, since=since, until=until, now=now)
        except BadInput as refusal:
            wrong[refusal.field or "since"] = refusal.message
        except Conflict as refusal:
            wrong["since"] = refusal.message
        else:
            messages.success(request, both("已登记，那几天由他代办。", "Noted; they stand in."))
            return redirect("office:absence")
    return _show(request, wrong)


@require_POST
@page(Act.ARRANGE_ABSENCE)
def end(request: Request, number: int) -> HttpResponse:
    """Be back at once."""
    end_absence(actor=request.actor, absence=number, now=timezone.now())
    messages.success(request, both("已结束，从现在起不再代办。", "Ended; nobody stands in now."))
    return redirect("office:absence")


@page(Act.ARRANGE_FOR_OTHERS)
@require_http_methods(["GET", "POST"])
def others(request: Request) -> HttpResponse:
    """Show who of one's department is away; note another absence, with its reason."""
    now = timezone.now()
    led = queries.officers_led(request.actor, localdate(now))
    sent = (request.POST,) if request.method == "POST" else ()
    form = AbsenceForm(led, *sent)
    if form.is_valid():
        form.run(note_absence, actor=request.actor, now=now, **form.values())
        if form.is_valid():
            messages.success(
                request, both("已登记，那几天由同事代办。", "Noted; the colleague stands in.")
            )
            return redirect("office:others-absence")
    away = queries.absences_among(dict(led), localdate(now))
    numbers = {one.deputy for one in away} | {one.absent for one in away}
    names = {n: account.display_name for n, account in people.accounts(numbers).items()}
    rows = [(one, names.get(one.absent, "—"), names.get(one.deputy, "—")) for one in away]
    return render(request, "office/others_absence.html", {"form": form, "rows": rows, "led": led})


@require_POST
@page(Act.ARRANGE_FOR_OTHERS)
def end_others(request: Request, number: int) -> HttpResponse:
    """Let somebody be back at once."""
    end_absence(actor=request.actor, absence=number, now=timezone.now())
    messages.success(request, both("已结束，从现在起不再代办。", "Ended; nobody stands in now."))
    return redirect("office:others-absence")


def _show(request: Request, wrong: dict[str, Message]) -> HttpResponse:
    today = localdate(timezone.now())
    own = queries.absences_of(request.actor, today)
    for_others = queries.standing_in(request.actor, today)
    numbers = {one.deputy for one in own} | {one.absent for one in for_others}
    names = {n: account.display_name for n, account in people.accounts(numbers).items()}
    context = {
        "own": [(one, names.get(one.deputy, "—")) for one in own],
        "for_others": [(one, names.get(one.absent, "—")) for one in for_others],
        "leads": isinstance(may(request.actor, Act.ARRANGE_FOR_OTHERS, Thing(), today), Allowed),
        "colleagues": queries.possible_deputies(request.actor, today),
        "today": today,
        "typed": request.POST,
        "problems": list(wrong.items()),
        "wrong": wrong,
    }
    return render(request, "office/absence.html", context, status=400 if wrong else 200)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
