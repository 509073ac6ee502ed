"""A session that was over: what its browser still posts, and how its owner signs in and goes on."""

from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.test import Client

from banhao.apps.people.models import AccountRecord
from banhao.core.authority.acts import Actor


def stranger(lang: str = "zh-hans") -> Client:
    """Return the browser of somebody whose session is over."""
    client = Client()
    client.cookies["django_language"] = lang
    return client


def next_of(answer: HttpResponse) -> str:
    """Return the address at which one goes on after the sign-in that an answer leads to."""
    return parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]


def sign_in(client: Client, actor: Actor, answer: HttpResponse) -> str:
    """Sign in where an answer leads, and go on; returns the page."""
    account = AccountRecord.objects.get(pk=actor.person)
    client.force_login(account, "banhao.apps.people.backend.AccountBackend")
    return unescape(client.get(next_of(answer)).content.decode())


def posted_too_late(actor: Actor, address: str, sent: Mapping[str, object]) -> str:
    """Post when the session is over, sign in as `actor`, and go on; returns the page."""
    client = stranger()
    return sign_in(client, actor, client.post(address, sent))
