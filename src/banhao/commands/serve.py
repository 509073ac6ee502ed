"""Serve the pages (granian, WSGI); this machine only unless --host says otherwise."""

import argparse
import ipaddress
import time

from banhao.core.errors import Conflict
from banhao.core.messages import Message
from banhao.site.start import open_database


def register(parser: argparse.ArgumentParser) -> None:
    """Take the address and the number of processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="processes (default: %(default)s)")
    parser.add_argument(
        "--threads",
        type=int,
        default=4,
        help="threads in each (%(default)s); 2 are quicker behind a proxy that buffers uploads",
    )
    parser.add_argument(
        "--drain", type=float, default=1.0,
        help="seconds between SIGTERM and the end, to take leave of connections (%(default)s)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    refuse_demo_outside(args.host)
    from django.conf import settings  # noqa: PLC0415 -- after open_database
    from granian.constants import Interfaces  # noqa: PLC0415 -- other commands need no server
    from granian.server import Server  # noqa: PLC0415 -- as above

    from banhao.site.logs.configuration import server_settings  # noqa: PLC0415 -- as above
    from banhao.site.watch import folder  # noqa: PLC0415 -- as above

    folder.begin(settings.HOME, "serve")

    class DrainingServer(Server):  # type: ignore[misc, valid-type]  # one of three, by Python
        """Serves on for a while after SIGTERM, saying "Connection: close" (decision 0102)."""

        def shutdown(self, exit_code: int = 0) -> None:
            folder.say_stopping()
            time.sleep(args.drain)
            super().shutdown(exit_code)

    DrainingServer(
        "banhao.site.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=args.threads,
        backpressure=args.threads * 16,
        websockets=False,
        log_dictconfig=server_settings(settings.LOG_FORM),
    ).serve()
    return 0


def refuse_demo_outside(host: str) -> None:
    """Keep a demo database, where anybody is anybody with one click, on this machine.

    :raises Conflict: before `banhao migrate`, or for a demo database on another address.
    """
    open_database()
    from django.db import connections  # noqa: PLC0415 -- after open_database

    from banhao.apps.people.queries import is_demo  # noqa: PLC0415 -- as above

    if is_demo() and not is_loopback(host):
        raise Conflict(Message("site.demo_loopback", host=host))
    connections.close_all()  # the server's processes open their own


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`; a name other than localhost cannot be known."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
