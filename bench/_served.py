"""The served city of bench/act.py and bench/soak.py: prepared, on granian, with posted forms."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

from bench import _load
from tools.processes import free_port

WORKERS, THREADS = (
    2,
    2,
)  # as docs/howto/systemd has it: more threads wait for each other (decision 0128)
DEPARTMENTS = ("fire", "health", "signs")
OURS = "banhao.site.wsgi:application"


def environment(url: str, home: Path) -> dict[str, str]:
    """Return the environment of every process of this city."""
    return {
        **os.environ,
        "BANHAO_HOME": str(home),
        "BANHAO_DATABASE": url,
        "BENCH_CERTIFICATES": "0",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }


def prepared(env: dict[str, str], cases: int) -> dict[str, object]:
    """Prepare so many cases whose three items wait to be decided; return what is told of them."""
    told = Path(env["BANHAO_HOME"]) / "told.json"
    setup = [sys.executable, ROOT / "bench" / "_act_setup.py", str(cases), told]
    subprocess.run(setup, env=env, check=True)
    found: dict[str, object] = json.loads(told.read_text())
    return found


def decisions(told: dict[str, object]) -> list[bytes]:
    """Return the posted forms, item by item, each by a decider of its department."""
    cookies, cases, token = told["cookies"], told["cases"], told["token"]
    assert isinstance(cookies, dict)
    assert isinstance(cases, list)
    body = f"grant=yes&csrfmiddlewaretoken={token}"
    return [
        _load.post(f"/office/cases/{case}/{name.upper()}/decide/", body, [cookies[name]])
        for case in cases
        for name in DEPARTMENTS
    ]


@contextmanager
def served(application: str, env: dict[str, str]) -> Iterator[int]:
    """Yield the port of granian with the application."""
    port = free_port()
    words = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", port),
        *("--workers", WORKERS, "--blocking-threads", THREADS, "--backpressure", THREADS * 16),
        *("--no-ws", "--log-level", "warning", application),
    ]
    with running(words, env) as process:
        wait(port, process)
        yield port


@contextmanager
def running(words: Sequence[object], env: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Yield a running program; it is ended in order."""
    process = subprocess.Popen(list(map(str, words)), env=env, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit("the server did not start")
