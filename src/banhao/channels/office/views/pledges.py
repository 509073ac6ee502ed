"""After-checks: what is to be looked at, and what was found."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from banhao.apps.cases.checklist import CheckPlace
from banhao.apps.cases.operations.after_checks import record_after_check
from banhao.apps.drafts.resuming import keep, sent
from banhao.apps.people.doors import Request, log_read, page
from banhao.channels.office.forms import AfterCheckForm
from banhao.channels.office.pledged import Pledged, pledged, to_check
from banhao.channels.office.refusals import of_the_rules
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate
from banhao.core.errors import Conflict, NotAllowed
from banhao.core.messages import Message
from banhao.ui.words import both


@page(Act.SEE_OFFICE)
def checks(request: Request) -> HttpResponse:
    """Pledges that my departments relied on and still have to check, the first due first."""
    now = timezone.now()
    rows, more = to_check(request.actor, now, _place(request.GET.get("after", "")))
    after = urlencode({"after": f"{more.ends_on.isoformat()}~{more.id}"}) if more else ""
    context = {"rows": rows, "more": f"?{after}" if after else "", "today": localdate(now)}
    return render(request, "office/checks.html", context)


@page(Act.SEE_OFFICE)
def check(request: Request, case_id: UUID, item: str, material: str) -> HttpResponse:
    """One pledge: what was promised, by when it is checked, what was found."""
    return _page(request, pledged(request.actor, case_id, item, material, timezone.now()))


@page(Act.CHECK_PLEDGE, signed_out=keep("notes"))
def record(request: Request, case_id: UUID, item: str, material: str) -> HttpResponse:
    """Record what was found; what is not kept gets days to be put right, once."""
    now = timezone.now()
    seen = pledged(request.actor, case_id, item, material, now)
    form = AfterCheckForm(sent(request, case_id), again=seen.is_second)
    if request.method != "POST" or not form.is_valid():
        return _page(request, seen, form=form)
    try:
        record_after_check(
            actor=request.actor, case_id=case_id, item=item, material=material, now=now,
            **form.values(),
        )  # fmt: skip
    except (NotAllowed, Conflict) as refusal:
        again = pledged(request.actor, case_id, item, material, now)
        return _page(request, again, form=form, problem=of_the_rules(refusal))
    messages.success(
        request, both("核查结果已记录，申请人会收到。", "Recorded; the applicant is told.")
    )
    return redirect("office:check", case_id, item, material)


def _page(
    request: Request,
    seen: Pledged,
    *,
    form: AfterCheckForm | None = None,
    problem: Message | None = None,
) -> HttpResponse:
    log_read(request.actor, f"case:{seen.case}", Act.SEE_OFFICE, timezone.now())
    context = {
        "seen": seen,
        "form": form or AfterCheckForm(again=seen.is_second),
        "problem": problem,
        "written": form.written() if form else (),
        "has_errors": bool(form and form.errors),
    }
    status = 409 if problem else 400 if context["has_errors"] else 200
    return render(request, "office/check.html", context, status=status)


def _place(text: str) -> CheckPlace | None:
    """Return the place that an address names; None for one that nobody gave out."""
    day, _, number = text.partition("~")
    try:
        return CheckPlace(date.fromisoformat(day), int(number))
    except ValueError:
        return None
