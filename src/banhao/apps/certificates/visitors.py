"""Asking at /verify: wrong guesses make the next one wait, twice as long each time."""

import ipaddress
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.http import HttpRequest

from banhao.apps.certificates.verification import MISSES, SURE, Answer
from banhao.apps.people import queries as people
from banhao.apps.people.operations.tries import count_try
from banhao.apps.replica.queries import from_replica
from banhao.core.clock.local import localdate
from banhao.core.errors import Refusal
from banhao.core.messages import Message

KIND = "verify"
FREE = 10  # wrong guesses in an hour that cost no wait: mistyping is human


class TooSoon(Refusal):
    """The visitor guessed wrongly too often; `seconds` until the next question is heard."""

    def __init__(self, seconds: int) -> None:
        super().__init__(Message("certificate.too_soon", seconds=seconds))
        self.seconds = seconds


def ask(question: Callable[[date], Answer], *, visitor: str, now: datetime) -> Answer:
    """Answer a question of a visitor and count it if it was a wrong guess.

    A replica may say that something is real; that it is not, the first server says itself.
    :raises TooSoon: while the visitor has to wait.
    """
    wait = people.seconds_to_wait(kind=KIND, key=visitor, free=FREE, now=now)
    if wait:
        raise TooSoon(wait)
    asked = partial(question, localdate(now))
    answer = from_replica(asked, enough=lambda found: found.finding in SURE)
    if answer.finding in MISSES:
        count_try(kind=KIND, key=visitor, now=now)
    return answer


def visitor_of(request: HttpRequest) -> str:
    """Return whose guesses are counted together: an IPv4 address, or an IPv6 network of 64 bits."""
    address = ipaddress.ip_address(request.META["REMOTE_ADDR"])
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
