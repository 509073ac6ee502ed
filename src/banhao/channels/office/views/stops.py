"""The clock of a branch: start and end a special procedure, extend a limit."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from banhao.apps.cases.operations.stops import (
    end_procedure,
    extend_branch,
    extend_case,
    start_procedure,
)
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, page
from banhao.channels.office.opened import Opened, opened
from banhao.channels.office.refusals import of_the_rules
from banhao.channels.office.stopforms import EndForm, ExtendForm, StartForm
from banhao.channels.office.views.branches import show
from banhao.core.authority.acts import Act
from banhao.core.cases.case import Case
from banhao.core.errors import Conflict, NotAllowed
from banhao.ui.forms import PlainForm
from banhao.ui.words import both


@page(Act.RUN_PROCEDURE, signed_out=keep("notice"))
def start(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Start a procedure: the clock stops, the applicant is told in writing."""
    found = opened(request.actor, case_id, item, timezone.now())
    form = StartForm(found.stopping.expected, sent(request, case_id))
    done = both("已停止计时。", "The clock stands still.")
    return _run(request, found, form, start_procedure, done)


@page(Act.RUN_PROCEDURE, signed_out=keep("result"))
def end(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """End a procedure with its result: the clock runs again."""
    found = opened(request.actor, case_id, item, timezone.now())
    form = EndForm(sent(request, case_id))
    operation = partial(end_procedure, kind=request.POST.get("kind", ""))
    done = both("已结束，接着计时。", "Over; the clock runs again.")
    return _run(request, found, form, operation, done)


@page(Act.EXTEND_BRANCH, signed_out=keep("reason"))
def extend(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Approve the extension of this item, or of joint handling (`whole`)."""
    found = opened(request.actor, case_id, item, timezone.now())
    form = ExtendForm(sent(request, case_id))
    done = both("已批准延期，告知了申请人。", "Extended; the applicant is told.")
    return _run(request, found, form, _whole if "whole" in request.POST else extend_branch, done)


def _whole(*, item: str, **given: object) -> Case:
    del item
    extend: Callable[..., Case] = extend_case
    return extend(**given)


def _run(
    request: Request, found: Opened, form: PlainForm, operation: Callable[..., Case], done: str
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return show(request, found, form=form)
    case, item = found.case.id, found.branch.item
    try:
        operation(actor=request.actor, case_id=case, item=item, now=timezone.now(), **form.values())
    except (NotAllowed, Conflict) as refusal:
        return show(request, found, form=form, problem=of_the_rules(refusal))
    messages.success(request, done)
    return redirect("office:branch", case, item)
