"""What is wrong, as application/problem+json (RFC 9457): code, both languages, the next step."""

import json
from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from banhao.apps.people import doors
from banhao.core.errors import CatalogueError, Refusal
from banhao.core.messages import Message
from banhao.ui.messages import render
from banhao.ui.words import CHINESE, ENGLISH

PROBLEM = "application/problem+json"
TITLES = {
    400: Message("api.title.400"),
    401: Message("api.title.401"),
    403: Message("api.title.403"),
    404: Message("api.title.404"),
    405: Message("api.title.405"),
    409: Message("api.title.409"),
    413: Message("api.title.413"),
    422: Message("api.title.422"),
    429: Message("api.title.429"),
    500: Message("api.title.500"),
}
NEXT = {
    400: Message("api.next.400"),
    401: Message("api.next.401"),
    403: Message("api.next.403"),
    404: Message("api.next.404"),
    405: Message("api.next.405"),
    409: Message("api.next.409"),
    413: Message("api.next.413"),
    422: Message("api.next.422"),
    429: Message("api.next.429"),
    500: Message("api.next.500"),
}


class NoToken(Refusal):
    """An operation needs a token, and none that can be used came with the call (401)."""


class TooMany(Refusal):
    """Too many calls in a minute (429); `seconds` until the next is heard."""

    def __init__(self, message: Message, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal: as on pages, and two that only programs get."""
    match refusal:
        case NoToken():
            return 401
        case TooMany():
            return 429
        case _:
            return doors.status_of(refusal)


def of_refusal(refusal: Refusal) -> HttpResponse:
    """Return the answer to what is not possible."""
    response = problem(status_of(refusal), refusal.message, field=refusal.field)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.seconds)
    if isinstance(refusal, NoToken):
        response["WWW-Authenticate"] = "Bearer"
    return response


def of_catalogue(error: CatalogueError) -> HttpResponse:
    """Return every problem of a catalogue, each with file and field."""
    found = [
        {"where": ": ".join(filter(None, (p.file, p.field))), **_words(p.message)}
        for p in error.problems
    ]
    message = Message("api.catalogue_problems", n=len(found))
    return problem(422, message, problems=found)


def problem(
    status: int,
    message: Message,
    *,
    field: str = "",
    problems: Sequence[Mapping[str, object]] = (),
) -> HttpResponse:
    """Return a problem document. `problems`: what is wrong one by one, each with its place."""
    said = {
        "type": f"urn:banhao:problem:{message.code}",
        "title": render(TITLES[status], CHINESE),
        "status": status,
        "detail": render(message, CHINESE),
        **_words(message),
        "next": both(NEXT[status]),
        **({"field": field} if field else {}),
        **({"problems": list(problems)} if problems else {}),
    }
    body = json.dumps(said, ensure_ascii=False).encode()
    return HttpResponse(body, content_type=PROBLEM, status=status)


def _words(message: Message) -> dict[str, object]:
    return {"code": message.code, "message": both(message)}


def both(message: Message) -> dict[str, str]:
    """Return the words of a message in both languages."""
    return {"zh": render(message, CHINESE), "en": render(message, ENGLISH)}
