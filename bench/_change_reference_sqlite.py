"""The reference of bench/state_change.py on SQLite, written down so that nobody can slow it.

Minimal sqlite3 by hand: the statements and rows of bench/_change_reference.py, on copies of the
tables in the same file, each change in one IMMEDIATE transaction, brought to the disk as ours are
(`synchronous`, `journal_mode`: those of site/databases.py). No rules, no hashing, no triggers.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench._change_reference import live

sqlite3.register_adapter(UUID, lambda value: value.hex)


class Hand:
    """As much of psycopg's connection as the reference uses."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, timeout=20, isolation_level=None)
        self.connection.execute("pragma journal_mode=wal")
        self.connection.execute("pragma synchronous=full")

    def execute(self, text: str, values: Sequence[Any]) -> sqlite3.Cursor:
        """Send a statement."""
        return self.connection.execute(as_sqlite(text), values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begin, and commit."""
        self.connection.execute("begin immediate")
        yield
        self.connection.execute("commit")


@cache
def as_sqlite(text: str) -> str:
    """Return a statement with SQLite's places; all of the file is locked, not a row."""
    return text.replace("%s", "?").removesuffix(" for update")


def main(path: str, template: str, first: int, count: int) -> None:
    """Print seconds and CPU seconds of `count` cases."""
    story = json.loads(Path(template).read_text())
    hand: Any = Hand(path)
    live(hand, first, story)
    began, cpu = time.perf_counter(), time.process_time()
    for number in range(first + 1, first + count):
        live(hand, number, story)
    print(time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
