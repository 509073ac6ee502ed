"""How many bytes on disk does a finished case take, with everything that it holds?

Cases of twelve changes, 60 form fields and 12 materials (five answered by registers, two pledged,
three uploaded, one a sibling's result, one the form), filed and brought to their end by the real
errands, news told. Then PostgreSQL is packed (`vacuum full`) and every table is counted that a
case writes to, indexes and all; uploads lie outside the database. product.md §9.

    python3 dev.py bench disk        or, with other figures:
    .venv/bin/python bench/disk.py --cases 1000
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from tools.postgres import FAST, server

MUST, AIM = 14_000, 10_000
# Tables that hold the installation or people, not cases; a case leaves nothing in them.
OTHERS = ("django_%", "catalogues_%", "organisations_%", "people_%", "auth_%", "evidence_circuit")
SIZES = """
select relname, reltuples::bigint, pg_table_size(oid), pg_indexes_size(oid)
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
   and relname not like all(%s) order by 3 + 4 desc"""


def main() -> int:
    """Measure and print; 1 if a finished case takes more than it must."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(FAST) as url:
        fill(url, Path(home), args.cases)
        rows = sizes(url)
    each = total(rows) / args.cases
    if args.json:
        print(json.dumps({"bytes_per_case": round(each), "must": MUST, "aim": AIM}))
    else:
        show(rows, args.cases)
    return int(each > MUST)


def fill(url: str, home: Path, cases: int) -> None:
    """Let the cases live in a process of their own."""
    environment = {
        **os.environ,
        "BANHAO_HOME": str(home),
        "BANHAO_DATABASE": url,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    words = [sys.executable, ROOT / "bench" / "_disk_cases.py", str(cases)]
    subprocess.run(words, env=environment, check=True)


Row = tuple[str, int, int, int]


def sizes(url: str) -> list[Row]:
    """Return (table, rows, bytes of the table, bytes of its indexes), the largest first."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum full analyze")
        return connection.execute(SIZES, (list(OTHERS),)).fetchall()


def total(rows: list[Row]) -> int:
    return sum(table + indexes for _, _, table, indexes in rows)


def show(rows: list[Row], cases: int) -> None:
    """Print the table of tables."""
    print(f"bytes a finished case of {cases}:")
    for name, count, table, indexes in rows:
        if count > 0:
            print(
                f"  {name:<28}{count / cases:7.1f} rows {table / cases:8.0f}"
                f" + {indexes / cases:6.0f} of indexes"
            )
    print(f"  {'all':<28}{total(rows) / cases:31.0f}   (must {MUST}, aim {AIM})")


if __name__ == "__main__":
    sys.exit(main())
