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
from banhao.apps.webhooks import queries as webhooks
from banhao.apps.webhooks.operations import mend_webhook
from banhao.channels.administration.token_form import ReplayForm, TokenForm
from banhao.channels.administration.views import form_page, today
from banhao.core.authority.acts import Act
from banhao.core.messages import Text
from banhao.ui.words import both

A_YEAR = timedelta(days=365)


@page(Act.ADMINISTER)
@require_safe
def tokens(request: Request) -> HttpResponse:
    """List the tokens of offices in the regions the actor administers, and their webhooks."""
    _, on = today()
    context = {
        "rows": queries.own_tokens(request.actor, on),
        "webhooks": webhooks.of_administrator(request.actor, on),
    }
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


@page(Act.MEND_DELIVERY)
@require_http_methods(["GET", "POST"])
def webhook(request: Request, number: int) -> HttpResponse:
    """Say where a webhook stands; POST lets it go on, or plays again from a moment on."""
    now, on = today()
    own = webhooks.one_of_administrator(request.actor, number, on)
    form = ReplayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        since = form.cleaned_data["since"]
        form.run(mend_webhook, actor=request.actor, webhook_id=number, since=since, now=now)
        if form.is_valid():
            messages.success(request, both("马上接着推送。", "It goes on at once."))
            return redirect("administration:tokens")
    return form_page(
        request,
        form,
        Text(f"推送：{own.system}", f"Webhook of {own.system}"),
        Text("接着推送", "Go on"),
        reverse("administration:tokens"),
        lead=Text(
            "不填时间，从没送到的那个事件接着推；填了，从那一刻起全部重推一遍，对方按事件编号去重。",
            "Without a moment it goes on with the event that was not taken; with one, everything "
            "since then is pushed again, and the other side knows repeats by their ids.",
        ),
        facts=[
            (Text("地址", "Address"), own.url),
            (Text("试过", "Tries"), own.attempts),
            (Text("原因", "Why"), own.error),
            (Text("最近送到", "Last taken"), own.told_at or ""),
        ],
    )
