"""The WSGI application of the demo sources.

GET /<source>?id=…&uscc=… → {"result": "found"|"missing", "subject", "facts", "document"}
GET /<source>/health → {"status": "up"}
POST /control {"source": "<id>" or "*", "answer": "honest|lie|missing|slow|error"} → 204; only with
a Content-Type of JSON and without an Origin, so that no web page can do it behind one's back.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from banhao.demo_sources.register import (
    Behaviour,
    Found,
    behave,
    behaviour,
    find,
    somebody_else,
)

SLOW = 5.0  # seconds; more than anybody waits
LONGEST_BODY = 4096
StartResponse = Callable[..., Any]
Answer = tuple[str, dict[str, Any] | None]


class Application:
    """Answers questions out of one register."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        status, plain = self._answer(environ)
        body = b"" if plain is None else json.dumps(plain, ensure_ascii=False).encode()
        start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        path = environ.get("PATH_INFO", "").strip("/")
        match environ["REQUEST_METHOD"], path.split("/"):
            case "POST", ["control"]:
                return self._control(environ)
            case "GET", [source, "health"] if source:
                return "200 OK", {"status": "up"}
            case "GET", [source] if source and source != "control":
                return self._ask(source, environ.get("QUERY_STRING", ""))
        return "404 Not Found", {"error": "GET /<source>?id=&uscc= or POST /control"}

    def _ask(self, source: str, query: str) -> Answer:
        given = {name: values[0] for name, values in parse_qs(query).items()}
        asked = {"id": given.get("id", ""), "uscc": given.get("uscc", "")}
        with self._lock:
            how = behaviour(self._connection, source)
            found = find(self._connection, source, asked["id"], asked["uscc"])
            other = somebody_else(self._connection, source)
        match how:
            case Behaviour.ERROR:
                return "500 Internal Server Error", {"error": "as told"}
            case Behaviour.MISSING:
                return "200 OK", {"result": "missing"}
            case Behaviour.LIE:
                return "200 OK", _plain(asked, other)
            case Behaviour.SLOW:
                time.sleep(SLOW)
        return "200 OK", _plain(asked, found)

    def _control(self, environ: dict[str, Any]) -> Answer:
        if environ.get("HTTP_ORIGIN") or environ.get("CONTENT_TYPE") != "application/json":
            return "403 Forbidden", {"error": "not from a web page"}
        length = min(int(environ.get("CONTENT_LENGTH") or 0), LONGEST_BODY)
        try:
            told = json.loads(environ["wsgi.input"].read(length))
            source, answer = str(told["source"]), Behaviour(told["answer"])
        except (ValueError, KeyError, TypeError):
            return "400 Bad Request", {"error": "source and answer", "answers": [*Behaviour]}
        with self._lock:
            behave(self._connection, source, answer)
        return "204 No Content", None


def _plain(asked: dict[str, str], found: Found | None) -> dict[str, Any]:
    if found is None:
        return {"result": "missing"}
    return {
        "result": "found",
        "subject": asked,
        "facts": found.facts,
        "document": found.document,
    }
