"""The demo sources as a real process on a free port of this machine: to ask, stop and make lie."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

SERVE = "import sys; from pathlib import Path; from banhao.demo_sources.server import serve; "
SERVE += "serve(0, Path(sys.argv[1]))"


@dataclass
class DemoProcess:
    """A running process of demo sources."""

    url: str
    process: subprocess.Popen[str]

    def behave(self, answer: str, source: str = "*") -> None:
        """Make a source ("*" = all) answer so from now on."""
        told = {"source": source, "answer": answer}
        httpx.post(f"{self.url}/control", json=told).raise_for_status()

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=10)


@contextmanager
def demo_sources(folder: Path) -> Iterator[DemoProcess]:
    """Yield running demo sources with a database of their own."""
    words = [sys.executable, "-c", SERVE, str(folder / "demo.sqlite3")]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        try:
            yield DemoProcess(process.stdout.readline().strip(), process)
        finally:
            process.terminate()
            process.wait(timeout=10)
