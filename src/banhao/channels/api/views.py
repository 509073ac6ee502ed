"""The way in: who calls, how often, once only; then the operation itself, found by its address."""

import logging
from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from banhao.apps.people import operations as people
from banhao.apps.people.doors import Request, page
from banhao.apps.tokens import queries as tokens
from banhao.apps.tokens.operations import calls
from banhao.apps.tokens.values import Caller
from banhao.channels.api import keys, limits, problems
from banhao.core.authority.acts import ANYBODY, Act
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, CatalogueError, Refusal
from banhao.core.messages import Message

LOG = logging.getLogger(__name__)
BEARER = "Bearer "
NOTHING = "\0"


class Call(HttpRequest):
    """A request of the API that has come in. `caller` None: it brought no token."""

    caller: Caller | None


@require_safe
@page(Act.SEE_PUBLIC)
def documentation(request: Request) -> HttpResponse:
    """The page of documentation, made from the description itself; nothing comes from elsewhere."""
    from banhao.channels.api import described  # noqa: PLC0415 -- loads ninja: see urls.py

    context = {"groups": described.groups(), "shapes": described.shapes()}
    return render(request, "api/documentation.html", context)


@require_safe
@page(Act.SEE_PUBLIC)
def openapi(request: Request) -> HttpResponse:  # noqa: ARG001 -- every view takes the request
    """The description of the API as OpenAPI 3.1."""
    from banhao.channels.api import described  # noqa: PLC0415 -- as above

    return JsonResponse(described.schema(), json_dumps_params={"ensure_ascii": False})


@csrf_exempt  # tokens come in a header that no other site can make a browser send
def operation(request: Call, rest: str) -> HttpResponse:
    """Answer a call: the operation behind the address names its act, and asks for it itself."""
    now = timezone.now()
    request.caller = None
    rate = None
    try:
        request.caller = _caller(request)
        rate = limits.count(request, request.caller, now)
        rate.check()
        if request.caller is None and request.headers.get("Authorization"):
            raise problems.NoToken(Message("api.token_unknown"))
        if request.caller is not None and request.caller.is_to_note(now):
            calls.mark_used(token_id=request.caller.token, now=now)
        response = keys.once(request, request.caller, now, partial(_answer, request, rest))
    except Refusal as refusal:
        response = problems.of_refusal(refusal)
    except CatalogueError as error:
        response = problems.of_catalogue(error)
    except Exception:
        LOG.exception("call failed")
        response = problems.problem(500, Message("api.failed"))
    _log_refusal(request, response)
    if rate is not None:
        rate.write(response)
    response["Cache-Control"] = "no-store"
    return response


setattr(operation, "act", Act.SEE_PUBLIC)  # noqa: B010 -- of the way in, readable as of every view


def _caller(request: HttpRequest) -> Caller | None:
    words = request.headers.get("Authorization", "")
    if not words.startswith(BEARER):
        return None
    return tokens.caller(words.removeprefix(BEARER).strip(), localdate(timezone.now()))


def _answer(request: Call, rest: str) -> HttpResponse:
    if NOTHING in rest or any(NOTHING in text for text in request.GET.values()):
        raise BadInput(Message("api.not_readable"))  # no database takes it as text
    from banhao.channels.api.application import answer  # noqa: PLC0415 -- loads ninja: see urls.py

    return answer(request, rest)


def _log_refusal(request: Call, response: HttpResponse) -> None:
    """Note wrong ids and missing posts, as the pages do."""
    if response.status_code not in {403, 404}:
        return
    people.log_access(
        actor=request.caller.actor if request.caller else ANYBODY,
        whose="",
        why="api",
        result="not-found" if response.status_code == 404 else "not-allowed",
        now=timezone.now(),
        path=request.path,
    )
