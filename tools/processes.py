"""Start several programs, print their lines with a name in front, and stop them all together."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from types import FrameType, TracebackType
from typing import Self

from tools.place import ROOT, StepError, say

PATIENCE = 10.0  # seconds between SIGTERM and SIGKILL


class Processes:
    """Programs that live and end together; each in a process group of its own."""

    def __init__(self, echo: bool = True) -> None:
        self._echo = echo
        self._running: dict[str, subprocess.Popen[str]] = {}
        self._readers: dict[int, threading.Thread] = {}
        self.lines: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, name: str, words: Sequence[object], env: Mapping[str, str]) -> None:
        """Start a program. Ctrl-C at the terminal reaches only us: we end it, once and orderly."""
        process = subprocess.Popen(
            list(map(str, words)), cwd=ROOT, env=env, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        self._running[name] = process
        reader = threading.Thread(target=self._read, args=(name, process), daemon=True)
        self._readers[process.pid] = reader
        reader.start()

    def _read(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.lines.append(f"[{name}] {line.rstrip()}")
                if self._echo:
                    print(self.lines[-1], flush=True)

    def ended(self) -> dict[str, int]:
        """Return name → exit code of those that have ended by themselves since last asked."""
        codes = {name: process.poll() for name, process in self._running.items()}
        gone = {name: code for name, code in codes.items() if code is not None}
        for name in gone:
            self._stop_group(self._running.pop(name))
        return gone

    def stop(self, name: str | None = None) -> None:
        """Stop one program, or all: SIGTERM, and SIGKILL to what is still there after a while."""
        names = [name] if name else list(reversed(self._running))
        chosen = [self._running.pop(each) for each in names if each in self._running]
        for process in chosen:
            _signal(process, signal.SIGTERM)
        for process in chosen:
            self._stop_group(process)

    def _stop_group(self, process: subprocess.Popen[str]) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        _signal(process, signal.SIGKILL)  # also children that outlived their parent
        process.wait()
        self._readers.pop(process.pid).join(1)  # its last words


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def is_free(port: int) -> bool:
    """Whether nobody listens on this loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port() -> int:
    """Return a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, processes: Processes, seconds: float = 60) -> None:
    """Wait until a page answers. :raises StepError: if it does not, or with an error of ours."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise StepError(f"{url} answers with error {error.code}") from error
            return
        except OSError:
            if gone := processes.ended():
                raise StepError(f"{url} does not answer; ended: {gone}") from None
            time.sleep(0.2)
        else:
            return
    raise StepError(f"{url} did not answer within {seconds:.0f} seconds")


def announce(ended: Mapping[str, int]) -> None:
    """Say who ended."""
    for name, code in ended.items():
        say(f"{name} has ended by itself with code {code}")


def as_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    """Let SIGTERM end us as Ctrl-C does, so that everything we started is stopped."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not break the stopping
    raise KeyboardInterrupt
