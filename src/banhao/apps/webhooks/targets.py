"""Where a webhook may go: public addresses, and the networks that the city names (SSRF).

The address that was looked at is the address that is connected to: a name that answers otherwise a
moment later gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from banhao.core.errors import BadInput
from banhao.core.messages import Message

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """A place to send to: what to connect to, and under which name."""

    url: str
    host: str
    port: int
    address: str

    @property
    def connected_url(self) -> str:
        """Return the URL with the address in place of the name."""
        parts = urlsplit(self.url)
        shown = f"[{self.address}]" if ":" in self.address else self.address
        return parts._replace(netloc=f"{shown}:{self.port}").geturl()


def target(url: str) -> Target:
    """Return where a URL leads. :raises BadInput: not https, no such name, or not a place to go."""
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if parts.scheme not in PORTS or not host or not port or parts.username or parts.fragment:
        raise BadInput(Message("webhook.wrong_url"), field="url")
    found = _addresses(host, port)
    if not found:
        raise BadInput(Message("webhook.no_such_host", host=host), field="url")
    own = [_is_named(each) for each in found]
    if not all(named or _is_public(each) for named, each in zip(own, found, strict=True)):
        raise BadInput(Message("webhook.private_address", host=host), field="url")
    if parts.scheme != "https" and not all(own):
        raise BadInput(Message("webhook.not_https"), field="url")
    return Target(url, host, port, str(found[0]))


def _addresses(host: str, port: int) -> list[Address]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [_plain(ipaddress.ip_address(str(row[4][0]).partition("%")[0])) for row in rows]


def _plain(address: Address) -> Address:
    """Return the IPv4 address that is wrapped in an IPv6 one, if one is."""
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _is_named(address: Address) -> bool:
    """Whether the address lies in a network that the city allows (BANHAO_WEBHOOKS)."""
    return any(address in ipaddress.ip_network(each) for each in settings.WEBHOOK_NETWORKS)


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast
