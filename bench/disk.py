"""How many bytes on disk does a finished case take, with everything that it holds?

Cases of twelve changes, 60 form fields and 12 materials (five answered by registers, two pledged,
three uploaded, one a sibling's result, one the form) and four certificates, filed and brought to
their end by the real errands, news told and read. Then each case stands for some dozens of the same
size (copied in SQL under other ids, so that half-filled pages do not count), PostgreSQL is packed
(`vacuum full`), and every table is counted that a case writes to, indexes and all. Uploads lie
outside the database. The bound is for the case itself, its content and its journal; certificates,
papers and the inbox are counted apart. product.md §9.

    python3 dev.py bench disk        or, with other figures:
    .venv/bin/python bench/disk.py --cases 1000
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg

from bench._table import Row, tell
from tools.postgres import FAST, server

MUST, AIM = 14_000, 10_000
# Tables that hold the installation or people, not cases; a case leaves nothing in them.
OTHERS = ("django_%", "catalogues_%", "organisations_%", "people_%", "auth_%", "evidence_circuit")
UNIQUE = {"number", "identifier", "serial", "stored", "preview", "key", "digest"}
APART = ("certificates_", "papers_")
TABLES = """
select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
   and relname not like all(%s) and relname not like 'ref!_%%' escape '!'"""
COLUMNS = """
select column_name, data_type from information_schema.columns where table_name = %s"""
SIZES = """
select relname, reltuples::bigint, pg_table_size(oid), pg_indexes_size(oid)
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
   and relname not like all(%s) order by 3 + 4 desc"""


def main() -> int:
    """Measure and tell; 1 if a finished case takes more than it must."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=24, help="cases that live")
    parser.add_argument("--copies", type=int, default=100, help="copies of each")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home, server(FAST) as url:
        fill(url, Path(home), args.cases)
        rows = sizes(url, args.copies)
    cases = args.cases * (args.copies + 1)
    each = total(rows) / cases
    show(rows, cases)
    apart = total([row for row in rows if row[0].startswith(APART)]) / cases
    beside = f"with four certificates, six papers, eight messages in the inbox: {each:,.0f}"
    return tell([Row("disk of a finished case", each - apart, "bytes", MUST, AIM, beside=beside)])


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


Sizes = list[tuple[str, int, int, int]]


def sizes(url: str, copies: int) -> Sizes:
    """Return (table, rows, bytes of the table, bytes of its indexes), the largest first."""
    with psycopg.connect(url, autocommit=True) as connection:
        copy(connection, copies)
        connection.execute("vacuum full analyze")
        return connection.execute(SIZES, (list(OTHERS),)).fetchall()


def copy(connection: psycopg.Connection[Any], copies: int) -> None:
    """Copy every row of every table of cases, each copy with its own ids and numbers."""
    connection.execute("set session_replication_role = replica")  # no triggers, no foreign keys
    for (table,) in connection.execute(TABLES, (list(OTHERS),)).fetchall():
        columns = connection.execute(COLUMNS, (table,)).fetchall()
        names = ", ".join(f'"{name}"' for name, _ in columns)
        values = ", ".join(another(table, name, kind) for name, kind in columns)
        text = f"insert into {table} ({names}) select {values} from {table}, rows"
        connection.execute(f"with rows as (select generate_series(1, %s) k) {text}", (copies,))


def another(table: str, name: str, kind: str) -> str:
    """Return the expression of a column in a copy: as long as before, but not the same."""
    column = f'{table}."{name}"'
    if kind == "uuid":
        return f"md5({column}::text || k)::uuid"
    if name == "id":
        return f"{column} + k * 1000000"
    if name in UNIQUE and kind == "bytea":
        other = f"substr(decode(md5({column} || k::text::bytea), 'hex'), 1, 12)"
        return f"overlay({column} placing {other} from length({column}) - 11)"
    if name in UNIQUE and kind in {"character varying", "text"}:
        return f"overlay({column} placing left(md5({column} || k), 12) from length({column}) - 11)"
    return column


def total(rows: Sizes) -> int:
    return sum(table + indexes for _, _, table, indexes in rows)


def show(rows: Sizes, cases: int) -> None:
    """Print the table of tables."""
    print(f"bytes a finished case of {cases}:")
    for name, count, table, indexes in rows:
        if count > 0:
            print(
                f"  {name:<28}{count / cases:7.1f} rows {table / cases:8.0f}"
                f" + {indexes / cases:6.0f} of indexes"
            )
    print(f"  {'all':<28}{total(rows) / cases:31.0f}")


if __name__ == "__main__":
    sys.exit(main())
