"""Pages of an applicant's firms: which one may act for, and who else may."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from banhao.apps.organisations import queries
from banhao.apps.organisations.forms import FirmForm, MemberForm
from banhao.apps.organisations.operations import firms as errands
from banhao.apps.people.doors import Request, page
from banhao.core.authority.acts import Act
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.USE_ACCOUNT)
@require_http_methods(["GET", "POST"])
def firms(request: Request) -> HttpResponse:
    """List one's firms; register another one."""
    form = FirmForm(request.POST or None)
    done = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = form.run(errands.register_firm, actor=request.actor, now=timezone.now(), **values)
    if done:
        messages.success(request, both("企业已登记。", "The firm is registered."))
        return redirect("organisations:firms")
    context = {"form": form, "firms": queries.own_firms(request.actor)}
    return render(request, "organisations/firms.html", context)


@page(Act.USE_ACCOUNT)
@require_http_methods(["GET", "POST"])
def firm(request: Request, uscc: str) -> HttpResponse:
    """Who may act for a firm; let somebody else, too."""
    members = queries.members(request.actor, uscc)
    form = MemberForm(request.POST or None)
    done = None
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        done = form.run(
            errands.add_member, actor=request.actor, uscc=uscc, email=email, now=timezone.now()
        )
    if done:
        messages.success(request, both("已加上。", "Added."))
        return redirect("organisations:firm", uscc)
    context = {"form": form, "firm": queries.firm(uscc), "members": members}
    return render(request, "organisations/firm.html", context)


@page(Act.USE_ACCOUNT)
@require_POST
def remove_member(request: Request, uscc: str) -> HttpResponse:
    """Take somebody's right to act for the firm; adding them again undoes it."""
    account = request.POST.get("account", "")
    if not account.isdecimal():
        raise NotFound(Message("people.no_account"))
    errands.remove_member(
        actor=request.actor, uscc=uscc, account_id=int(account), now=timezone.now()
    )
    messages.success(request, both("已移除，可以再加回来。", "Removed; it can be added again."))
    return redirect("organisations:firms")
