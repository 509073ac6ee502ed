"""Officers: list, new (the first password is shown once), change, new password, close, open."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from banhao.apps.cases import queries as cases
from banhao.apps.organisations.operations import posts
from banhao.apps.organisations.queries import absences, administered
from banhao.apps.organisations.values import NewOfficer, Officer
from banhao.apps.people import queries as people_queries
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.administration.forms import NewOfficerForm, OfficerForm
from banhao.channels.administration.views import form_page, today, wanted
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both


@page(Act.ADMINISTER)
@require_safe
def people(request: Request) -> HttpResponse:
    """List the officers the actor administers."""
    _, on = today()
    filters = wanted(request)
    rows = administered.own_officers(request.actor, on, **filters)
    regions = administered.own_regions(request.actor, on)
    context = {"rows": rows, "regions": regions, "titles": _titles(regions), **filters}
    return render(request, "administration/people.html", context)


def _titles(regions: object) -> dict[str, Text]:
    return {region.code: region.title for region in regions}  # type: ignore[attr-defined]


@page(Act.ADMINISTER)
@never_cache
@require_http_methods(["GET", "POST"])
def new_person(request: Request) -> HttpResponse:
    """Make an officer's account and show its first password, once."""
    now, on = today()
    form = NewOfficerForm(request.actor, on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = form.run(
            posts.create_person,
            actor=request.actor,
            email=values["email"],
            display_name=values["display_name"],
            phone=values["phone"],
            region=form.home(),
            now=now,
        )
        if made:
            return _password_once(request, made, values["display_name"])
    return form_page(
        request,
        form,
        Text("新建工作人员", "New officer"),
        Text("建账号，显示初始密码", "Make the account and show its first password"),
        reverse("administration:people"),
    )


def _password_once(request: Request, made: NewOfficer, name: str) -> HttpResponse:
    context = {"made": made, "name": name}
    return render(request, "administration/password.html", context)


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def person(request: Request, number: int) -> HttpResponse:
    """Change an officer's name or phone; the posts are listed below."""
    now, on = today()
    own = administered.own_officer(request.actor, number, on)
    form = OfficerForm(request.POST or None, initial={"display_name": own.name, "phone": own.phone})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        form.run(
            posts.change_person,
            actor=request.actor,
            account_id=number,
            display_name=values["display_name"],
            phone=values["phone"],
            now=now,
        )
        if form.is_valid():
            messages.success(request, both("已保存。", "Saved."))
            return redirect("administration:people")
    log_read(request.actor, f"account:{number}", Act.ADMINISTER, now)
    held = administered.own_posts(request.actor, on, account=number)
    context = {
        "form": form,
        "officer": own,
        "posts": held,
        "mine": own.id == request.actor.person,
        "tasks": cases.tasks_held(number),
        **_away(number, on),
    }
    return render(request, "administration/person.html", context)


@page(Act.ADMINISTER)
@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: Request, number: int) -> HttpResponse:
    """Warn, then give a new first password."""
    now, on = today()
    own = administered.own_officer(request.actor, number, on)
    if request.method == "POST":
        made = posts.give_new_password(actor=request.actor, account_id=number, now=now)
        return _password_once(request, made, own.name)
    return _warn(
        request,
        own,
        Text(f"给{own.name}发新的初始密码？", f"Give {own.name} a new first password?"),
        Text("发新密码", "Give a new password"),
        Text(
            "现在的密码立刻失效，已登录的也会退出。新密码只显示一次。",
            "The password so far ends at once, and so do open sessions. The new one is shown once.",
        ),
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def close_person(request: Request, number: int) -> HttpResponse:
    """Warn, then close an officer's account; a closed one is opened again."""
    now, on = today()
    own = administered.own_officer(request.actor, number, on)
    if request.method == "POST":
        posts.set_active(actor=request.actor, account_id=number, active=not own.is_active, now=now)
        messages.success(request, both("账号状态已更改。", "The account is changed."))
        return redirect("administration:person", number)
    if own.is_active:
        return _warn(
            request,
            own,
            Text(f"停用{own.name}的账号？", f"Close the account of {own.name}?"),
            Text("停用账号", "Close the account"),
            Text(
                "立刻退出登录，不能再办件；手上的任务留在部门，由同事接着办。以后可以恢复。",
                "The person is signed out at once and can do nothing more; open tasks stay with "
                "the department. The account can be opened again.",
            ),
        )
    return _warn(
        request,
        own,
        Text(f"恢复{own.name}的账号？", f"Open the account of {own.name} again?"),
        Text("恢复账号", "Open the account"),
        Text("没有到期的岗位随之恢复。", "Posts that have not ended come back with it."),
    )


def _away(number: int, on: date) -> dict[str, object]:
    """Return an officer's absences, each with the name of who stands in."""
    found = absences.absences_among([number], on)
    names = people_queries.accounts({one.deputy for one in found})
    return {"absences": [(one, names[one.deputy].display_name) for one in found]}


def _warn(request: Request, own: Officer, heading: Text, button: Text, lead: Text) -> HttpResponse:
    back = reverse("administration:person", args=[own.id])
    return form_page(request, None, heading, button, back, lead=lead, harm=own.is_active)
