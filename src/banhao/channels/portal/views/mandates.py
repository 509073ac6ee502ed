"""Mandates: let somebody act for oneself or one's firm; accept one; end one at once."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.operations.mandates import (
    accept_mandate,
    end_mandate,
    give_mandate,
)
from banhao.apps.organisations.queries import mandates as queries
from banhao.apps.people.doors import Request, page
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput
from banhao.core.messages import Message, Text
from banhao.ui.words import both


@page(Act.USE_ACCOUNT)
def mandates(request: Request) -> HttpResponse:
    """Show what one has given and been given; POST gives one."""
    if request.method != "POST":
        return _show(request, {})
    since, until = _day(request.POST.get("since", "")), _day(request.POST.get("until", ""))
    name = request.POST.get("name", "").strip()
    wrong: dict[str, Message] = {}
    if not name:
        wrong["name"] = Message("mandate.no_name")
    if since is None:
        wrong["since"] = Message("mandate.no_day")
    if until is None:
        wrong["until"] = Message("mandate.no_day")
    if not wrong and since and until:
        try:
            give_mandate(
                actor=request.actor,
                name=name,
                contact=request.POST.get("contact", ""),
                firm=request.POST.get("firm", ""),
                themes=set(request.POST.getlist("theme")) & _themes().keys(),
                since=since,
                until=until,
                now=timezone.now(),
            )
        except BadInput as refusal:
            wrong[refusal.field or "name"] = refusal.message
        else:
            messages.success(request, both("已授权，等他接受。", "Given; they have to accept it."))
            return redirect("portal:mandates")
    return _show(request, wrong)


@require_POST
@page(Act.USE_ACCOUNT)
def accept(request: Request, number: int) -> HttpResponse:
    """Take on a mandate that was given to oneself."""
    accept_mandate(actor=request.actor, mandate=number, now=timezone.now())
    messages.success(request, both("已接受，可以代他办了。", "Accepted; you can act for them."))
    return redirect("portal:mandates")


@require_POST
@page(Act.USE_ACCOUNT)
def end(request: Request, number: int) -> HttpResponse:
    """End a mandate at once, from either side."""
    end_mandate(actor=request.actor, mandate=number, now=timezone.now())
    messages.success(request, both("授权已结束，马上生效。", "The mandate has ended, at once."))
    return redirect("portal:mandates")


def _show(request: Request, wrong: dict[str, Message]) -> HttpResponse:
    today, themes = localdate(timezone.now()), _themes()
    context = {
        "given": [(one, _scope(one, themes)) for one in queries.given(request.actor, today)],
        "received": [(one, _scope(one, themes)) for one in queries.received(request.actor, today)],
        "firms": organisations.own_firms(request.actor),
        "themes": sorted(themes.items()),
        "ticked": request.POST.getlist("theme"),
        "typed": request.POST,
        "today": today,
        "problems": list(wrong.items()),
        "wrong": wrong,
    }
    return render(request, "portal/mandates.html", context, status=400 if wrong else 200)


def _themes() -> dict[str, Text]:
    regions = catalogues.published().regions.values()
    return {theme.id: theme.title for region in regions for theme in region.themes.values()}


def _scope(one: queries.Given, themes: dict[str, Text]) -> list[Text]:
    """Return the titles of the themes it is for; none = all of them."""
    return [themes.get(theme, Text(theme)) for theme in sorted(one.mandate.themes)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
