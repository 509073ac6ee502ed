"""What did not get through: news of cases and mails that failed, why, and once more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from banhao.apps.cases.operations.deliveries import wake_delivery
from banhao.apps.cases.undelivered import undelivered
from banhao.apps.mail import queries as mail
from banhao.apps.mail.operations import wake_mail
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import Request, page
from banhao.channels.administration.views import today
from banhao.core.authority.acts import Act
from banhao.ui.words import both


@page(Act.MEND_DELIVERY)
@require_safe
def failures(request: Request) -> HttpResponse:
    """List what failed in the actor's regions, what was given up first."""
    _, on = today()
    context = {
        "news": undelivered(request.actor, on),
        "mails": mail.unsent(administered.reach(request.actor, on, "region")),
    }
    return render(request, "administration/undelivered.html", context)


@require_POST
@page(Act.MEND_DELIVERY)
def wake_news(request: Request, number: int) -> HttpResponse:
    """Try news of a case again, now."""
    wake_delivery(actor=request.actor, delivery_id=number, now=timezone.now())
    return _again(request)


@require_POST
@page(Act.MEND_DELIVERY)
def wake_letter(request: Request, number: int) -> HttpResponse:
    """Try a mail again, now."""
    wake_mail(actor=request.actor, mail_id=number, now=timezone.now())
    return _again(request)


def _again(request: Request) -> HttpResponse:
    messages.success(
        request,
        both("马上再试。还不成会回到这一页。", "Tried at once; if it fails it is back here."),
    )
    return redirect("administration:undelivered")
