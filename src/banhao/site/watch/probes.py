"""Health, readiness and figures: no session, no cookie, no language, no host name asked for.

`PROBES` is answered by the outermost middleware; as URLs they stand in the table of all URLs.
"""

import hmac
from collections.abc import Callable, Iterable, Mapping
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from banhao.apps.people.doors import Page
from banhao.apps.people.entrance import from_this_machine
from banhao.core.authority.acts import Act
from banhao.core.messages import Message
from banhao.site.watch import readiness
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH

Answer = Callable[[HttpRequest], HttpResponse]


def probe(act: Act) -> Callable[[Answer], Page]:
    """Decorate a view that looks for nobody: it names its act, and nothing keeps its answer."""

    def decorate(view: Answer) -> Page:
        @wraps(view)
        def answered(request: HttpRequest) -> HttpResponse:
            safe = request.method in {"GET", "HEAD"}
            response = view(request) if safe else HttpResponseNotAllowed(["GET", "HEAD"])
            response.headers["Cache-Control"] = "no-store"
            return response

        answered.act = act  # type: ignore[attr-defined]  # as `doors.page` does
        return answered  # type: ignore[return-value]  # it has its act now

    return decorate


@probe(Act.WATCH)
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Say that this process answers. Touches nothing."""
    return JsonResponse({"alive": True})


@probe(Act.WATCH)
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Say whether requests can be served: 200, or 503 with what is missing, in both languages.

    `slower`: what they are served without, only there if there is any.
    """
    missing = _said(readiness.missing())
    slower = [] if missing else _said(readiness.slower())
    answer = {"ready": not missing, "missing": missing} | ({"slower": slower} if slower else {})
    ascii_too = {"ensure_ascii": False}
    return JsonResponse(answer, status=503 if missing else 200, json_dumps_params=ascii_too)


def _said(found: Iterable[Message]) -> list[dict[str, str]]:
    return [
        {"code": each.code, "zh": render(each, CHINESE), "en": render(each, ENGLISH)}
        for each in found
    ]


@probe(Act.WATCH)
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures in Prometheus' text, to this machine or whoever brings the token."""
    if not may_read(request):
        return HttpResponse(status=404)
    from banhao.site.watch import exposition  # noqa: PLC0415 -- commands need no figures

    return HttpResponse(exposition.text(), content_type=exposition.CONTENT_TYPE)


def may_read(request: HttpRequest) -> bool:
    """Return whether it came over loopback with no proxy between, or brings the token."""
    token, given = settings.METRICS_TOKEN, str(request.META.get("HTTP_AUTHORIZATION", ""))
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return from_this_machine(request)


PROBES: Mapping[str, Page] = {"/health": health, "/ready": ready, "/metrics": metrics}
