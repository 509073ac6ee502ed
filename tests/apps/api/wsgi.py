"""The application for clients that speak WSGI, inside the transaction of a test."""

from collections.abc import Iterable
from typing import Any

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

DJANGO = get_wsgi_application()


def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Answer a call and end no connection: it holds the transaction of the test.

    Django's own test client takes care of that for itself, and connects the signals again.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    return DJANGO({"REMOTE_ADDR": "127.0.0.1"} | environ, start)
