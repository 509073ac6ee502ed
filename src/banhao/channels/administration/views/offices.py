"""Offices (posts): list by role, appoint, set the last day or open it again."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banhao.apps.organisations.operations import posts
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.choices import role_choices
from banhao.channels.administration.forms import EndForm, OfficeForm
from banhao.channels.administration.views import form_page, today, wanted
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.dates import day
from banhao.ui.words import CHINESE, ENGLISH, both


@page(Act.ADMINISTER)
@require_safe
def offices(request: Request) -> HttpResponse:
    """List the offices in the regions the actor administers."""
    _, on = today()
    filters, role = wanted(request), request.GET.get("role", "")[:20]
    context = {
        "rows": administered.own_posts(
            request.actor, on, words=filters["words"], region_code=filters["region_code"], role=role
        ),
        "role": role,
        "regions": administered.own_regions(request.actor, on),
        "roles": role_choices(),
        **filters,
    }
    return render(request, "administration/offices.html", context)


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_office(request: Request) -> HttpResponse:
    """Appoint an officer."""
    now, on = today()
    start = {"person": request.GET.get("person"), "since": on}
    form = OfficeForm(request.actor, on, request.POST or None, initial=start)
    office = None
    if request.method == "POST" and form.is_valid():
        office = form.run(posts.appoint, actor=request.actor, now=now, **form.appointment())
    if office:
        messages.success(request, both("已任命。", "Appointed."))
        return redirect("administration:offices")
    return form_page(
        request,
        form,
        Text("任命岗位", "Appoint to a post"),
        Text("任命", "Appoint"),
        reverse("administration:offices"),
        lead=Text(
            "同一个人可以有几个岗位；同一个办件的审查和决定，必须是两个人。",
            "One person may hold several posts; the same case is examined and decided by two.",
        ),
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end_office(request: Request, number: int) -> HttpResponse:
    """Say what it means, then set the last day of an office."""
    now, on = today()
    post = administered.own_post(request.actor, number, on)
    form = EndForm(request.POST or None, initial={"until": on})
    if request.method == "POST" and form.is_valid():
        form.run(
            posts.end_office,
            actor=request.actor,
            office_id=number,
            until=form.cleaned_data["until"],
            now=now,
        )
        if form.is_valid():
            messages.success(request, both("最后一天已记下。", "The last day is set."))
            return redirect("administration:offices")
    yesterday = on - timedelta(days=1)
    return form_page(
        request,
        form,
        Text(f"结束{post.name}的岗位？", f"End the post of {post.name}?"),
        Text("结束岗位", "End the post"),
        reverse("administration:offices"),
        lead=Text(
            "过了最后一天就不能在这个岗位办件；办过的都留着。"
            f"要立刻停止，填昨天：{day(yesterday, CHINESE)}。",
            "After the last day nothing can be done in this post; what was done stays. "
            f"To end it at once, fill in yesterday: {day(yesterday, ENGLISH)}.",
        ),
        facts=[
            (Text("岗位", "Role"), post.role),
            (Text("地区", "Region"), post.region),
            (Text("部门", "Department"), post.department),
            (Text("第一天", "First day"), post.office.since),
        ],
        harm=True,
    )


@page(Act.ADMINISTER)
@require_POST
def prolong_office(request: Request, number: int) -> HttpResponse:
    """Undo the end of an office: it has no last day again."""
    now, _ = today()
    posts.end_office(actor=request.actor, office_id=number, until=None, now=now)
    messages.success(request, both("岗位已恢复，没有最后一天。", "The post is held again."))
    return redirect("administration:offices")
