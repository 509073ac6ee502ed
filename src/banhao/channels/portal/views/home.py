"""The home page, and the two switches of every page: language and print size."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from banhao.apps.people.doors import Request, page
from banhao.channels.portal.shelf import cards
from banhao.core.authority.acts import Act
from banhao.ui.words import CHINESE, ENGLISH

YEAR = 365 * 24 * 3600
LONGEST_SEARCH = 60


@page(Act.SEE_PUBLIC)
def home(request: Request) -> HttpResponse:
    """Themes as cards, filtered by words; below it verifying and finding one's case."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = cards(words)
    return render(request, "portal/home.html", {"words": words, "cards": found})


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
