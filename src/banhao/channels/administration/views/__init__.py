"""Pages of the administrator; here what all of them share."""

from collections.abc import Sequence
from datetime import date, datetime

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banhao.apps.people.doors import Request
from banhao.core.clock.local import localdate
from banhao.core.messages import Text


def today() -> tuple[datetime, date]:
    """Return this moment and its date in China."""
    now = timezone.now()
    return now, localdate(now)


def form_page(
    request: Request,
    form: Form | None,
    heading: Text,
    button: Text,
    back: str,
    *,
    lead: Text | None = None,
    facts: Sequence[tuple[Text, object]] = (),
    links: Sequence[tuple[str, Text]] = (),
    harm: bool = False,
) -> HttpResponse:
    """Return the one page with a form on it. `harm`: what it does is said in a warning first.

    `links`: (URL, words) of further errands with the same thing; `back`: URL of the list.
    """
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "back": back,
        "lead": lead,
        "facts": facts,
        "links": links,
        "harm": harm,
    }
    return render(request, "administration/form.html", context)


def wanted(request: Request) -> dict[str, str]:
    """Return what a list is filtered by: words, and a region's code."""
    return {
        "words": request.GET.get("words", "").strip()[:60],
        "region_code": request.GET.get("region", "")[:6],
    }
