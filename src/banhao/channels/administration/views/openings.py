"""When a counter takes appointments: its slots by weekday or for one day."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.apps.queues import queries as queues
from banhao.apps.queues.operations import appointments
from banhao.channels.administration.opening_form import OpeningForm
from banhao.channels.administration.views import today
from banhao.core.authority.acts import Act
from banhao.core.queues.hours import moment
from banhao.ui.words import both


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def openings(request: Request, number: int) -> HttpResponse:
    """List the slots of a counter, and add some."""
    now, on = today()
    counter = administered.own_counter(request.actor, number, on)
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opening = form.opening(counter.slug)
        form.run(
            appointments.add_opening,
            actor=request.actor,
            counter_id=number,
            opening=opening,
            now=now,
        )
        if form.is_valid():
            messages.success(request, both("时段已加上。", "The slots are added."))
            return redirect("administration:openings", number)
    own = [
        (key, one, moment(on, one.first), moment(on, one.last))
        for key, one in queues.openings(counter.region)
        if one.counter == counter.slug
    ]
    context = {"counter": counter, "openings": own, "form": form}
    return render(
        request, "administration/openings.html", context, status=400 if form.errors else 200
    )


@page(Act.ADMINISTER)
@require_POST
def remove_opening(request: Request, number: int, opening: int) -> HttpResponse:
    """Take slots away; what is booked stays."""
    appointments.remove_opening(
        actor=request.actor, counter_id=number, opening_id=opening, now=timezone.now()
    )
    done = both("时段已删掉，已有的预约不变。", "The slots are gone; what is booked stays.")
    messages.success(request, done)
    return redirect("administration:openings", number)
