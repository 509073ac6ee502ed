"""How long does a page of an office's task list take, with 10,000 running branches?

Measured: the whole answer of the server (session, authority, statements, template), in one process,
on SQLite and on PostgreSQL: 50 rows of the first page, the second, one light, one item; the median
of 40 each. The branches are copies of one that a story of the demo made, their ends spread over
seven weeks, among three officers; finished ones lie in the same tables. Then how many statements
about tasks a page sends, and in turns a department with 10,000 tasks and one with 1,000: what does
ten times as much cost? Exit 1 when a bound is missed. product.md §9.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.postgres import FAST, server


def main() -> int:
    """Measure on both databases; 1 if one is too slow."""
    with server(FAST) as url:
        return max(measure(""), measure(url))


def measure(database: str) -> int:
    """Fill a city of its own and measure in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as home:
        environment = {
            **os.environ,
            "BANHAO_HOME": home,
            "BANHAO_DATABASE": database,
            "BANHAO_URL": "http://127.0.0.1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        words = [sys.executable, ROOT / "bench" / "_task_list_page.py"]
        return subprocess.run(words, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
