"""Ten minutes of mixed load at half of what the server can take: does anything grow, wait, fail?

PostgreSQL that brings each commit to the disk, granian with two processes, the worker, and the load
on the same cores, all on this machine. First the capacity is measured for some seconds; then, at
half of it, people look (home, theme, verify) and officers look at their tasks and decide. It ends
by itself. The memory of all processes is read every few seconds; what counts is how the second half
stands to the first. Not among what `dev.py bench` runs without names, because it takes its time.

    python3 dev.py bench soak        or, with other figures:
    .venv/bin/python bench/soak.py --seconds 60
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from bench import _load
from bench._served import OURS, decisions, environment, prepared, running, served
from bench._table import Row, tell
from tools.postgres import server

CONNECTIONS, BURST = 8, 400
DECIDED = 0.25  # of the requests are decisions, the others only look
GROWTH = 1.1  # memory of the second half to that of the first: the most that is no growth
LATE = "select count(*) from deliveries_deliveryrecord where state = 'waiting'"
DEAD = "select count(*) from deliveries_deliveryrecord where state = 'dead'"


def main() -> int:
    """Measure and tell; 1 if anything grew, got stuck or was refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--most", type=int, default=120, help="requests a second at most")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(()) as url:
        return tell(measured(url, Path(home), args.seconds, args.most))


def measured(url: str, home: Path, seconds: int, most: int) -> list[Row]:
    """Return the rows of a soak."""
    env = environment(url, home)
    told = prepared(env, int(seconds * most * DECIDED / 3) + BURST)
    acts = decisions(told)
    cookies = told["cookies"]
    assert isinstance(cookies, dict)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("delete from deliveries_deliveryrecord")  # news of what was prepared
    worker = [sys.executable, "-m", "banhao.cli", "worker"]
    with served(OURS, env) as port, running(worker, env):
        looks = list(looked_at(list(cookies.values())))
        dice = random.Random(7)
        burst = mixed(acts[:BURST], looks, dice)
        capacity = _load.run(port, burst, connections=CONNECTIONS, expect=0).rate
        rate = min(capacity / 2, most)
        steady = mixed(acts[BURST:], looks, dice)[: int(rate * seconds)]
        with watched() as sizes:
            load = _load.run(port, steady, connections=CONNECTIONS, expect=0, rate=rate)
        late = waiting(url, LATE)
    half = len(sizes) // 2
    growth = statistics.median(sizes[half:]) / statistics.median(sizes[:half])
    megabytes = f"{sizes[0]:.0f} MB at first, {sizes[-1]:.0f} at last, all processes"
    beside = f"{load.count:,} requests in {load.seconds:.0f} s; capacity {capacity:.0f}/s"
    return [
        Row("soak: requests per second", load.rate, "/s", beside=beside),
        Row("  half of them within", load.at(0.5), "ms"),
        Row("  99 of 100 within", load.at(0.99), "ms"),
        Row("  memory, second half to first", growth, "x", GROWTH, ratio=growth, beside=megabytes),
        Row("  deliveries that wait, half a minute after", late, "", 0, 0),
        Row("  deliveries given up", waiting(url, DEAD, 0), "", 0, 0),
    ]


def looked_at(cookies: Sequence[str]) -> Iterator[bytes]:
    """Yield requests that only look, as strangers and as officers."""
    yield _load.get("/")
    yield _load.get("/t/benchcity/open-a-shop/")
    yield _load.get("/verify/")
    for cookie in cookies:
        yield _load.get("/office/", [cookie])


def mixed(acts: Sequence[bytes], looks: Sequence[bytes], dice: random.Random) -> list[bytes]:
    """Return all acts in order, with looks between them."""
    share = int(1 / DECIDED) - 1
    return [each for act in acts for each in (*dice.choices(looks, k=share), act)]


def waiting(url: str, question: str, patience: int = 30) -> int:
    """Return how many deliveries are so, at the latest after `patience` seconds."""
    ends = time.monotonic() + patience
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            row = connection.execute(question).fetchone()
            count = int(row[0]) if row else 0
            if not count or time.monotonic() > ends:
                return count
            time.sleep(1)


class watched:  # noqa: N801 - reads as a verb: with watched() as sizes
    """Reads the memory of the processes below this one, PostgreSQL's apart, every few seconds."""

    def __init__(self, every: float = 3) -> None:
        self.sizes: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(every,))

    def __enter__(self) -> list[float]:
        self._thread.start()
        return self.sizes

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _read(self, every: float) -> None:
        while not self._over.wait(every):
            self.sizes.append(resident())


def resident() -> float:
    """Return the megabytes of memory that our servers and the worker hold."""
    words = ["ps", "-eo", "rss=,args="]
    lines = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()
    ours = [line for line in lines if OURS in line or "banhao.cli worker" in line]
    return sum(int(line.split()[0]) for line in ours) / 1024


if __name__ == "__main__":
    sys.exit(main())
