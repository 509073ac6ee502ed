"""What does a state change cost when the tables are full, against an empty database?

PostgreSQL. The same errands as in bench/state_change.py, before and after the tables hold so many
finished cases (copies of real ones under other ids, with journal, branches, visits). Then the page
of a case and the list of somebody's cases among them. product.md §9.

    python3 dev.py bench full        or, with other figures:
    .venv/bin/python bench/full.py --cases 1000000
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from bench._table import Row, tell
from bench.disk import another
from tools.postgres import server

MUST, AIM = 1.3, 1.1
LIVED, ROUND = 40, 150
TABLES = "select relname from pg_class where relkind = 'r' and relname like 'cases!_%' escape '!'"
COLUMNS = """
select column_name, data_type from information_schema.columns
 where table_name = %s order by ordinal_position"""


def main() -> int:
    """Measure and tell; 1 if full tables cost more than they may."""
    parser = argparse.ArgumentParser(description=__doc__)
    full = 1_000_000 if os.environ.get("BANHAO_BENCH_FULL") else 100_000
    parser.add_argument("--cases", type=int, default=full)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    settings = ("max_wal_size=8GB", "checkpoint_timeout=1h")  # a checkpoint within would be chance
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(settings) as url:
        bench = Bench(url, Path(home))
        bench.lives(LIVED)
        empty = [bench.lives(ROUND) for _ in range(args.rounds)]
        fill(url, args.cases)
        bench.lives(ROUND)
        full = [bench.lives(ROUND) for _ in range(args.rounds)]
    before, after = statistics.median(empty), statistics.median(full)
    name = f"state change, {args.cases:,} cases there"
    told = f"with few: {before:.2f} ms, then: {after:.2f} ms"
    ratio = after / before
    return tell([Row(name, ratio, "x", MUST, AIM, ratio=ratio, beside=told)])


class Bench:
    """A prepared database on which cases live."""

    def __init__(self, url: str, home: Path) -> None:
        self.env = {
            **os.environ,
            "BANHAO_HOME": str(home),
            "BANHAO_DATABASE": url,
            "BENCH_CERTIFICATES": "0",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        self.next = 1
        self.plan = self._run("_change_setup.py", str(home / "template.json")).strip()

    def lives(self, count: int) -> float:
        """Let so many cases live; return the milliseconds of a change."""
        told = self._run("_change_ours.py", self.plan, str(self.next), str(count))
        self.next += count
        return float(told.split()[0]) * 1000 / ((count - 1) * 12)

    def _run(self, script: str, *words: str) -> str:
        command = [sys.executable, ROOT / "bench" / script, *words]
        return subprocess.run(
            command, env=self.env, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def fill(url: str, cases: int) -> None:
    """Copy every row of the tables of cases until there are so many, then analyse."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")  # no triggers
        connection.execute("set synchronous_commit = off")
        there = connection.execute("select count(*) from cases_caserecord").fetchone()
        copies = cases // (there[0] if there else 1)
        for (table,) in connection.execute(TABLES).fetchall():
            copy(connection, table, copies)
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")


def copy(connection: psycopg.Connection[Any], table: str, copies: int) -> None:
    columns = connection.execute(COLUMNS, (table,)).fetchall()
    names = ", ".join(f'"{name}"' for name, _ in columns)
    values = ", ".join(value(table, name, kind) for name, kind in columns)
    connection.execute(
        f"insert into {table} ({names})"
        f" select {values} from {table}, generate_series(1, %s) k order by k",
        (copies,),
    )


def value(table: str, name: str, kind: str) -> str:
    """Return the expression of a column in copy `k`: own ids, and an applicant of its own."""
    if name == "applicant":
        return f"{table}.applicant + k * 5000"
    return another(table, name, kind)


if __name__ == "__main__":
    sys.exit(main())
