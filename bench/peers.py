"""How do others do the twelve changes of bench/state_change.py, in the same run?

Beside banhao and the reference (psycopg by hand): plain Django ORM writing the same rows,
SpiffWorkflow with its process stored in a row, viewflow on its own tables. Each as its
documentation says, on the same server, which brings each commit to the disk; they take turns. The
peers decide nothing and keep less; a city would have to build the rest. Needs the packages of
requirements-bench.lock, which `dev.py bench` installs.
"""

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from bench._table import Row, tell
from bench.state_change import Bench
from tools.postgres import server

NOT_PRESENT = 3
NEEDED = {"SpiffWorkflow": "_peer_spiff.py", "viewflow": "_peer_viewflow.py"}


def main() -> int:
    """Measure and tell; no bound is set for others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=60, help="cases a process and round")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        print(f"not installed: {', '.join(missing)} (python3 dev.py bench installs them)")
        return NOT_PRESENT
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(()) as url:
        bench = Bench(url, Path(home), certificates=False)
        return tell(measured(bench, url, args.cases, args.rounds))


def measured(bench: Bench, url: str, cases: int, rounds: int) -> list[Row]:
    """Return a row for each side: its cases per second against the reference of its round."""
    own = f"{url.rpartition('/')[0]}/viewflow"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create database viewflow")
    template = str(bench.template)
    sides = {
        "banhao": ("_change_ours.py", bench.plan),
        "plain Django ORM": ("_peer_orm.py", template),
        "SpiffWorkflow": ("_peer_spiff.py", url, template),
        "viewflow": ("_peer_viewflow.py", template),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for _ in range(rounds):
        speed, cpu = bench.side(("_change_reference.py", url, template), cases)
        for name, words in sides.items():
            database = {"BANHAO_DATABASE": own} if name == "viewflow" else {}
            theirs = bench.side(words, cases, **database)
            found[name].append((theirs[0] / speed, theirs[1] / cpu))
    rows = []
    for name, ratios in found.items():
        speed, cpu = (statistics.median(each) for each in zip(*ratios, strict=True))
        beside = f"CPU {cpu:.1f}x that of psycopg by hand"
        rows.append(Row(f"twelve changes: {name}", speed, "x", up=True, ratio=speed, beside=beside))
    return rows


if __name__ == "__main__":
    os.environ.pop("BENCH_CERTIFICATES", None)
    sys.exit(main())
