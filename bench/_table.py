"""What a bench found: rows with bounds. Each bench prints its own, `dev.py bench` all in one table.

A ratio compares with a reference that ran in the same run on the same machine; only such rows are
kept in bench/history.jsonl and compared from landing to landing.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROWS = "BANHAO_BENCH_ROWS"  # a file to which a bench adds its rows, one JSON object a line


@dataclass(frozen=True)
class Row:
    """One measured answer. `must`, `aim`: bounds, None = no bound is set.

    `up`: more is better. `ratio`: `value` itself is one, or how it stands to `beside` (None: there
    is no reference in this run). `beside`: what ran beside it, in words with its figure.
    """

    name: str
    value: float
    unit: str
    must: float | None = None
    aim: float | None = None
    up: bool = False
    ratio: float | None = None
    beside: str = ""

    @property
    def kept(self) -> bool:
        """Whether what must be reached is reached."""
        return self.must is None or _reached(self.value, self.must, self.up)

    @property
    def verdict(self) -> str:
        """Return aim, must, MISSED, or "" where no bound is set."""
        if not self.kept:
            return "MISSED"
        if self.aim is not None and _reached(self.value, self.aim, self.up):
            return "aim"
        return "must" if self.must is not None else ""


def _reached(value: float, bound: float, up: bool) -> bool:
    return value >= bound if up else value <= bound


def tell(rows: Sequence[Row]) -> int:
    """Print the rows, hand them to `dev.py bench`; returns 1 if one misses what it must."""
    print(table(rows), flush=True)
    if path := os.environ.get(ROWS):
        with Path(path).open("a") as file:
            file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
    return int(not all(row.kept for row in rows))


def read(path: Path) -> list[Row]:
    """Return the rows that benches have added to a file."""
    if not path.exists():
        return []
    return [Row(**json.loads(line)) for line in path.read_text().splitlines()]


def table(rows: Sequence[Row]) -> str:
    """Return the rows as lines of columns."""
    lines = [("", "measured", "must", "aim", "", "beside it, in the same run")]
    lines += [
        (
            *(row.name, f"{figure(row.value)} {row.unit}", bound(row.must, row.up)),
            *(bound(row.aim, row.up), row.verdict, row.beside),
        )
        for row in rows
    ]
    widths = [max(len(line[n]) for line in lines) for n in range(5)]
    return "\n".join(
        "  ".join([*(line[n].ljust(widths[n]) for n in range(5)), line[5]]).rstrip()
        for line in lines
    )


def bound(value: float | None, up: bool) -> str:
    return "" if value is None else f"{'≥' if up else '≤'} {figure(value)}"


def figure(value: float) -> str:
    """Return a number with three digits that count, and with thousands apart."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
