"""The doors: every page names its act here, and every operation asks here whether it may.

    @page(Act.SEE_OFFICE)
    def tasks(request: Request) -> HttpResponse: …

`page` finds the actor, sends a stranger to sign-in, and turns a refusal into a page that says
what happened: NotFound 404, NotAllowed 403 (both go into the access log), Conflict 409, else 400.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from banhao.apps.people import operations, queries
from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import Act, Actor, Allowed, Refused, Thing
from banhao.core.authority.rules import may, needs_person
from banhao.core.clock.local import localdate
from banhao.core.errors import Conflict, NotAllowed, NotFound, Refusal
from banhao.core.messages import Message

P = ParamSpec("P")
PASSWORD_PAGE = "people:password"  # noqa: S105 -- the name of a URL


class Request(HttpRequest):
    """A request that has come through a door."""

    actor: Actor


SignedOut = Callable[..., HttpResponse | None]


class Page(Protocol):
    """A view that names its act, and what becomes of a form that is posted too late."""

    act: Act
    signed_out: SignedOut | None

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer the request."""


View = Callable[Concatenate[Request, P], HttpResponse]


def require(actor: Actor, act: Act, thing: Thing, on: date) -> Allowed:
    """Return the office in which the actor may do this. :raises NotAllowed: if they may not."""
    match may(actor, act, thing, on):
        case Allowed() as allowed:
            return allowed
        case Refused(rule):
            raise NotAllowed(Message(rule))


def log_read(
    actor: Actor, whose: str, why: Act | str, now: datetime, office: int | None = None
) -> None:
    """Note a read of somebody's personal data; `whose`: "case:<uuid>" or "account:<id>"."""
    operations.log_access(
        actor=actor, whose=whose, why=str(why), result="read", now=now, office=office
    )


def page(act: Act, *, signed_out: SignedOut | None = None) -> Callable[[View[P]], Page]:
    """Decorate a view with its act (also readable as `view.act`).

    `signed_out`: sees what a stranger has posted (a session that is over), before they are sent to
    sign in; it may answer instead.
    """

    def decorate(view: View[P]) -> Page:
        @wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request.actor = queries.actor_of(request.user)
            stop = _before(request, act, comes_back=signed_out is not None)
            if stop is not None:
                told = signed_out is not None and request.method == "POST"
                ask = signed_out if told and request.actor.person is None else None
                return (ask and ask(request, *args, **kwargs)) or stop
            try:
                require(request.actor, act, Thing(), localdate(timezone.now()))
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refuse(request, act, refusal)

        door = cast(Page, guarded)
        door.act, door.signed_out = act, signed_out
        return door

    return decorate


def refuse(request: Request, act: Act, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal; wrong ids and missing posts also go into the access log."""
    status = status_of(refusal)
    if status in {403, 404}:
        operations.log_access(
            actor=request.actor,
            whose="",
            why=act,
            result="not-found" if status == 404 else "not-allowed",
            now=timezone.now(),
            path=request.path,
        )
    context = {"message": refusal.message, "back": request.path if status == 409 else ""}
    return render(request, f"{status}.html", context, status=status)


def _before(request: Request, act: Act, *, comes_back: bool) -> HttpResponse | None:
    """Send strangers to sign-in, and those with a given-out password to choose their own."""
    if not needs_person(act):
        return None
    if request.actor.person is None:
        go_on = _after_sign_in(request, comes_back=comes_back)
        return redirect_to_login(go_on, reverse("people:sign-in"))
    account = request.user
    if isinstance(account, AccountRecord) and account.must_change_password:
        own = reverse(PASSWORD_PAGE)
        return redirect(own) if request.path != own else None
    return None


def _after_sign_in(request: Request, *, comes_back: bool) -> str:
    """Return where to go on after signing in: this address, or the page of the form it was sent by.

    `comes_back`: the address shows what was posted; others only take posts, and show nothing.
    """
    here = urlsplit(request.headers.get("Referer", ""))
    if request.method != "POST" or comes_back or here.netloc != request.get_host():
        return request.get_full_path()
    return urlunsplit(("", "", here.path, here.query, ""))


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    match refusal:
        case NotFound():
            return 404
        case NotAllowed():
            return 403
        case Conflict():
            return 409
        case _:
            return 400
