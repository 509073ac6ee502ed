"""A real HTTP server of somebody else: takes webhooks, fails as often as it is told to.

python -m tests.apps.api.receiver FAILURES FILE     prints its port; one JSON line a request in FILE
"""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass
class Receiver:
    """A running receiver."""

    url: str
    file: Path

    def taken(self, status: int = 204) -> list[dict]:
        """Return the requests that were answered with a status, in order."""
        lines = self.file.read_text("utf-8").splitlines() if self.file.exists() else []
        return [each for line in lines if (each := json.loads(line))["status"] == status]


@contextmanager
def receiver(folder: Path, failures: int = 0) -> Iterator[Receiver]:
    """Yield a receiver that answers 503 so many times before it takes anything."""
    file = folder / "taken.jsonl"
    words = [sys.executable, "-m", "tests.apps.api.receiver", str(failures), str(file)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield Receiver(f"http://127.0.0.1:{process.stdout.readline().strip()}/news", file)
        finally:
            process.terminate()
            process.wait(timeout=10)


@contextmanager
def hanging(*, dribbles: bool) -> Iterator[str]:
    """Yield the URL of one that takes a call and never answers, or dribbles an endless answer."""
    over = threading.Event()

    def hang(line: socket.socket) -> None:
        with line:
            line.sendall(b"HTTP/1.1 200 OK\r\nx: " if dribbles else b"")
            while not over.wait(0.2):
                if dribbles:
                    line.sendall(b"x")

    def serve(door: socket.socket) -> None:
        while not over.is_set():
            try:
                hang(door.accept()[0])
            except OSError:  # the other side has cut it off, or nobody is there to wait for
                continue

    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.2)
        thread = threading.Thread(target=serve, args=(door,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}/news"
        finally:
            over.set()
            thread.join()


def main(failures: int, file: Path) -> None:
    left = [failures]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = 503 if left[0] > 0 else 204
            left[0] -= 1
            headers = {name.lower(): value for name, value in self.headers.items()}
            line = json.dumps({"status": status, "headers": headers, "body": body})
            with file.open("a", encoding="utf-8") as out:
                out.write(line + "\n")
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
