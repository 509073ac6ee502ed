"""The doors of the API's operations: each names its act, and the scope that a token needs for it.

@operation(router, "GET", "/cases", act=Act.SEE_OWN_CASE, scope=Scope.CASES, answers=Cases)
def list_cases(request: Call) -> Cases: …
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.security import HttpBearer

from banhao.apps.people.doors import require
from banhao.apps.tokens.values import Caller
from banhao.channels.api.keys import CHANGING, HEADER, LONGEST
from banhao.channels.api.problems import NoToken
from banhao.channels.api.schemas.problems import ProblemOut
from banhao.channels.api.views import Call as BareCall
from banhao.core.authority.acts import ANYBODY, Act, Actor, Thing
from banhao.core.authority.scopes import Scope
from banhao.core.clock.local import localdate
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message

DONE = 200
REFUSALS = (400, 401, 403, 404, 409, 422, 429)
PUBLIC_REFUSALS = (400, 404, 409, 422, 429)


class Call(BareCall):
    """A call that has come through a door."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Door:
    """The act of an operation, and the scope that a token needs for it; None: it is public."""

    act: Act
    scope: Scope | None = None


class Token(HttpBearer):
    """Describes the token; whose it is was found on the way in."""

    def __call__(self, request: HttpRequest) -> Caller:
        """Return the caller. :raises NoToken: if there is none."""
        caller = cast(BareCall, request).caller
        if caller is None:
            raise NoToken(Message("api.token_missing"))
        return caller

    def authenticate(self, request: object, token: str) -> None:
        """Nothing is left to do here."""


def operation(
    router: Router,
    method: str,
    path: str,
    door: Door,
    *,
    answers: Any,
    status: int = 200,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate an operation with its door (readable as `.door`).

    `answers`: the schema of what is answered with `status`.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: Call, *args: Any, **kwargs: Any) -> Any:
            _enter(request, door)
            answer = view(request, *args, **kwargs)
            return answer if status == DONE else Status(status, answer)

        setattr(guarded, "door", door)  # noqa: B010 -- readable from outside
        lines = (view.__doc__ or "").strip().split("\n\n", 1)
        router.add_api_operation(
            path,
            [method],
            guarded,
            auth=Token() if door.scope else None,
            response={status: answers}
            | dict.fromkeys(REFUSALS if door.scope else PUBLIC_REFUSALS, ProblemOut),
            operation_id=view.__name__,
            summary=lines[0].replace("\n", " "),
            description=_description(lines[1] if len(lines) > 1 else "", door),
            openapi_extra={
                "x-scope": door.scope and door.scope.value,
                **({"parameters": [KEY]} if door.scope and _may_bring_key(method, view) else {}),
            },
        )
        return guarded

    return decorate


KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "maxLength": LONGEST, "pattern": r"^[!-~]*$"},
    "description": "幂等键：同一键只办一次 · The same key again: done once, answered the same",
}


def _may_bring_key(method: str, view: Callable[..., Any]) -> bool:
    """Whether a key may be brought, and the operation does not ask for one itself."""
    return method in CHANGING and "key" not in signature(view).parameters


def _enter(request: Call, door: Door) -> None:
    """:raises NotAllowed: the token has not this scope, or what it is bound to not this act."""
    caller, scope = request.caller, door.scope
    if scope is not None and caller is not None and scope not in caller.scopes:
        raise NotAllowed(Message("api.scope_missing", scope=scope.value))
    request.actor = caller.actor if caller else ANYBODY
    require(request.actor, door.act, Thing(), localdate(timezone.now()))


def _description(more: str, door: Door) -> str:
    words = " ".join(more.split())
    needs = f"Scope `{door.scope}`, act `{door.act}`." if door.scope else "Public."
    return f"{words}\n\n{needs}".strip()
