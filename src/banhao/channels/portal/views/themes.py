"""The page of a theme, and the plan made for the answers given."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.people.doors import Request, page
from banhao.channels.portal import answering, shelf
from banhao.channels.portal.faq import told
from banhao.channels.portal.offers import offer, range_left, range_of, station_of
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Unlawful


@page(Act.SEE_PUBLIC)
def theme(request: Request, region: str, name: str) -> HttpResponse:
    """What it takes: the promise, what is saved, the plan, what to bring."""
    catalogue, found = shelf.theme_of(region, name)
    made = shelf.reference_plan(catalogue.version, found.id)
    context = offer(catalogue, found, made, localdate(timezone.now()))
    context["range"] = range_of(catalogue.version, found.id)
    context["station"] = station_of(catalogue, found)
    context["faq"] = told(catalogue.version, found.id)
    return render(request, "portal/theme.html", context)


@page(Act.SEE_PUBLIC)
def plan(request: Request, region: str, name: str) -> HttpResponse:
    """The plan for the answers given; while a question is open, that question."""
    catalogue, found = shelf.theme_of(region, name)
    answers = answering.kept(request.session, catalogue, found)
    put_off = answering.undecided(request.session, catalogue, found, answers)
    if len(put_off) < len(answering.still_open(catalogue, found, answers)):
        return redirect("portal:questions", region, name)
    made = answering.plan_so_far(catalogue, found, answers)
    if isinstance(made, Unlawful):
        return redirect("portal:questions", region, name)
    context = offer(catalogue, found, made, localdate(timezone.now()))
    context["answered"] = answering.answered(catalogue, found, answers, put_off)
    context["undecided"] = put_off
    context["range"] = range_left(catalogue, found, answers) if put_off else None
    return render(request, "portal/plan.html", context)
