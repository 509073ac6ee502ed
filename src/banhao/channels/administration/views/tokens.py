"""Tokens of connected systems: list, make (the secret is shown once), revoke."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from banhao.apps.people.doors import Request, page
from banhao.apps.tokens import operations, queries
from banhao.channels.administration.token_form import TokenForm
from banhao.channels.administration.views import form_page, today
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both

A_YEAR = timedelta(days=365)


@page(Act.ADMINISTER)
@require_safe
def tokens(request: Request) -> HttpResponse:
    """List the tokens of offices in the regions the actor administers."""
    _, on = today()
    context = {"rows": queries.own_tokens(request.actor, on)}
    return render(request, "administration/tokens.html", context)


@page(Act.ADMINISTER)
@never_cache
@require_http_methods(["GET", "POST"])
def new_token(request: Request) -> HttpResponse:
    """Connect a system; its secret is shown on this one page."""
    now, on = today()
    form = TokenForm(request.actor, on, request.POST or None, initial={"until": on + A_YEAR})
    if request.method == "POST" and form.is_valid():
        made = form.run(operations.make_token, actor=request.actor, now=now, **form.wanted())
        if made:
            context = {"made": made, "name": form.cleaned_data["name"]}
            return render(request, "administration/secret.html", context)
    return form_page(
        request,
        form,
        Text("连接一个系统", "Connect a system"),
        Text("生成令牌，显示一次", "Make the token and show it once"),
        reverse("administration:tokens"),
        lead=Text(
            "系统有自己的账号和岗位，没有人能用它登录；它办的事，记录里写系统的名称。",
            "The system gets an account and a post of its own, nobody signs in with it; what it "
            "does is recorded under its name.",
        ),
    )


@page(Act.ADMINISTER)
@require_http_methods(["GET", "POST"])
def revoke_token(request: Request, number: int) -> HttpResponse:
    """Say what it means, then end a token at once."""
    now, on = today()
    own = queries.token(request.actor, number, on)
    if request.method == "POST":
        operations.revoke_token(actor=request.actor, token_id=number, now=now)
        messages.success(request, both("令牌已作废，马上生效。", "The token is revoked, at once."))
        return redirect("administration:tokens")
    return form_page(
        request,
        None,
        Text(f"作废「{own.name}」的令牌？", f"Revoke the token of {own.name}?"),
        Text("作废", "Revoke"),
        reverse("administration:tokens"),
        lead=Text(
            "系统马上不能再调用，订的推送也停止；不能恢复，要用就再连接一次。",
            "The system can call no more, at once, and its webhooks end; this cannot be undone: "
            "connect it anew.",
        ),
        facts=[(Text("岗位", "Post"), own.place), (Text("开头", "Begins with"), own.begins)],
        harm=True,
    )
