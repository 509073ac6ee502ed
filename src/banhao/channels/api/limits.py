"""How many calls a minute: counted in the database, so that all processes count together."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from banhao.apps.certificates.visitors import visitor_of
from banhao.apps.people.tries import try_key
from banhao.apps.tokens.operations import calls
from banhao.apps.tokens.values import Caller
from banhao.channels.api.problems import TooMany
from banhao.core.messages import Message

STRANGERS = 5  # without a token a fifth


@dataclass(frozen=True, slots=True)
class Rate:
    """What is left of this minute; `seconds` until the next begins."""

    limit: int
    calls: int
    seconds: int

    def write(self, response: HttpResponse) -> None:
        """Say it in the headers of an answer (draft-ietf-httpapi-ratelimit-headers, fields -03)."""
        response["RateLimit-Limit"] = str(self.limit)
        response["RateLimit-Remaining"] = str(max(0, self.limit - self.calls))
        response["RateLimit-Reset"] = str(self.seconds)

    def check(self) -> None:
        """:raises TooMany: if this call is one too many."""
        if self.calls > self.limit:
            raise TooMany(Message("api.too_many", n=self.limit, seconds=self.seconds), self.seconds)


def count(request: HttpRequest, caller: Caller | None, now: datetime) -> Rate:
    """Count this call for its token, or without one for the address it comes from."""
    limit = settings.API_RATE if caller else max(1, settings.API_RATE // STRANGERS)
    who = f"token {caller.token}" if caller else try_key("api", visitor_of(request))
    made = calls.count_call(caller=who, now=now)
    return Rate(limit, made, calls.MINUTE - int(now.timestamp()) % calls.MINUTE)
