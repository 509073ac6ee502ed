"""Go on after a session that was over: what was posted is kept sealed until its writer signs in.

It lies in the session of that browser, under the key of the draft or case it is about (they share
id and key), by the address it was posted to. Decisions 0072, 0090.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from banhao.apps.drafts import queries
from banhao.apps.drafts.operations_typed import seal_typed
from banhao.apps.people.doors import Request
from banhao.core.forms.values import Fields
from banhao.ui.words import both

KEPT = "typed"  # in the session: address → sealed, base64; one at a time


def hold(request: HttpRequest, subject: UUID) -> bool:
    """Keep what a stranger has posted about a draft or case; False: there is no such thing."""
    fields = {n: [str(v) for v in t] for n, t in request.POST.lists() if n != "csrfmiddlewaretoken"}
    sealed = seal_typed(subject=subject, fields=fields)
    if sealed is not None:
        request.session[KEPT] = {request.path: b64encode(sealed).decode()}
    return sealed is not None


def kept(request: Request, subject: UUID) -> Fields | None:
    """Return what was kept for this address, once. The caller knows that the reader may have it."""
    sealed = request.session.get(KEPT, {}).get(request.path)
    if sealed is None:
        return None
    del request.session[KEPT]
    return queries.typed_before(subject, b64decode(sealed))


def keep(*texts: str) -> Callable[..., None]:
    """Return what `@page(…, signed_out=)` calls to keep a form about a case.

    `texts`: names of inputs; unless one of them was written in there is nothing to keep.
    """

    def signed_out(request: HttpRequest, case_id: UUID, **place: str) -> None:
        del place
        written = any(request.POST.get(name, "").strip() for name in texts or request.POST)
        if written and hold(request, case_id):
            messages.info(
                request,
                both(
                    "为了安全，30 分钟没有操作已退出。刚才写的没有丢，还没有提交；登录后接着办。",
                    "You were signed out after 30 minutes without a sign of you. What you wrote is"
                    " not lost, and not handed in: sign in and go on.",
                ),
            )

    return signed_out


def sent(request: Request, case_id: UUID) -> QueryDict | None:
    """Return what the form of this address holds: what is posted, or what was kept; else None.

    What was kept is only shown: it counts when it is posted again. The caller has checked that the
    reader may work on the case.
    """
    if request.method == "POST":
        return request.POST
    fields = kept(request, case_id)
    if fields is None:
        return None
    messages.info(
        request,
        both(
            "退出前写的都在下面，还没有提交。看一遍再提交。",
            "What you wrote before is below. It is not handed in yet: look at it, then hand it in.",
        ),
    )
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, list(values))
    return data
