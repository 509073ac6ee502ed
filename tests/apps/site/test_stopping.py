"""`serve` gets TERM under load: whatever was sent to it is answered, on old and new connections."""

import http.client
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from tests.apps.installation import ROOT, installation
from tools.processes import free_port

WATCHERS = 6
PATH = "/sign-in/"


def ask(port: int, stop: threading.Event, counts: Counter[str], keep: bool) -> None:
    """Ask again and again until told to stop; count what was answered, refused, lost."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while not stop.is_set():
        try:
            if connection.sock is None:
                connection.connect()
        except OSError:
            counts["refused"] += 1
            connection.close()
            time.sleep(0.02)
            continue
        try:
            connection.request("GET", PATH)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            counts["lost"] += 1
            connection.close()
            continue
        counts[str(answer.status)] += 1
        if not keep or answer.getheader("Connection") == "close":
            connection.close()
    connection.close()


def started(town, port: int, log) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "banhao.cli", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(words, env=town.environment, cwd=ROOT, stdout=log, stderr=log)
    for _ in range(300):
        quick = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            for _ in range(8):  # both processes have made their first page
                quick.request("GET", PATH)
                quick.getresponse().read()
            return server
        except OSError:
            time.sleep(0.2)
        finally:
            quick.close()
    pytest.fail("it did not start")


def test_no_request_is_lost_when_it_ends(tmp_path) -> None:
    counts: Counter[str] = Counter()
    stop, port = threading.Event(), free_port()
    with installation(tmp_path) as town, (tmp_path / "log").open("w") as log:
        server = started(town, port, log)
        threads = [
            threading.Thread(target=ask, args=(port, stop, counts, number % 2 == 0))
            for number in range(WATCHERS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(2)
        before = counts["200"]
        server.send_signal(signal.SIGTERM)
        code = server.wait(30)
        stop.set()
        for thread in threads:
            thread.join()

    served = len(re.findall("view=people:sign-in", (tmp_path / "log").read_text()))
    assert code == 0
    assert 0 < before < counts["200"]
    assert counts["lost"] == 0
    assert set(counts) <= {"200", "refused", "lost"}
    assert served >= counts["200"]
