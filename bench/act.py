"""How many acts of approvers per second does the server take through HTTP, each a decision?

PostgreSQL that brings each commit to the disk, granian with two processes, and the load from one
more process on the same cores. Each request is a posted form of a signed-in decider: session,
cross-site check, authority, rules, journal, news, answer. Beside it, in turns, a Django view on the
same server that writes one row (bench/_http_reference.py). product.md §9.

    python3 dev.py bench act        or, with other figures:
    .venv/bin/python bench/act.py --cases 2000 --rounds 5
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import _load
from bench._table import Row, tell
from tools.postgres import server
from tools.processes import free_port

MUST, AIM = 250.0, 500.0
CONNECTIONS, WORKERS, THREADS = 8, 2, 4
DEPARTMENTS = ("fire", "health", "signs")


def main() -> int:
    """Measure and tell; 1 if it is slower than it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=400, help="three decisions each")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(()) as url:
        return tell(measured(url, Path(home), args.cases, args.rounds))


def measured(url: str, home: Path, cases: int, rounds: int) -> list[Row]:
    """Return the rows: decisions per second, and the slowest hundredth."""
    env = {
        **os.environ,
        "BANHAO_HOME": str(home),
        "BANHAO_DATABASE": url,
        "BENCH_CERTIFICATES": "0",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    told = home / "told.json"
    setup = [sys.executable, ROOT / "bench" / "_act_setup.py", str(cases), told]
    subprocess.run(setup, env=env, check=True)
    acts = decisions(json.loads(told.read_text()))
    step = len(acts) // (rounds + 1)
    ours, theirs, slow = [], [], []
    inserts = [_load.post(f"/acts/{k}", "grant=yes", ()) for k in range(step)]
    with (
        served("banhao.site.wsgi:application", env) as port,
        served("bench._http_reference:application", env) as beside,
    ):
        for n in range(rounds + 1):  # the first lets every process fill its caches
            theirs.append(_load.run(beside, inserts, connections=CONNECTIONS, expect=204).rate)
            some = acts[n * step : (n + 1) * step]
            load = _load.run(port, some, connections=CONNECTIONS, expect=302)
            ours.append(load.rate)
            slow.append(load.at(0.99))
    rate, bare = statistics.median(ours[1:]), statistics.median(theirs[1:])
    beside_it = f"a view that inserts one row: {bare:,.0f}/s"
    return [
        Row("decisions through HTTP", rate, "/s", MUST, AIM, True, rate / bare, beside_it),
        Row("  the slowest hundredth takes", statistics.median(slow[1:]), "ms"),
    ]


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
    process = subprocess.Popen(list(map(str, words)), env=env, cwd=ROOT)
    try:
        wait(port, process)
        yield port
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


if __name__ == "__main__":
    sys.exit(main())
