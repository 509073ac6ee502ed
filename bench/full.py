"""What do a state change, the pages and the journal cost when the tables are full?

PostgreSQL that brings each commit to the disk. A demo city with 10,000 running branches; a copy of
it with so many finished cases more (copies of real ones in five years and thirty regions: journal,
branches, visits); a copy of that whose journal lies in parts by year and region (`banhao parts`).
All three are measured in turns, so that what else the machine does meets them alike: the errands of
bench/state_change.py, an office's task list and what it has to check, the page of a case, the lists
of somebody's cases and of a counter, the journal of a case, its heads and its feed. A ratio is the
median of those of the rounds. product.md §9.

    python3 dev.py bench full        or, with other figures:
    .venv/bin/python bench/full.py --cases 1000000
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from banhao.apps.cases import parts
from bench._full_fill import FIRST_YEAR, LIVED, YEARS, fill
from bench._table import ROWS, Row, tell
from tools.postgres import server

MUST, AIM = 1.3, 1.1  # times what it costs with few cases
LIST, LIST_MUST = "task list", 30.0  # ms
CHANGE, HEADS = "state change", "heads to be kept"
FEED = "look of a desk's feed"
PARTED = (CHANGE, "journal of a case", HEADS, FEED)  # what the parts of the journal may change
THERE = range(FIRST_YEAR, FIRST_YEAR + YEARS + 1)
CUTS = [f"9999{n:02d}" for n in (5, 10, 15, 20, 25, 30)]  # of thirty regions, and that of today
# A checkpoint within would be chance; memory as docs/howto/postgresql.md has it, of a small server.
SETTINGS = ("max_wal_size=8GB", "checkpoint_timeout=1h", "shared_buffers=2GB")

Round = dict[str, float]  # what was measured once → milliseconds


def main() -> int:
    """Measure and tell; 1 if full tables cost more than they may."""
    parser = argparse.ArgumentParser(description=__doc__)
    full = 1_000_000 if os.environ.get("BANHAO_BENCH_FULL") else 100_000
    parser.add_argument("--cases", type=int, default=full)
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(SETTINGS) as url:
        few = City(url, Path(home))
        few.prepare()
        full = few.copied("full_tables")
        clock(f"{args.cases:,} cases more", lambda: fill(full.url, args.cases))
        cut = full.copied("in_parts")
        clock("laying the journal in parts", lambda: lay_out(cut.url))
        with few.served() as one, full.served() as two, cut.served() as three:
            rounds = [[ask() for ask in (one, two, three)] for _ in range(args.rounds + 1)]
    return tell(rows(args.cases, rounds[1:]))  # the first filled the caches


class City:
    """A city in a database of its own, in which cases live."""

    def __init__(self, url: str, home: Path) -> None:
        self.url, self.home, self.plan = url, home, ""
        self.env = {
            **{name: value for name, value in os.environ.items() if name != ROWS},
            "BANHAO_HOME": str(home),
            "BANHAO_DATABASE": url,
            "BANHAO_URL": "http://127.0.0.1",
            "BENCH_CERTIFICATES": "0",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }

    def prepare(self) -> None:
        """Make the demo, its running branches, and some finished cases."""
        self._run("_full_city.py", "prepare", str(self.home / "who.json"))
        self.plan = self._run("_change_setup.py", str(self.home / "template.json")).strip()
        self._run("_change_ours.py", self.plan, "1", str(LIVED))

    def copied(self, name: str) -> "City":
        """Return a city that begins as this one is now."""
        base = urlsplit(self.url)
        server = base._replace(path="/template1").geturl()
        with psycopg.connect(server, autocommit=True) as connection:
            old = base.path.removeprefix("/")
            connection.execute(f"create database {name} template {old} strategy file_copy")
        city = City(base._replace(path=f"/{name}").geturl(), self.home)
        city.plan = self.plan
        return city

    @contextmanager
    def served(self) -> Iterator[Callable[[], Round]]:
        """Yield what measures a round here: cases live, pages are asked for, journals read."""
        words = ["serve", str(self.home / "who.json"), self.plan, str(LIVED + 1)]
        command = [sys.executable, ROOT / "bench" / "_full_city.py", *words]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, env=self.env, text=True, **pipes) as process:
            assert process.stdin
            assert process.stdout

            def ask() -> Round:
                print(file=process.stdin, flush=True)
                found: Round = json.loads(process.stdout.readline())
                return found

            yield ask

    def _run(self, script: str, *words: str) -> str:
        command = [sys.executable, ROOT / "bench" / script, *words]
        return subprocess.run(
            command, env=self.env, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def lay_out(url: str) -> None:
    """Lay the journal in parts, as docs/howto/postgresql.md says."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set maintenance_work_mem = '512MB'")
        connection.execute(parts.laid_out(THERE, CUTS))
        connection.execute("drop table journal.before")
        connection.execute("vacuum analyze cases_eventrecord")
        connection.execute("checkpoint")


def rows(cases: int, rounds: Sequence[Sequence[Round]]) -> list[Row]:
    """Return the answers: what full tables add, then what parts do."""
    there, made = f"{cases:,} cases there", len([*parts.parts(THERE, CUTS)])
    few, full, cut = zip(*rounds, strict=True)
    asked = [name for name in full[0] if name != CHANGE]
    return [
        _times(f"{CHANGE}, {there}", CHANGE, few, full, "with few", (MUST, AIM)),
        *(_takes(name, there, few, full) for name in asked),
        *(_times(f"{n}, {made} parts", n, full, cut, "one table") for n in PARTED),
    ]


def _times(  # noqa: PLR0917 -- a row is its words, twice a column, and its bounds
    name: str,
    what: str,
    before: Sequence[Round],
    after: Sequence[Round],
    beside: str,
    bounds: tuple[float | None, float | None] = (None, None),
) -> Row:
    ratio, told = _ratio(what, before, after), f"{beside}: {_median(what, before):.2f} ms, "
    then = f"then: {_median(what, after):.2f} ms"
    return Row(name, ratio, "x", *bounds, ratio=ratio, beside=told + then)


def _takes(name: str, there: str, few: Sequence[Round], full: Sequence[Round]) -> Row:
    ratio, must = _ratio(name, few, full), LIST_MUST if name == LIST else None
    beside = f"{ratio:.2f}x that with few: {_median(name, few):.2f} ms"
    return Row(f"{name}, {there}", _median(name, full), "ms", must, ratio=ratio, beside=beside)


def _median(name: str, rounds: Sequence[Round]) -> float:
    return statistics.median(each[name] for each in rounds)


def _ratio(name: str, before: Sequence[Round], after: Sequence[Round]) -> float:
    pairs = zip(before, after, strict=True)
    return statistics.median(two[name] / one[name] for one, two in pairs)


def clock(what: str, call: Callable[[], None]) -> None:
    """Do something and say how long it took."""
    began = time.perf_counter()
    call()
    print(f"{what}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
