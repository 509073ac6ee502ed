"""The home page, and the two switches of every page: language and print size."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from banhao.apps.people.doors import Request, page
from banhao.channels.portal.shelf import cards, stations
from banhao.core.authority.acts import Act
from banhao.ui.words import CHINESE, ENGLISH

YEAR = 365 * 24 * 3600
LONGEST_SEARCH = 60
MOST_USED = 8  # two rows of cards on a desk


@page(Act.SEE_PUBLIC)
def home(request: Request) -> HttpResponse:
    """The map of two lives and the most used themes; or those of some words, a stage, or all."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    wanted = request.GET.get("stage", "")
    lives = stations()
    stage = next((s for _, row in lives for s, _ in row if s.id == wanted), None)
    found = cards(words, stage.id if stage else "")
    narrowed = bool(words or stage or request.GET.get("all"))
    context = {
        "words": words,
        "stage": stage,
        "lives": lives,
        "narrowed": narrowed,
        "count": len(found),
        "cards": found if narrowed else found[:MOST_USED],
    }
    return render(request, "portal/home.html", context)


@page(Act.SEE_PUBLIC)
def mode(request: Request) -> HttpResponse:
    """Keep the chosen language or print size in a cookie and go back to the page."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if request.GET.get("lang") in {CHINESE, ENGLISH}:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.GET["lang"], max_age=YEAR)
    if request.GET.get("print") in {"large", "normal"}:
        response.set_cookie("print", request.GET["print"], max_age=YEAR)
    return response
