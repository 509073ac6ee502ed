"""Outermost around every request: its number, its line in the log, its place in the figures.

Health, readiness and figures are answered here, before host, session, language and database.
"""

import logging
import re
import time
from collections.abc import Callable
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from banhao.apps.people.entrance import address
from banhao.core.authority.acts import Actor
from banhao.site.logs.lines import facts, request_named
from banhao.site.watch import counted, folder
from banhao.site.watch.probes import PROBES

LOG = logging.getLogger("banhao.request")
HEADER = "X-Request-ID"
# A UUID, or its 32 digits (nginx). Nothing looser: a telephone or id number must not fit.
NUMBER = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
READS = frozenset({"GET", "HEAD", "OPTIONS"})
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})  # whatever else a client says is "other"


class Watch:
    """Number, count and note every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and say its number in the answer."""
        began = time.perf_counter()
        number = number_of(request)
        with request_named(number):
            answer = PROBES.get(request.path_info, self.get_response)
            response = answer(request)
            _note(request, response, time.perf_counter() - began)
        response.headers[HEADER] = number
        if folder.is_stopping():  # the next request of this browser or proxy goes elsewhere
            response.headers["Connection"] = "close"
        return response


def number_of(request: HttpRequest) -> str:
    """Return the number that the proxy gave the request, or a new one."""
    given = str(request.META.get("HTTP_X_REQUEST_ID", ""))
    return given.lower() if NUMBER.fullmatch(given) else uuid4().hex


def view_of(request: HttpRequest) -> str:
    """Return the name of its view: a few hundred there are, whatever paths are asked for."""
    if request.path_info in PROBES:
        return f"site:{request.path_info.strip('/')}"
    match = request.resolver_match
    if match is not None:
        return match.view_name
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def roles_of(request: HttpRequest) -> str:
    """Return what the actor is in the house: roles, or a person, or nobody known."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return ""
    roles = sorted({office.role.value for office in actor.offices})
    return ",".join(roles) or ("person" if actor.person else "nobody")


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    view, is_read = view_of(request), request.method in READS
    counted.note_request(
        view=view, method="read" if is_read else "write", status=response.status_code,
        seconds=seconds,
    )  # fmt: skip
    if request.path_info in PROBES and response.status_code < 500:
        return  # asked every few seconds, all day
    case = request.resolver_match.kwargs.get("case_id") if request.resolver_match else None
    LOG.info(
        "request",
        extra=facts(
            view=view,
            method=request.method if is_read or request.method in WRITES else "other",
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            case=case if isinstance(case, UUID) else None,
            role=roles_of(request),
            address=address(request) if settings.LOG_ADDRESSES else None,
        ),
    )
