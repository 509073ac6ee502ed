"""What a person is told when a request fails: busy or full just now (503), or our mistake (500).

Django calls `failed` for every error that nobody caught, from views and middleware alike, while it
is being handled. The database is not asked for anything here: it may be what has failed.
"""

import errno
import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

LOG = logging.getLogger("banhao.request")
AGAIN_AFTER = 10  # seconds, for the browser and whoever calls by program
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SQLITE_PASSES = ("locked", "is full", "unable to open", "disk i/o")


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the page for the error that is being handled."""
    passes = is_passing(sys.exc_info()[1])
    LOG.log(logging.WARNING if passes else logging.ERROR, "failed", exc_info=True)
    page = render_to_string("503.html" if passes else "500.html")
    response = HttpResponse(page, status=503 if passes else 500)
    if passes:
        response["Retry-After"] = str(AGAIN_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def is_passing(error: BaseException | None) -> bool:
    """Return whether it may work in a moment: a database held, away or full, a disk full."""
    match error:
        case OSError(errno=number) if number in NO_ROOM:
            return True
        case OperationalError() | InterfaceError():
            return _of_a_server(error) or any(w in str(error).lower() for w in SQLITE_PASSES)
    return False


def _of_a_server(error: Exception) -> bool:
    """Whether it comes from PostgreSQL, where such errors are about the server, never about us."""
    return type(error.__cause__).__module__.startswith("psycopg")
