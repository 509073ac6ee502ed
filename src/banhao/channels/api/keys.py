"""Idempotency keys: a call that changes something and comes twice is done once (product.md §6).

Scoped to the caller and the operation with its ids; the same key with another body is refused.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from banhao.apps.tokens.operations import calls
from banhao.apps.tokens.values import Caller, Key
from banhao.core.errors import BadInput
from banhao.core.messages import Message

HEADER = "Idempotency-Key"
LONGEST = 64
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def once(
    request: HttpRequest, caller: Caller | None, now: datetime, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return the answer to a call, or the one that the same key was given before.

    Only what was done is kept: after a refusal the key may come again with what was mended.
    :raises Conflict: the key came with another body, or is at work. :raises BadInput: too long.
    """
    key = request.headers.get(HEADER, "")
    if caller is None or not key or request.method not in CHANGING:
        return answer()
    if len(key) > LONGEST or not key.isprintable():
        raise BadInput(Message("api.key_too_long", n=LONGEST), field=HEADER)
    place = Key(caller.account, f"{request.method} {request.path}"[:200], key)
    before = calls.begin(key=place, body=digest(request), now=now)
    if before is not None:
        response = HttpResponse(
            before.answer, status=before.status, content_type="application/json"
        )
        response["Idempotency-Replayed"] = "true"
        return response
    done = False
    try:
        response = answer()
        done = response.status_code < 300
        if done:
            said = response.content.decode()
            calls.keep(key=place, status=response.status_code, answer=said)
        return response
    finally:
        if not done:
            calls.let_go(key=place)


def digest(request: HttpRequest) -> str:
    """Return the SHA-256 of what was asked; of a form with files, of its fields and files."""
    found = hashlib.sha256()
    if request.content_type != "multipart/form-data":
        found.update(request.body)
        return found.hexdigest()
    for name, value in sorted(request.POST.items()):
        found.update(f"{name}={value}\n".encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found.update(f"{name}:{file.name}\n".encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    return found.hexdigest()
