"""Pages of people: sign in and out, register, one's own account, personas of a demo."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from banhao.apps.people import confirmation, entrance, operations, queries, recovery
from banhao.apps.people.doors import Request, page
from banhao.apps.people.forms import (
    AccountForm,
    NewPasswordForm,
    PasswordForm,
    RegisterForm,
    SignInForm,
)
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import confirmations
from banhao.core.authority.acts import Act
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text
from banhao.ui.messages import render as say
from banhao.ui.words import both, language

TOO_MANY, GONE = 429, 410
WORK_WORDS = {
    "/administration/": Text("去管理", "To the administration"),
    "/counter/": Text("去综合窗口", "To the counter"),
    "/office/": Text("去办公", "To the office"),
}


@page(Act.SEE_PUBLIC)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Sign in with mail address and password."""
    now = timezone.now()
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        problem = entrance.sign_in(request, now=now, **form.cleaned_data)
        if problem is None:
            return redirect(entrance.next_page(request, queries.actor_of(request.user), now))
        form.add_error(None, say(problem, language()))
        status = TOO_MANY if problem.code == "people.wait" else 200
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "personas": entrance.from_this_machine(request) and queries.is_demo(),
    }
    return render(request, "people/sign_in.html", context, status=status)


@page(Act.SEE_PUBLIC)
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Sign out and say so."""
    logout(request)
    messages.info(request, both("已退出。填过的都已保存。", "Signed out. All is saved."))
    return redirect("/")


@page(Act.SEE_PUBLIC)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Register with a mail address and a password; then one is signed in."""
    now = timezone.now()
    form = RegisterForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        seconds = entrance.wait_for_registration(request, now)
        if seconds:
            form.add_error(None, say(Message("people.wait", seconds=seconds), language()))
            status = TOO_MANY
        elif account := _registered(request, form, now):
            entrance.sign_in_as(request, account)
            return redirect(entrance.next_page(request, queries.actor_of(request.user), now))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "people/register.html", context, status=status)


def _registered(request: Request, form: RegisterForm, now: datetime) -> int | None:
    return form.run(operations.register, actor=request.actor, now=now, **form.cleaned_data)


@page(Act.USE_ACCOUNT)
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """One's own account: name, phone, consent to e-service."""
    own = queries.account(request.actor.person or 0)
    start = {name: getattr(own, name) for name in AccountForm.base_fields}
    form = AccountForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        form.run(
            operations.change_account,
            actor=request.actor,
            now=timezone.now(),
            **form.cleaned_data,
        )
        if form.is_valid():
            messages.success(request, both("已保存。", "Saved."))
            return redirect("people:account")
    pages = entrance.work_pages(request.actor, timezone.now())
    work = [(url, WORK_WORDS.get(url, Text(url))) for url in pages]
    to_confirm = bool(settings.MAIL and own.email and not own.email_confirmed)
    context = {"form": form, "account": own, "work": work, "to_confirm": to_confirm}
    return render(request, "people/account.html", context)


@page(Act.USE_ACCOUNT)
@sensitive_post_parameters("old", "password")
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """Choose a new password; an officer with a given-out one must, before anything else."""
    own = queries.account(request.actor.person or 0)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        form.run(
            operations.change_password,
            actor=request.actor,
            old=values["old"],
            new=values["password"],
            now=timezone.now(),
        )
        if form.is_valid():
            _keep_session(request)
            messages.success(request, both("密码已更换。", "The password is changed."))
            return redirect(entrance.next_page(request, request.actor, timezone.now()))
    return render(request, "people/password.html", {"form": form, "account": own})


def _keep_session(request: Request) -> None:
    """Keep this session; those on other machines end with the old password."""
    row = AccountRecord.objects.get(pk=request.actor.person or 0)
    update_session_auth_hash(request, row)


@page(Act.SEE_PUBLIC)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def recover(request: Request, who: str, token: str) -> HttpResponse:
    """Choose a new password by a link out of one's mail; it works once and not for long."""
    now = timezone.now()
    if recovery.account_of_link(who, token, now) is None:
        return render(request, "people/link_over.html", status=GONE)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        form.run(operations.choose_password, who=who, token=token, password=password, now=now)
        if form.is_valid():
            messages.success(
                request, both("新密码已设好，用它登录。", "Done: now sign in with it.")
            )
            return redirect("people:sign-in")
    return render(request, "people/recover.html", {"form": form})


@page(Act.USE_ACCOUNT)
@require_POST
def ask_confirmation(request: Request) -> HttpResponse:
    """Have the link that confirms one's address sent again; slowed down like links to recover."""
    now, own = timezone.now(), queries.account(request.actor.person or 0)
    seconds = entrance.wait_for_recovery(request, own.email, now)
    if seconds:
        messages.error(request, say(Message("people.wait", seconds=seconds), language()))
    else:
        confirmations.ask_again(actor=request.actor, now=now)
        messages.success(
            request,
            both("马上发，看看邮箱，也看看垃圾邮件。", "On its way; look among the junk, too."),
        )
    return redirect("people:account")


@page(Act.SEE_PUBLIC)
@require_http_methods(["GET", "POST"])
def confirm(request: Request, who: str, token: str) -> HttpResponse:
    """Confirm a mail address by the link in it: by a button, as programs open links, too."""
    now = timezone.now()
    if confirmation.account_of_link(who, token, now) is None:
        return render(request, "people/confirm_over.html", status=GONE)
    if request.method == "POST":
        confirmations.confirm_address(who=who, token=token, now=now)
        return render(request, "people/confirm.html", {"done": True})
    return render(request, "people/confirm.html", {"done": False})


@page(Act.PERSONAS)
@require_http_methods(["GET", "POST"])
def personas(request: Request) -> HttpResponse:
    """One-click sign-in to the made-up people of a demo database, from this machine only."""
    offered = queries.personas() if entrance.from_this_machine(request) else ()
    if not offered:
        raise NotFound(Message("people.no_page"))
    if request.method == "POST":
        chosen = [p for p in offered if str(p.account) == request.POST.get("account")]
        if not chosen:
            raise NotFound(Message("people.no_account"))
        entrance.sign_in_as(request, chosen[0].account)
        return redirect(entrance.next_page(request, queries.actor_of(request.user), timezone.now()))
    places: dict[object, int] = {}  # a group stands once, where its first person stands
    for persona in offered:
        places.setdefault(persona.group, len(places))
    grouped = sorted(offered, key=lambda persona: places[persona.group])
    return render(request, "people/personas.html", {"personas": grouped})


def locked_out(
    request: HttpRequest,
    _response: HttpResponse | None = None,
    _credentials: dict[str, str] | None = None,
) -> HttpResponse:
    """Answer for django-axes: too many wrong passwords for this account from this address."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    context = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "people/locked_out.html", context, status=TOO_MANY)
