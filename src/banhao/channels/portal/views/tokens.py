"""Tokens of an agent's own filing system: one for a mandate, shown once, revoked at once."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from banhao.apps.organisations.queries.mandates import acting_for
from banhao.apps.people.doors import Request, page
from banhao.apps.tokens import operations, queries
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate
from banhao.core.errors import Refusal
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.USE_ACCOUNT)
@never_cache
def tokens(request: Request) -> HttpResponse:
    """List one's tokens; POST makes one and shows it on this page, once."""
    if request.method != "POST":
        return _show(request)
    mandate, until = request.POST.get("mandate", ""), _day(request.POST.get("until", ""))
    if until is None:
        return _show(request, wrong={"until": Message("mandate.no_day")})
    try:
        made = operations.make_mandate_token(
            actor=request.actor,
            mandate=int(mandate) if mandate.isdecimal() else 0,
            name=request.POST.get("name", ""),
            until=until,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _show(request, wrong={refusal.field or "mandate": refusal.message})
    return _show(request, secret=made.secret)


@require_POST
@page(Act.USE_ACCOUNT)
def revoke(request: Request, number: int) -> HttpResponse:
    """End a token at once."""
    operations.revoke_token(actor=request.actor, token_id=number, now=timezone.now())
    messages.success(request, both("令牌已作废，马上生效。", "The token is revoked, at once."))
    return redirect("portal:tokens")


def _show(
    request: Request, *, secret: str = "", wrong: dict[str, Message] | None = None
) -> HttpResponse:
    today = localdate(timezone.now())
    context = {
        "rows": queries.mandate_tokens(request.actor, today),
        "mandates": acting_for(request.actor),
        "secret": secret,
        "typed": {} if secret else request.POST,
        "today": today,
        "problems": list((wrong or {}).items()),
        "wrong": wrong or {},
    }
    return render(request, "portal/tokens.html", context, status=400 if wrong else 200)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
