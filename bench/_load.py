"""A small load generator: requests over kept connections, from threads of one process.

Answers are read whole and their status is checked; what it costs itself is part of what is
measured, because it shares the cores (product.md §9).
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Check = Callable[[int], bool]


@dataclass(frozen=True)
class Loaded:
    """How many requests were answered, in how many seconds, and how long each took (sorted)."""

    count: int
    seconds: float
    times: Sequence[float]

    @property
    def rate(self) -> float:
        """Return requests per second."""
        return self.count / self.seconds

    def at(self, share: float) -> float:
        """Return the milliseconds within which this share of the requests was answered."""
        return 1000 * self.times[min(int(len(self.times) * share), len(self.times) - 1)]


def post(path: str, body: str, headers: Sequence[str]) -> bytes:
    """Return a request as bytes."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def get(path: str, headers: Sequence[str] = ()) -> bytes:
    """Return a request as bytes."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def run(
    port: int, requests: Sequence[bytes], *, connections: int, expect: int, rate: float = 0
) -> Loaded:
    """Send all requests, `connections` at a time.

    `expect`: the status of all; 0: of a look 200, of a posted form 302. `rate`: so many a second,
    0: as fast as they are answered; what comes too late then waits, and its waiting is counted.
    :raises SystemExit: for another status.
    """
    waiting, lock = iter(enumerate(requests)), threading.Lock()
    times: list[float] = []
    wrong: list[str] = []

    def work() -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            for number, request in _shared(waiting, lock):
                began = time.perf_counter()
                if rate:
                    due = start + number / rate
                    time.sleep(max(0, due - began))
                    began = due
                connection.sendall(request)
                status, head = answer(connection)
                times.append(time.perf_counter() - began)
                if status != (expect or (302 if request[:4] == b"POST" else 200)):
                    wrong.append(f"{status} for {request[:80]!r}\n{head.decode()[:500]}")
                    return

    threads = [threading.Thread(target=work) for _ in range(connections)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    if wrong:
        raise SystemExit(f"the server answered {wrong[0]}")
    return Loaded(len(times), seconds, sorted(times))


def _shared(
    requests: Iterator[tuple[int, bytes]], lock: threading.Lock
) -> Iterator[tuple[int, bytes]]:
    while True:
        with lock:
            request = next(requests, None)
        if request is None:
            return
        yield request


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """Read one whole answer; return its status and its head."""
    head, rest = b"", b""
    while not rest:
        got = connection.recv(65536)
        if not got:
            raise ConnectionError(f"the server hung up after {head[:200]!r}")
        head, rest, body = (head + got).partition(b"\r\n\r\n")
    if b"content-length:" in head.lower():
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(65536)
    elif b"chunked" in head.lower():
        while not body.endswith(b"0\r\n\r\n"):
            body += connection.recv(65536)
    return int(head.split(b" ", 2)[1]), head
