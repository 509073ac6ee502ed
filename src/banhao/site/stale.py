"""A form out of a page of a session before: what was typed in it is kept, as if signed out.

Signing in makes a new token against forgery, so a page that was open in another tab meanwhile can
send nothing any more. Decision 0090.
"""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's
    """Answer a post without a right token (Django's CSRF_FAILURE_VIEW).

    From a page of ours (browsers say so in `Origin`, and no other site can) the form is kept where
    its page keeps forms; anything else is refused.
    """
    place = resolve(request.path_info)
    keep = getattr(place.func, "signed_out", None)
    if keep is None or request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return render(request, "403_csrf.html", status=403)
    answer: HttpResponse | None = keep(request, **place.kwargs)
    if answer is not None:
        return answer
    if request.user.is_authenticated:
        return redirect(request.path)
    return redirect_to_login(request.path, reverse("people:sign-in"))
