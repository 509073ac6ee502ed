"""One branch in the office: look, claim, give back, examine, decide."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases.noting import LineForm
from banhao.apps.cases.operations.branches import (
    claim_branch,
    decide_branch,
    examine_branch,
    reassign_branch,
    release_branch,
)
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.files.viewing import Shelf, viewer
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.office.forms import ExamineForm, RefuseForm
from banhao.channels.office.opened import Opened, opened
from banhao.channels.office.refusals import already, of_the_rules
from banhao.channels.office.stopforms import EndForm, ExtendForm, StartForm
from banhao.core.authority.acts import Act
from banhao.core.cases.case import (
    BranchCase,
    BranchState,
    Case,
)
from banhao.core.errors import BadInput, Conflict, NotAllowed
from banhao.core.messages import Message
from banhao.ui.forms import PlainForm
from banhao.ui.words import both

LONGEST_WHY = 60
LONGEST_REASON = 500


@page(Act.SEE_OFFICE)
def branch(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Facts, materials, the decision, on one page; `?show=<element>` opens a personal value."""
    return _show(request, case_id, item)


@page(Act.WORK_BRANCH)
def claim(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Take the branch."""
    return _act(
        request,
        case_id,
        item,
        claim_branch,
        is_done=lambda mine: mine.claimed_by == request.actor.person,
        done=both("已领取，在您名下。", "It is yours now."),
    )


@page(Act.WORK_BRANCH)
def release(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Give the branch back."""
    return _act(
        request,
        case_id,
        item,
        release_branch,
        is_done=lambda mine: mine.state is BranchState.ACCEPTED and mine.claimed_by is None,
        done=both("已退回，同事可以领取。", "Given back; a colleague can take it."),
    )


@page(Act.REASSIGN_BRANCH)
def reassign(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Give the branch to another officer of the department."""
    officer = request.POST.get("officer", "")
    number = int(officer) if officer.isdecimal() else 0
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    return _act(
        request,
        case_id,
        item,
        partial(reassign_branch, officer=number, reason=reason),
        is_done=lambda mine: bool(number) and mine.claimed_by == number,
        done=both("已转给同事。", "Given to the colleague."),
    )


@page(Act.EXAMINE_BRANCH, signed_out=keep("comment"))
def examine(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Record the examination: points, finding, opinion."""
    found = opened(request.actor, case_id, item, timezone.now())
    form = ExamineForm(found.points, sent(request, case_id))
    if request.method != "POST" or not form.is_valid():
        return show(request, found, form=form)
    given = form.values()
    return _act(
        request,
        case_id,
        item,
        partial(examine_branch, **given),
        is_done=lambda mine: (
            mine.examined_by == request.actor.person and mine.finding is given["finding"]
        ),
        done=both("审查意见已记录，等有决定权的同事决定。", "Recorded; a colleague decides next."),
        form=form,
    )


@page(Act.DECIDE_BRANCH, signed_out=keep("reason"))
def decide(request: Request, case_id: UUID, item: str) -> HttpResponse:
    """Grant, or refuse with reason, article and remedy."""
    if request.POST.get("grant") == "yes":
        return _act(
            request,
            case_id,
            item,
            partial(decide_branch, grant=True),
            is_done=lambda mine: _decided(mine, request, BranchState.GRANTED),
            done=both("已准予，证照已签发。", "Granted; the licence is issued."),
        )
    found = opened(request.actor, case_id, item, timezone.now())
    form = RefuseForm(found.branch.basis, found.branch.remedies, sent(request, case_id))
    if request.method != "POST" or not form.is_valid():
        return show(request, found, form=form)
    given = form.values()
    return _act(
        request,
        case_id,
        item,
        partial(decide_branch, grant=False, **given),
        is_done=lambda mine: _decided(mine, request, BranchState.REFUSED),
        done=both("已作出不予许可决定，申请人会收到。", "Refused; the applicant is told."),
        form=form,
    )


def _decided(mine: BranchCase, request: Request, state: BranchState) -> bool:
    return mine.state is state and mine.decided_by == request.actor.person


def _act(
    request: Request,
    case_id: UUID,
    item: str,
    operation: Callable[..., Case],
    *,
    is_done: Callable[[BranchCase], bool],
    done: str,
    form: PlainForm | None = None,
) -> HttpResponse:
    """Run the errand of a posted form; sent twice it has one effect, and the page says so."""
    if request.method != "POST":
        return _show(request, case_id, item)
    now = timezone.now()
    try:
        operation(actor=request.actor, case_id=case_id, item=item, now=now)
    except (NotAllowed, Conflict, BadInput) as refusal:
        problem = of_the_rules(refusal)
        found = opened(request.actor, case_id, item, now)
        if not is_done(found.mine):
            return show(request, found, form=form, problem=problem)
        messages.info(request, already())
    else:
        messages.success(request, done)
    return redirect("office:branch", case_id, item)


def _show(request: Request, case_id: UUID, item: str) -> HttpResponse:
    shown = set(request.GET.getlist("show"))
    found = opened(request.actor, case_id, item, timezone.now(), shown)
    return show(request, found)


def show(
    request: Request,
    found: Opened,
    *,
    form: PlainForm | None = None,
    problem: Message | None = None,
) -> HttpResponse:
    """Render the branch and note who read it, each opened personal value apart."""
    whose, now = f"case:{found.case.id}", timezone.now()
    log_read(request.actor, whose, Act.SEE_OFFICE, now)
    for fact in found.facts:
        if fact.personal and not fact.masked:
            log_read(request.actor, whose, f"show:{fact.element}"[:LONGEST_WHY], now)
    examine = form if isinstance(form, ExamineForm) else ExamineForm(found.points)
    bases, remedies = found.branch.basis, found.branch.remedies
    refuse = form if isinstance(form, RefuseForm) else RefuseForm(bases, remedies)
    context = {
        "opened": found,
        "examine": examine,
        "refuse": refuse,
        "is_refusing": refuse.is_bound or not found.may_grant,
        "starting": form if isinstance(form, StartForm) else StartForm(found.stopping.expected),
        "ending": form if isinstance(form, EndForm) else EndForm(),
        "extending": form if isinstance(form, ExtendForm) else ExtendForm(),
        "line": form if isinstance(form, LineForm) else LineForm(found.plan, found.branch.item),
        "problem": problem,
        "written": form.written() if form else (),
        "has_errors": bool(form and form.errors),
        "viewer": viewer([Shelf(p.title, p.files) for p in found.papers], request.GET),
    }
    status = 409 if problem else 400 if context["has_errors"] else 200
    return render(request, "office/branch.html", context, status=status)
