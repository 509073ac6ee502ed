"""Regions: list, new, rename."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from banhao.apps.organisations.operations import places
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.forms import NamedForm, RegionForm
from banhao.channels.administration.views import form_page, today, wanted
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both


@page(Act.ADMINISTER)
@require_safe
def regions(request: Request) -> HttpResponse:
    """List the regions the actor administers."""
    _, on = today()
    words = wanted(request)["words"]
    found = administered.own_regions(request.actor, on, words)
    return render(request, "administration/regions.html", {"rows": found, "words": words})


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_region(request: Request) -> HttpResponse:
    """Make a region."""
    now, _ = today()
    form = RegionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if form.run(
            places.create_region,
            actor=request.actor,
            code=values["code"],
            slug=values["slug"],
            title=form.title(),
            now=now,
        ):
            messages.success(request, both("地区已建好。", "The region is made."))
            return redirect("administration:regions")
    back = reverse("administration:regions")
    return form_page(
        request, form, Text("新建地区", "New region"), Text("建这个地区", "Make the region"), back
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def region(request: Request, code: str) -> HttpResponse:
    """Rename a region."""
    now, on = today()
    own = administered.own_region(request.actor, code, on)
    start = {"title_zh": own.title.zh, "title_en": own.title.en}
    form = NamedForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        form.run(places.rename_region, actor=request.actor, code=code, title=form.title(), now=now)
        if form.is_valid():
            messages.success(request, both("名称已保存。", "The name is saved."))
            return redirect("administration:regions")
    return form_page(
        request,
        form,
        Text(f"地区：{own.title.zh}", f"Region: {own.title.en or own.title.zh}"),
        Text("保存名称", "Save the name"),
        reverse("administration:regions"),
        facts=[(Text("代码", "Code"), own.code), (Text("标识", "Short name"), own.slug)],
        links=[
            (
                reverse("administration:offers", args=[code]),
                Text("办哪些一件事", "What is offered here"),
            )
        ],
    )
