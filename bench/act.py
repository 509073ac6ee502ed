"""How many acts of approvers per second does the server take through HTTP, each a decision?

PostgreSQL that brings each commit to the disk, granian with two processes, and the load from one
more process on the same cores. Each request is a posted form of a signed-in decider: session,
cross-site check, authority, rules, journal, news, answer. Beside it, in turns, a Django view on the
same server that writes one row (bench/_http_reference.py). product.md §9.

    python3 dev.py bench act        or, with other figures:
    .venv/bin/python bench/act.py --cases 2000 --rounds 5
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from bench import _load
from bench._served import OURS, decisions, environment, prepared, served
from bench._table import Row, tell
from tools.postgres import server

MUST, AIM = 250.0, 500.0
CONNECTIONS = 8


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
    env = environment(url, home)
    acts = decisions(prepared(env, cases))
    step = len(acts) // (rounds + 1)
    ours, theirs, slow = [], [], []
    inserts = [_load.post(f"/acts/{k}", "grant=yes", ()) for k in range(step)]
    with (
        served(OURS, env) as port,
        served("bench._http_reference:application", env) as beside,
    ):
        for n in range(rounds + 1):  # the first lets every process fill its caches
            theirs.append(_load.run(beside, inserts, connections=CONNECTIONS, expect=204).rate)
            some = acts[n * step : (n + 1) * step]
            load = _load.run(port, some, connections=CONNECTIONS, expect=302)
            ours.append(load.rate)
            slow.append(load.at(0.99))
    if (count := decided(url)) != step * (rounds + 1):
        raise SystemExit(f"{step * (rounds + 1)} decisions were posted, {count} were made")
    rate, bare = statistics.median(ours[1:]), statistics.median(theirs[1:])
    beside_it = f"a view that inserts one row: {bare:,.0f}/s"
    return [
        Row("decisions through HTTP", rate, "/s", MUST, AIM, True, rate / bare, beside_it),
        Row("  the slowest hundredth takes", statistics.median(slow[1:]), "ms"),
    ]


def decided(url: str) -> int:
    """Return how many items are decided: a refusal answers with a redirect, too."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select count(*) from cases_branchrecord where decided_by is not null"
        ).fetchone()
    return int(found[0]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
