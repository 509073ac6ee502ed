"""Signing in and out of a browser session, slowed down for who guesses.

Three wrong passwords for an account from one address are free, then the wait doubles; after
AXES_FAILURE_LIMIT django-axes shuts that pair out for AXES_COOLOFF_TIME. All accounts from one
address together have twenty free failures an hour (a hall shares one address).
"""

from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from banhao.apps.people import queries
from banhao.apps.people.models import AccountRecord
from banhao.apps.people.operations import tries
from banhao.core.authority.acts import Actor
from banhao.core.authority.rules import is_valid
from banhao.core.clock.local import localdate
from banhao.core.messages import Message

BACKEND = "banhao.apps.people.backend.AccountBackend"
FREE_PER_ACCOUNT = 3
FREE_PER_ADDRESS = 20
FREE_REGISTRATIONS = 10
FREE_RECOVERIES = 3
LONGEST_FOR_ADDRESS = 30  # seconds: the others of a hall, who did nothing, wait with it
PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_VIA")


def address(request: HttpRequest) -> str:
    """Return the address a request came from.

    A proxy on this machine is believed: it adds the address it heard from to X-Forwarded-For.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    passed_on = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if passed_on and _is_loopback(remote):
        return passed_on.rpartition(",")[2].strip()
    return remote


def from_this_machine(request: HttpRequest) -> bool:
    """Return whether the request came over loopback and was not passed on by a proxy."""
    passed_on = any(name in request.META for name in PROXIES)
    return not passed_on and _is_loopback(str(request.META.get("REMOTE_ADDR", "")))


def _is_loopback(text: str) -> bool:
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False


def sign_in(request: HttpRequest, email: str, password: str, now: datetime) -> Message | None:
    """Sign in. Returns None when it worked, else what to tell the person."""
    email = email.strip().lower()
    seconds = wait_for_sign_in(request, email, now)
    if seconds:
        return Message("people.wait", seconds=seconds)
    account = authenticate(request, username=email, password=password)
    if isinstance(account, AccountRecord):
        tries.forget_tries(kind="sign-in", key=f"{address(request)} {email}")
        login(request, account)
        return None
    tries.count_try(kind="sign-in", key=f"{address(request)} {email}", now=now)
    tries.count_try(kind="sign-in-address", key=address(request), now=now)
    return Message("people.sign_in_wrong")


def sign_in_as(request: HttpRequest, account_id: int) -> None:
    """Sign in without a password: after registration, and personas of a demo."""
    login(request, AccountRecord.objects.get(pk=account_id), backend=BACKEND)


def wait_for_sign_in(request: HttpRequest, email: str, now: datetime) -> int:
    """Return the seconds until this account may be tried again from this address."""
    own = queries.seconds_to_wait(
        kind="sign-in", key=f"{address(request)} {email}", free=FREE_PER_ACCOUNT, now=now
    )
    shared = queries.seconds_to_wait(
        kind="sign-in-address",
        key=address(request),
        free=FREE_PER_ADDRESS,
        longest=LONGEST_FOR_ADDRESS,
        now=now,
    )
    return max(own, shared)


def wait_for_registration(request: HttpRequest, now: datetime) -> int:
    """Return the seconds until this address may register again; counts this try if it may."""
    key = address(request)
    seconds = queries.seconds_to_wait(kind="register", key=key, free=FREE_REGISTRATIONS, now=now)
    if not seconds:
        tries.count_try(kind="register", key=key, now=now)
    return seconds


def wait_for_recovery(request: HttpRequest, email: str, now: datetime) -> int:
    """Return the seconds until a link may be asked for again; counts this try if it may.

    By address of the asker and by mail address, known or not: the answer tells nothing.
    """
    keys = (("recover-from", address(request)), ("recover", email.strip().lower()))
    seconds = max(
        queries.seconds_to_wait(kind=kind, key=key, free=FREE_RECOVERIES, now=now)
        for kind, key in keys
    )
    for kind, key in () if seconds else keys:
        tries.count_try(kind=kind, key=key, now=now)
    return seconds


def next_page(request: HttpRequest, actor: Actor, now: datetime) -> str:
    """Return where to go after signing in: `next` if it is ours, else where the role works."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return next(iter(work_pages(actor, now)), "/")


def work_pages(actor: Actor, now: datetime) -> tuple[str, ...]:
    """Return where the offices that are held today work, each page once."""
    held = {office.role for office in actor.offices if is_valid(office, localdate(now))}
    pages: dict[str, str] = settings.LANDINGS
    return tuple(dict.fromkeys(page for role, page in pages.items() if role in held))
