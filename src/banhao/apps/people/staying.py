"""How long a sign-in lasts: half an hour after the last page, written at most once a minute.

Django's own way writes the session at every request, which is a commit brought to the disk for each
page that only reads. Here a page writes it when the last writing lies a minute back: a sign-in then
lasts 29 to 30 minutes after the last page.
"""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

WRITTEN = "written"  # in the session: when it was last written, in seconds
AT_MOST_EVERY = 60  # seconds


class StayMiddleware:
    """Put off the end of a session that is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then mark the session to be written if it was not for a minute."""
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty():
            now = int(time.time())
            if abs(now - session.get(WRITTEN, 0)) >= AT_MOST_EVERY:  # also when a clock is set back
                session[WRITTEN] = now
        return response
