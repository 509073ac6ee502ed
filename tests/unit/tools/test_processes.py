"""What `dev.py run` starts, it stops: also children of children, also what does not listen."""

import os
import signal
import sys
import time

import pytest

from tools import processes as module
from tools.place import StepError
from tools.processes import Processes, free_port, is_free, wait_for

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
print(child.pid, flush=True)
time.sleep(600)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('deaf', flush=True)
time.sleep(600)
"""


def said(running: Processes, seconds: float = 10) -> str:
    """Return the first line that was said."""
    until = time.monotonic() + seconds
    while not running.lines and time.monotonic() < until:
        time.sleep(0.02)
    return running.lines[0]


def is_alive(pid: int) -> bool:
    """Whether a process is there (a zombie of somebody else is not)."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_children_of_children_are_stopped() -> None:
    with Processes(echo=False) as running:
        running.start("parent", [sys.executable, "-c", PARENT], dict(os.environ))
        child = int(said(running).removeprefix("[parent] "))
        assert is_alive(child)

    time.sleep(0.2)
    assert not is_alive(child)


def test_who_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    began = time.monotonic()

    with Processes(echo=False) as running:
        running.start("deaf", [sys.executable, "-c", DEAF], dict(os.environ))
        said(running)

    assert time.monotonic() - began < 5


def test_who_ends_by_itself_is_told_once() -> None:
    with Processes(echo=False) as running:
        running.start("short", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
        while not (ended := running.ended()):
            time.sleep(0.02)

        assert ended == {"short": 3}
        assert running.ended() == {}


def test_waiting_for_a_program_that_has_ended_fails_at_once() -> None:
    with Processes(echo=False) as running:
        running.start("short", [sys.executable, "-c", ""], dict(os.environ))

        with pytest.raises(StepError, match="short"):
            wait_for(f"http://127.0.0.1:{free_port()}", running)


def test_a_free_port_is_free() -> None:
    assert is_free(free_port())


def test_sigterm_ends_us_like_ctrl_c() -> None:
    code = (
        "import signal, time; from tools.processes import as_ctrl_c\n"
        "signal.signal(signal.SIGTERM, as_ctrl_c); print('ready', flush=True)\n"
        "try: time.sleep(60)\n"
        "except KeyboardInterrupt: print('stopped in order', flush=True)"
    )
    with Processes(echo=False) as running:
        running.start("us", [sys.executable, "-c", code], dict(os.environ))
        said(running)
        running.stop("us")
        time.sleep(0.1)

        assert running.lines == ["[us] ready", "[us] stopped in order"]
    assert signal.getsignal(signal.SIGTERM) is not module.as_ctrl_c
