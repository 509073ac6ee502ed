"""Serving the demo sources on this machine only, one thread a question."""

import signal
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from types import FrameType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from banhao.demo_sources.application import Application
from banhao.demo_sources.register import open_register

LOOPBACK = "127.0.0.1"


class Server(ThreadingMixIn, WSGIServer):
    """A WSGI server whose slow answers do not hold up the others."""

    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    """Says nothing about each request: they hold identity numbers."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def serve(port: int, database: Path) -> None:
    """Serve until SIGTERM or Ctrl-C; prints the address first (port 0: any free one)."""
    application = Application(open_register(database))
    server = make_server(LOOPBACK, port, application, Server, Quiet)

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"http://{LOOPBACK}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.1)
    server.server_close()
