"""The application behind /api/v1: loaded with the first call, then kept."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from banhao.channels.api import problems
from banhao.channels.api.resources import (
    cases,
    catalogue,
    certificates,
    counter,
    drafts,
    events,
    exports,
    supplements,
    tasks,
    themes,
    visits,
    walk_ins,
    webhooks,
)
from banhao.channels.api.views import Call
from banhao.core.errors import CatalogueError, NotFound, Refusal
from banhao.core.messages import Message

LOG = logging.getLogger(__name__)
PREFIX = "/api/v1/"


class Readable(JSONRenderer):
    """JSON with Chinese as it is written, for who looks at it; half the bytes, too."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


API = NinjaAPI(
    title="banhao 办好",
    version="1",
    description="一件事一次办的接口 · Doors for other systems into one-thing-one-visit services.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-operations",
    renderer=Readable(),
)
ROUTERS = {
    "themes": themes.router,
    "drafts": drafts.router,
    "cases": cases.router,
    "supplements": supplements.router,
    "certificates": certificates.router,
    "counter": counter.router,
    "walk-ins": walk_ins.router,
    "tasks": tasks.router,
    "visits": visits.router,
    "catalogue": catalogue.router,
    "events": events.router,
    "webhooks": webhooks.router,
    "exports": exports.router,
}
for tag, router in ROUTERS.items():
    API.add_router("", router, tags=[tag])


@API.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:  # noqa: ARG001
    """What is not possible."""
    return problems.of_refusal(error)


@API.exception_handler(CatalogueError)
def wrong_catalogue(request: HttpRequest, error: CatalogueError) -> HttpResponse:  # noqa: ARG001
    """What is wrong in a catalogue."""
    return problems.of_catalogue(error)


@API.exception_handler(ValidationError)
def wrong_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    """What does not fit the description of the operation, field by field."""
    found = [
        {
            "where": ".".join(str(part) for part in each.get("loc", ())),
            "code": str(each.get("type", "")),
            "message": problems.both(_why(each)),
        }
        for each in error.errors
    ]
    return problems.problem(422, Message("api.wrong_fields", n=len(found)), problems=found)


def _why(each: Mapping[str, Any]) -> Message:
    if each.get("type") == "missing":
        return Message("api.field_missing")
    return Message("api.wrong_field", why=str(each.get("msg", "")))


@API.exception_handler(HttpError)
def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
    """A body that cannot be read at all."""
    LOG.debug("call not readable: %s", error)
    return problems.problem(400, Message("api.not_readable"))


@API.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
    """A bug: it is logged, and the caller told that it is ours."""
    LOG.error("call failed", exc_info=error)
    return problems.problem(500, Message("api.failed"))


_RESOLVER = URLResolver(RegexPattern(r"^"), API.urls[0])


def answer(request: Call, rest: str) -> HttpResponse:
    """Answer a call by the operation behind its address. :raises NotFound: there is none."""
    try:
        found = _RESOLVER.resolve(rest)
    except Resolver404:
        found = None
    if found is None or not rest:  # the bare prefix has a view of the library's own
        raise NotFound(Message("api.no_operation"))
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    if response.status_code == 405:
        allowed = response["Allow"]
        response = problems.problem(405, Message("api.no_method", allowed=allowed))
        response["Allow"] = allowed
    return response


def operations() -> Iterator[tuple[str, Operation]]:
    """Yield every operation with its address, for the tests that look at all of them."""
    for each in ROUTERS.values():
        for path, view in each.path_operations.items():
            for found in view.operations:
                yield path, found
