"""Counters: list, new, change, take away while nobody ever held a post at it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from banhao.apps.organisations.operations import places
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.forms import CounterForm, PlaceForm
from banhao.channels.administration.views import form_page, today, wanted
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both


@page(Act.ADMINISTER)
@require_safe
def counters(request: Request) -> HttpResponse:
    """List the counters the actor administers."""
    _, on = today()
    filters = wanted(request)
    rows = administered.own_counters(request.actor, on, **filters)
    regions = administered.own_regions(request.actor, on)
    context = {"rows": rows, "regions": regions, **filters}
    return render(request, "administration/counters.html", context)


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_counter(request: Request) -> HttpResponse:
    """Make a counter."""
    now, on = today()
    form = CounterForm(
        request.actor, on, request.POST or None, initial={"region": request.GET.get("region")}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if form.run(
            places.create_counter,
            actor=request.actor,
            region=values["region"],
            slug=values["slug"],
            title=form.title(),
            address=form.address(),
            now=now,
        ):
            messages.success(request, both("窗口已建好。", "The counter is made."))
            return redirect("administration:counters")
    return form_page(
        request,
        form,
        Text("新建窗口", "New counter"),
        Text("建这个窗口", "Make the counter"),
        reverse("administration:counters"),
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def counter(request: Request, number: int) -> HttpResponse:
    """Change a counter's name or address."""
    now, on = today()
    own = administered.own_counter(request.actor, number, on)
    start = {
        "title_zh": own.title.zh,
        "title_en": own.title.en,
        "address_zh": own.address.zh,
        "address_en": own.address.en,
    }
    form = PlaceForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        form.run(
            places.change_counter,
            actor=request.actor,
            counter_id=number,
            title=form.title(),
            address=form.address(),
            now=now,
        )
        if form.is_valid():
            messages.success(request, both("窗口已保存。", "The counter is saved."))
            return redirect("administration:counters")
    slots = reverse("administration:openings", args=[number])
    remove = reverse("administration:remove-counter", args=[number])
    return form_page(
        request,
        form,
        Text(f"窗口：{own.title.zh}", f"Counter: {own.title.en or own.title.zh}"),
        Text("保存窗口", "Save the counter"),
        reverse("administration:counters"),
        facts=[(Text("地区", "Region"), own.region), (Text("标识", "Short name"), own.slug)],
        links=[
            (slots, Text("预约时段", "Appointment slots")),
            (remove, Text("建错了，删除", "Made by mistake: take it away")),
        ],
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def remove_counter(request: Request, number: int) -> HttpResponse:
    """Warn, then take a counter away."""
    now, on = today()
    own = administered.own_counter(request.actor, number, on)
    if request.method == "POST":
        places.remove_counter(actor=request.actor, counter_id=number, now=now)
        messages.success(request, both("窗口已删除。", "The counter is taken away."))
        return redirect("administration:counters")
    return form_page(
        request,
        None,
        Text(f"删除窗口：{own.title.zh}？", f"Take away {own.title.en or own.title.zh}?"),
        Text("删除窗口", "Take the counter away"),
        reverse("administration:counter", args=[number]),
        lead=Text(
            "删掉以后不能再选它任命岗位；有人任过职的窗口删不掉。删错了，可以用同一个标识重建。",
            "It can no longer be chosen for posts; one where somebody held a post stays. "
            "It can be made again with the same short name.",
        ),
        harm=True,
    )
