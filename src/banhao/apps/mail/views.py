"""The page of who forgot their password: the same answer whoever asks for whatever address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from banhao.apps.mail.forms import ForgottenForm
from banhao.apps.mail.operations import ask_for_password_mail
from banhao.apps.mail.server import is_on
from banhao.apps.people.doors import Request, page
from banhao.apps.people.entrance import wait_for_recovery
from banhao.core.authority.acts import Act
from banhao.core.messages import Message
from banhao.ui.messages import render as say
from banhao.ui.words import language

TOO_MANY = 429


@page(Act.SEE_PUBLIC)
@require_http_methods(["GET", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Ask for a link by mail; says where else to go where no mail is sent."""
    form, asked, status = ForgottenForm(request.POST or None), False, 200
    if request.method == "POST" and form.is_valid() and is_on():
        now, email = timezone.now(), form.cleaned_data["email"]
        seconds = wait_for_recovery(request, email, now)
        if seconds:
            form.add_error(None, say(Message("people.wait", seconds=seconds), language()))
            status = TOO_MANY
        else:
            ask_for_password_mail(email=email, now=now)
            asked = True
    context = {"form": form, "asked": asked, "is_on": is_on()}
    return render(request, "mail/forgotten.html", context, status=status)
