"""Rate one service: by the link on its page, in a message, or in the QR code from the counter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.certificates.visitors import visitor_of
from banhao.apps.people import queries as people
from banhao.apps.people.doors import Request, page
from banhao.apps.people.operations.tries import count_try
from banhao.apps.ratings import links, operations
from banhao.channels.portal.rating import rating_page, read_answer
from banhao.core.authority.acts import Act
from banhao.core.errors import BadInput, NotAllowed, NotFound
from banhao.core.messages import Message

KIND = "rate"
FREE = 10  # wrong links in an hour that cost no wait


@page(Act.RATE)
def rate(request: Request, word: str) -> HttpResponse:
    """Five faces, what can be ticked below each, words; what was said is never shown again."""
    now = timezone.now()
    wait = people.seconds_to_wait(kind=KIND, key=visitor_of(request), free=FREE, now=now)
    if wait:
        return _wait(request, wait)
    try:
        link = links.read(word)
    except NotFound:
        count_try(kind=KIND, key=visitor_of(request), now=now)
        raise
    try:
        if request.method == "POST":
            return _keep(request, link, now)
        return _show(request, link, now, {})
    except NotAllowed as refusal:
        context = {"message": refusal.message}
        return render(request, "portal/rate_closed.html", context, status=409)


@page(Act.RATE)
def rated(request: Request, word: str) -> HttpResponse:
    """Say thanks. The link on this page may change the rating; nobody else has it."""
    links.read(word)
    return render(request, "portal/rated.html", {"word": word})


def _keep(request: Request, link: links.Link, now: datetime) -> HttpResponse:
    try:
        answer = read_answer(request.POST)
        operations.rate(actor=request.actor, link=link, answer=answer, now=now)
    except BadInput as refusal:
        return _show(request, link, now, {refusal.field: refusal.message})
    return redirect("portal:rated", replace(link, may_change=True).word)


def _show(
    request: Request, link: links.Link, now: datetime, problems: Mapping[str, Message]
) -> HttpResponse:
    posted = request.POST if problems else None
    found = rating_page(link, now, posted, problems)
    context = {"rating": found, "posted": posted}
    return render(request, "portal/rate.html", context, status=400 if problems else 200)


def _wait(request: Request, seconds: int) -> HttpResponse:
    message = Message("rating.too_soon", seconds=seconds)
    response = render(request, "portal/rate_closed.html", {"message": message}, status=429)
    response["Retry-After"] = str(seconds)
    return response
