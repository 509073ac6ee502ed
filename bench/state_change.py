"""How fast is one state change, committed, against statements by hand writing the same rows?

A case lives through twelve changes (filed, accepted, visited, three branches examined and
decided, handed out), each in its own durable transaction. Ours has rules, authority, hash chain
and triggers; the reference (bench/_change_reference.py, psycopg) has none. Both take turns on one
server that brings each commit to the disk; the median of the rounds counts. product.md §9. Then the
same on SQLite against sqlite3 by hand, in one file: there is one writer at a time, however many
processes there are, and no bound is set.

    python3 dev.py bench state_change        or, with other figures:
    .venv/bin/python bench/state_change.py --cases 2000 --processes 1 4 --rounds 5

With --certificates three branches end in licences and the case in a composite: numbered, signed,
their holder sealed. The reference inserts the same rows. No bound is set for that.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from bench._table import Row, tell
from tools.postgres import server

CHANGES = 12
MOST_ON_SQLITE = 4  # processes
FULL = bool(os.environ.get("BANHAO_BENCH_FULL"))


def main() -> int:
    """Measure and tell; 1 if it is slower than it must be."""
    args = arguments()
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(()) as url:
        bench = Bench(url, Path(home), certificates=args.certificates)
        rows = [bench.row(processes, args.cases, args.rounds) for processes in args.processes]
        size, log = bench.bytes_per_case(), bench.log_row()
    told = [each for row in rows for each in _told(row, bound=not args.certificates)]
    told += [Row("disk of a case without content", size, "bytes"), log]
    if not args.certificates:
        told += on_sqlite(
            [p for p in args.processes if p <= MOST_ON_SQLITE], args.cases, args.rounds
        )
    return tell(told)


def on_sqlite(processes: Sequence[int], cases: int, rounds: int) -> list[Row]:
    """Return the rows of SQLite: a file of its own."""
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home:
        bench = Bench("", Path(home), certificates=False)
        found = [bench.row(each, cases, rounds) for each in processes]
    return [each for row in found for each in _told(row, bound=False, on="SQLite, ")]


def _told(row: dict[str, float], *, bound: bool, on: str = "") -> list[Row]:
    """Return the rows of a number of processes; `bound`: whether any is set for them."""
    of = on + (f"{row['processes']:.0f} processes" if row["processes"] > 1 else "1 process")
    speed, cpu = row["speed"], row["cpu"]
    hand = "sqlite3" if on else "psycopg"
    beside = f"ours {row['ours']:.0f} cases/s, {hand} by hand {row['theirs']:.0f}"
    must, aim = (0.6, 1.0) if bound else (None, None)
    most, best = (1.7, 1.0) if bound else (None, None)
    return [
        Row(f"state change, {of}", speed, "x", must, aim, True, speed, beside),
        Row(f"  its CPU, client + server, {of}", cpu, "x", most, best, ratio=cpu),
    ]


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=400, help="cases a process and round")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 4, 8] if FULL else [1, 4])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--certificates", action="store_true", help="issue them, too")
    return parser.parse_args()


class Bench:
    """A prepared database and the two sides that write to it. `url`: "" = SQLite in `home`."""

    def __init__(self, url: str, home: Path, *, certificates: bool) -> None:
        self.url = url
        self.file = str(home / "banhao.sqlite3")
        self.template = home / "template.json"
        self.environment = {
            **os.environ,
            "BANHAO_HOME": str(home),
            "BANHAO_DATABASE": url,
            "BENCH_CERTIFICATES": str(int(certificates)),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        self.plan = self._run("_change_setup.py", str(self.template)).strip()
        self.next = 1
        self.lived = 1
        self.logs: dict[str, list[float]] = {"ours": [], "reference": []}

    def log_row(self) -> Row:
        """Return the bytes of write-ahead log that a change takes, whole pages after a checkpoint
        and all.
        """
        ours, theirs = (statistics.median(self.logs[name]) for name in ("ours", "reference"))
        beside = f"psycopg by hand: {theirs:,.0f}"
        return Row("write-ahead log of a change", ours, "bytes", ratio=ours / theirs, beside=beside)

    def row(self, processes: int, cases: int, rounds: int) -> dict[str, float]:
        """Return medians over the rounds; ours and theirs take turns."""
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(self._side("reference", processes, cases))
            ours.append(self._side("ours", processes, cases))
        speed = [o[0] / t[0] for o, t in zip(ours, theirs, strict=True)]
        cpu = [o[1] / t[1] for o, t in zip(ours, theirs, strict=True)]
        return {
            "processes": processes,
            "ours": statistics.median(o[0] for o in ours),
            "theirs": statistics.median(t[0] for t in theirs),
            "speed": statistics.median(speed),
            "cpu": statistics.median(cpu),
            "cpu_ms_per_change": statistics.median(o[1] for o in ours) * 1000 / CHANGES,
        }

    def bytes_per_case(self) -> int:
        """Return the bytes on disk of ours, indexes and all, after a vacuum."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("vacuum full")
            row = connection.execute(
                "select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r'"
                " and (relname like 'cases_%' or relname like 'deliveries_%')"
            ).fetchone()
        assert row is not None
        return int(row[0]) // self.lived

    def _side(self, name: str, processes: int, cases: int) -> tuple[float, float]:
        hand = (
            ("_change_reference.py", self.url)
            if self.url
            else ("_change_reference_sqlite.py", self.file)
        )
        words = {
            "ours": ("_change_ours.py", self.plan),
            "reference": (*hand, str(self.template)),
        }[name]
        if name == "ours":
            self.lived += processes * cases
        if not self.url:
            return self.side(words, cases, processes)
        before = self._logged()
        found = self.side(words, cases, processes)
        self.logs[name].append((self._logged() - before) / (processes * cases * CHANGES))
        return found

    def _logged(self) -> int:
        """Return how many bytes of write-ahead log the server has written."""
        with psycopg.connect(self.url) as connection:
            row = connection.execute(
                "select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint"
            ).fetchone()
        assert row is not None
        return int(row[0])

    def side(
        self, words: Sequence[str], cases: int, processes: int = 1, **more: str
    ) -> tuple[float, float]:
        """Return (cases per second, CPU seconds of clients and server per case) of a script.

        `more`: what its environment has besides.
        """
        before = server_cpu(self.url)
        running = []
        for _ in range(processes):
            running.append(self._start(*words, str(self.next), str(cases), **more))
            self.next += cases
        ended = [self._end(process).split() for process in running]
        server = server_cpu(self.url) - before
        seconds = max(float(wall) for wall, _ in ended)
        lived = processes * (cases - 1)
        client = sum(float(cpu) for _, cpu in ended)
        return lived / seconds, (client + server) / lived

    def _start(self, *words: str, **more: str) -> "subprocess.Popen[str]":
        script, *rest = words
        return subprocess.Popen(
            [sys.executable, ROOT / "bench" / script, *rest],
            env=self.environment | more,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _end(self, process: "subprocess.Popen[str]") -> str:
        text, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"{process.args} failed")
        return text

    def _run(self, *words: str) -> str:
        return self._end(self._start(*words))


def server_cpu(url: str) -> float:
    """Return CPU seconds that the server's processes have used, living and ended; 0: no server."""
    if not url:
        return 0.0
    parent = postmaster(url)
    ticks = sum(stat(parent)[11:15])
    for path in Path("/proc").glob("[0-9]*"):
        try:
            values = stat(int(path.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
        if values[1] == parent:
            ticks += sum(values[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def postmaster(url: str) -> int:
    """Return the server's first process by a connection that is still open."""
    with psycopg.connect(url) as connection:
        row = connection.execute("select pg_backend_pid()").fetchone()
        assert row is not None
        return stat(row[0])[1]


def stat(pid: int) -> list[int]:
    """Return the numbers of /proc/PID/stat after the state: parent first."""
    text = Path(f"/proc/{pid}/stat").read_text()
    return [0, *map(int, text.rpartition(")")[2].split()[1:])]


if __name__ == "__main__":
    sys.exit(main())
