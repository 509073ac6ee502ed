"""For another officer: an absence with a deputy, a task given to a colleague; with the reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from banhao.apps.cases import queries as cases
from banhao.apps.cases.operations.branches import give_task
from banhao.apps.organisations.operations.absences import end_absence, note_absence
from banhao.apps.organisations.queries import absences, administered
from banhao.apps.people import queries as people
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.forms import AbsenceForm, GiveTaskForm
from banhao.channels.administration.views import form_page, today
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def absence(request: Request, number: int) -> HttpResponse:
    """Note from when until when an officer is away, who stands in, and why."""
    now, on = today()
    own = administered.own_officer(request.actor, number, on)
    deputies = absences.possible_deputies(people.actor(number), on)
    form = AbsenceForm(deputies, *((request.POST,) if request.method == "POST" else ()))
    if form.is_valid():
        form.run(note_absence, actor=request.actor, officer=number, now=now, **form.values())
        if form.is_valid():
            messages.success(request, both("已登记。", "Noted."))
            return redirect("administration:person", number)
    return form_page(
        request,
        form,
        Text(f"{own.name}不在岗", f"{own.name} is away"),
        Text("登记不在岗", "Note the absence"),
        reverse("administration:person", args=[number]),
        lead=None
        if deputies
        else Text(
            "这几个岗位所在的部门没有别的同事，没有人能代办。先任命一位。",
            "Nobody else holds a post in these departments, so nobody can stand in. Appoint first.",
        ),
    )


@require_POST
@page(Act.ADMINISTER)
def end(request: Request, number: int) -> HttpResponse:
    """Let an officer be back at once; `number`: of the absence."""
    end_absence(actor=request.actor, absence=number, now=timezone.now())
    messages.success(request, both("已结束，从现在起不再代办。", "Ended; nobody stands in now."))
    return redirect("administration:people")


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def task(request: Request, number: int, case_id: UUID, item: str) -> HttpResponse:
    """Give a task that an officer has to a colleague who may work on it."""
    now, on = today()
    own = administered.own_officer(request.actor, number, on)
    held = cases.task_of(number, case_id, item)
    colleagues = [
        (one.id, one.name)
        for one in administered.own_officers(request.actor, on)
        if one.id != number and one.works_in(held.region, held.department, on)
    ]
    form = GiveTaskForm(colleagues, *((request.POST,) if request.method == "POST" else ()))
    if form.is_valid():
        values = form.values()
        form.run(give_task, actor=request.actor, case_id=case_id, item=item, now=now, **values)
        if form.is_valid():
            messages.success(request, both("已转给同事。", "Given to the colleague."))
            return redirect("administration:person", number)
    return form_page(
        request,
        form,
        Text(f"把{own.name}的任务转给同事", f"Give a task of {own.name} to a colleague"),
        Text("转给他", "Give it to them"),
        reverse("administration:person", args=[number]),
        facts=[(Text("受理编号", "Number"), held.number), (Text("事项", "Item"), held.title)],
    )
