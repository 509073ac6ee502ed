"""Go on after a session that was over: what was typed is kept sealed until its owner signs in."""

from base64 import b64decode, b64encode
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banhao.apps.drafts import operations, queries
from banhao.apps.drafts.operations_typed import seal_typed
from banhao.apps.people.doors import Request
from banhao.ui.words import both

KEPT = "typed"  # in the session: draft id → sealed, base64


def keep(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse | None:
    """Keep what a stranger has posted to a part of a form, and say so.

    Answers the autosave itself, whose page stays where it is; others go on to sign-in.
    """
    fields = {n: [str(v) for v in t] for n, t in request.POST.lists() if n != "csrfmiddlewaretoken"}
    sealed = seal_typed(draft_id=draft_id, fields=fields)
    if sealed is None:
        return None
    request.session[KEPT] = {str(draft_id): b64encode(sealed).decode()}
    here = reverse("portal:section", args=[draft_id, key])
    if request.headers.get("HX-Request"):
        address = f"{reverse('people:sign-in')}?{urlencode({'next': here})}"
        return render(request, "portal/parts/signed_out.html", {"sign_in": address})
    messages.info(
        request,
        both(
            "为了安全，30 分钟没有操作已退出。刚才填的没有丢，登录后自动存进申请表。",
            "You were signed out after 30 minutes without a sign of you. What you typed is not"
            " lost: it goes into the form once you have signed in.",
        ),
    )
    return None


def resume(request: Request, draft_id: UUID, now: datetime) -> None:
    """Save what was kept, if there is anything for this draft of the actor's."""
    sealed = request.session.get(KEPT, {}).get(str(draft_id))
    if sealed is None:
        return
    queries.draft(request.actor, draft_id)
    del request.session[KEPT]
    fields = queries.typed_before(draft_id, b64decode(sealed))
    if fields is None:
        return
    seen = "".join(fields.pop("seen", []))
    operations.save_section(
        actor=request.actor, draft_id=draft_id, fields=fields, seen=seen, now=now
    )
    messages.success(
        request,
        both("退出前填的已存进申请表。", "What you typed before is in the form now."),
    )
