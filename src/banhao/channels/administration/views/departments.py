"""Departments: list, new, change, take away while nobody ever held a post in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from banhao.apps.organisations.operations import places
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.forms import DepartmentForm, UsccForm
from banhao.channels.administration.views import form_page, today, wanted
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both


@page(Act.ADMINISTER)
@require_safe
def departments(request: Request) -> HttpResponse:
    """List the departments the actor administers."""
    _, on = today()
    filters = wanted(request)
    rows = administered.own_departments(request.actor, on, **filters)
    regions = administered.own_regions(request.actor, on)
    context = {"rows": rows, "regions": regions, **filters}
    return render(request, "administration/departments.html", context)


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_department(request: Request) -> HttpResponse:
    """Make a department."""
    now, on = today()
    form = DepartmentForm(
        request.actor, on, request.POST or None, initial={"region": request.GET.get("region")}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if form.run(
            places.create_department,
            actor=request.actor,
            region=values["region"],
            slug=values["slug"],
            title=form.title(),
            uscc=values["uscc"],
            now=now,
        ):
            messages.success(request, both("部门已建好。", "The department is made."))
            return redirect("administration:departments")
    return form_page(
        request,
        form,
        Text("新建部门", "New department"),
        Text("建这个部门", "Make the department"),
        reverse("administration:departments"),
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def department(request: Request, number: int) -> HttpResponse:
    """Change a department's name or credit code."""
    now, on = today()
    own = administered.own_department(request.actor, number, on)
    start = {"title_zh": own.title.zh, "title_en": own.title.en, "uscc": own.uscc}
    form = UsccForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        form.run(
            places.change_department,
            actor=request.actor,
            department_id=number,
            title=form.title(),
            uscc=form.cleaned_data["uscc"],
            now=now,
        )
        if form.is_valid():
            messages.success(request, both("部门已保存。", "The department is saved."))
            return redirect("administration:departments")
    remove = reverse("administration:remove-department", args=[number])
    return form_page(
        request,
        form,
        Text(f"部门：{own.title.zh}", f"Department: {own.title.en or own.title.zh}"),
        Text("保存部门", "Save the department"),
        reverse("administration:departments"),
        facts=[(Text("地区", "Region"), own.region), (Text("标识", "Short name"), own.slug)],
        links=[(remove, Text("建错了，删除", "Made by mistake: take it away"))],
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def remove_department(request: Request, number: int) -> HttpResponse:
    """Warn, then take a department away."""
    now, on = today()
    own = administered.own_department(request.actor, number, on)
    if request.method == "POST":
        places.remove_department(actor=request.actor, department_id=number, now=now)
        messages.success(request, both("部门已删除。", "The department is taken away."))
        return redirect("administration:departments")
    return form_page(
        request,
        None,
        Text(f"删除部门：{own.title.zh}？", f"Take away {own.title.en or own.title.zh}?"),
        Text("删除部门", "Take the department away"),
        reverse("administration:department", args=[number]),
        lead=Text(
            "删掉以后不能再选它任命岗位；有人任过职的部门删不掉。删错了，可以用同一个标识重建。",
            "It can no longer be chosen for posts; one where somebody held a post stays. "
            "It can be made again with the same short name.",
        ),
        harm=True,
    )
