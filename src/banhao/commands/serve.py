"""Serve the pages (granian, WSGI); this machine only unless --host says otherwise."""

import argparse
import ipaddress


def register(parser: argparse.ArgumentParser) -> None:
    """Take the address and the number of processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="processes (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="threads in each (%(default)s)")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    from granian.constants import Interfaces  # noqa: PLC0415 -- other commands need no server
    from granian.server import Server  # noqa: PLC0415 -- as above

    Server(
        "banhao.site.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=args.threads,
        backpressure=args.threads * 16,
        websockets=False,
    ).serve()
    return 0


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`; a name other than localhost cannot be known."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
