"""What a district offers: themes of the regions above it, handled by its own departments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from banhao.apps.catalogues import queries
from banhao.apps.catalogues.operations import offers as operations
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.forms import OfferForm
from banhao.channels.administration.offering import listed
from banhao.channels.administration.views import form_page, today
from banhao.core.authority.acts import Act
from banhao.core.catalogue.values import Theme
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text
from banhao.ui.words import both


@page(Act.OFFER_THEME)
@require_safe
def offers(request: Request, code: str) -> HttpResponse:
    """List what a region offers, and what it could take over from the regions above it."""
    _, on = today()
    region = administered.own_region(request.actor, code, on)
    taken, above = queries.offered_themes(code), queries.themes_above(code)
    names = {theme.partition("/")[2] for theme in taken}
    context = {
        "region": region,
        "taken": listed(theme for theme in above if theme.id in taken),
        "free": listed(theme for theme in above if theme.id not in taken),
        "own": listed(theme for theme in queries.own_themes(code) if _name(theme) not in names),
        "departments": len(organisations.departments(code)),
    }
    return render(request, "administration/offers.html", context)


@page(Act.OFFER_THEME)
@require_http_methods(["GET", "POST"])
def offer(request: Request, code: str, above: str, name: str) -> HttpResponse:
    """Choose who handles each item of a theme, and offer it from now on."""
    now, on = today()
    region, theme = administered.own_region(request.actor, code, on), _theme(code, above, name)
    departments = organisations.departments(code)
    form = OfferForm(theme, code, departments, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.offer_theme(
            actor=request.actor,
            region=code,
            theme=theme.id,
            authorities=form.authorities(),
            now=now,
        )
        messages.success(request, both("已开始办理。", "It is offered from now on."))
        return redirect("administration:offers", code)
    return form_page(
        request,
        form,
        Text(
            f"{region.title.zh}办理：{theme.title.zh}", f"{_en(region.title)}: {_en(theme.title)}"
        ),
        Text("开始办理", "Offer it"),
        reverse("administration:offers", args=[code]),
        lead=Text(
            "时限、办理方式、材料沿用上级的规定，只选每件事由哪个部门办。在办的件不受影响。",
            "Limits, ways and materials stay as the region above has them; choose only who handles "
            "each item. Running cases keep their plans.",
        ),
    )


@page(Act.OFFER_THEME)
@require_http_methods(["GET", "POST"])
def stop_offer(request: Request, code: str, above: str, name: str) -> HttpResponse:
    """Warn, then offer a theme no more."""
    now, on = today()
    administered.own_region(request.actor, code, on)
    theme = _theme(code, above, name)
    if request.method == "POST":
        operations.stop_offering(actor=request.actor, region=code, theme=theme.id, now=now)
        messages.success(request, both("已停止办理。", "It is offered no more."))
        return redirect("administration:offers", code)
    return form_page(
        request,
        None,
        Text(f"停止办理：{theme.title.zh}？", f"Stop offering {_en(theme.title)}?"),
        Text("停止办理", "Stop offering it"),
        reverse("administration:offers", args=[code]),
        lead=Text(
            "申请人不能再在这里申报；在办的件照常办完。以后可以再开始。",
            "Nobody can file here any more; running cases go on. It can be offered again.",
        ),
        harm=True,
    )


def _name(theme: Theme) -> str:
    return theme.id.partition("/")[2]


def _theme(code: str, above: str, name: str) -> Theme:
    for theme in queries.themes_above(code):
        if theme.id == f"{above}/{name}":
            return theme
    raise NotFound(Message("catalogues.no_theme_above"))


def _en(text: Text) -> str:
    return text.en or text.zh
