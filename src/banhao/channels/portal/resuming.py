"""The form after a session that was over: what was typed goes into the draft (decision 0072)."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banhao.apps.cases.operations.supplement import correct_form
from banhao.apps.drafts import operations, queries
from banhao.apps.drafts.resuming import KEPT, hold, kept
from banhao.apps.people.doors import Request
from banhao.channels.portal.supplementing import answering
from banhao.core.forms.values import FormProblem
from banhao.ui.words import both


def keep(request: HttpRequest, **place: object) -> HttpResponse | None:
    """Keep what a stranger has posted to a form of the draft or case of an address, and say so.

    Answers the autosave itself, whose page stays where it is; others go on to sign-in.
    """
    if not hold(request, UUID(str(place.get("draft_id") or place["case_id"]))):
        return None
    if request.headers.get("HX-Request"):
        address = f"{reverse('people:sign-in')}?{urlencode({'next': request.path})}"
        if request.user.is_authenticated:  # in another tab: this page is of the session before
            address = request.path
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
    """Save what was kept, if there is anything for this part of the actor's draft."""
    if KEPT not in request.session:
        return
    queries.draft(request.actor, draft_id)
    fields = dict(kept(request, draft_id) or {})
    if not fields:
        return
    seen = "".join(fields.pop("seen", []))
    operations.save_section(
        actor=request.actor, draft_id=draft_id, fields=fields, seen=seen, now=now
    )
    _say_saved(request)


def resume_correction(request: Request, case_id: UUID, now: datetime) -> Sequence[FormProblem]:
    """Save what was kept of the answer to a supplement; returns what is wrong with it."""
    if KEPT not in request.session:
        return ()
    open_fields = answering(request.actor, case_id, now).fields
    fields = kept(request, case_id)
    if not fields or not open_fields:
        return ()
    _say_saved(request)
    return correct_form(actor=request.actor, case_id=case_id, sent=fields, now=now)


def _say_saved(request: Request) -> None:
    messages.success(
        request,
        both("退出前填的已存进申请表。", "What you typed before is in the form now."),
    )
