"""Run the measured questions of bench/, print one table, keep the ratios, say what slowed."""

import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench._table import ROWS, Row, read, table
from tools.place import PYTHON, ROOT, StepError, environment, output, say, status

HISTORY = ROOT / "bench" / "history.jsonl"
NOT_PRESENT = 3  # what a bench says when the data that it needs is not on this machine
SLOW = frozenset({"soak"})  # only by name: it takes ten minutes
LAST = 5  # landings that a ratio is compared with
SLOWER = 1.25  # times the median of those: more than the noise that we saw between runs


def run(
    names: Sequence[str], *, full: bool = False, check: bool = False, keep: bool = False
) -> int:
    """Run bench/NAME.py for each name (all but SLOW without names). Returns 1 if one failed.

    `full`: the large sizes (a million cases, eight processes). `check`: say what has slowed since
    the last landings, and fail for it. `keep`: add the ratios to bench/history.jsonl.
    """
    found = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    unknown = sorted(set(names) - set(found))
    if unknown:
        raise StepError(f"No such bench: {', '.join(unknown)}; there are {', '.join(found)}.")
    ended: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="banhao-bench-") as folder:
        path = Path(folder) / "rows"
        env = {ROWS: str(path)} | ({"BANHAO_BENCH_FULL": "1"} if full else {})
        for name in names or (name for name in found if name not in SLOW):
            say(f"bench/{name}.py")
            ended[name] = status([PYTHON, found[name]], environment(**env))
        rows = read(path)
    if len(ended) > 1:
        print("\n" + table(rows), flush=True)
    for name, code in ended.items():
        word = {0: "done", NOT_PRESENT: "its data is not present"}.get(code, "FAILED or missed")
        say(f"{name}: {word}")
    slowed = slower(rows, history(HISTORY)) if check else []
    for line in slowed:
        say(line)
    if keep:
        add(HISTORY, rows)
    return int(bool(slowed) or any(code not in {0, NOT_PRESENT} for code in ended.values()))


def history(path: Path) -> Mapping[str, Sequence[float]]:
    """Return the kept ratios of each row, the oldest first."""
    found: dict[str, list[float]] = defaultdict(list)
    for line in path.read_text().splitlines() if path.exists() else ():
        for name, ratio in json.loads(line)["ratios"].items():
            found[name].append(ratio)
    return found


def slower(rows: Sequence[Row], before: Mapping[str, Sequence[float]]) -> list[str]:
    """Return a line for each row that is clearly slower than at the last landings."""
    lines = []
    for row in rows:
        last = before.get(row.name.strip(), ())[-LAST:]
        if row.ratio is None or not last:
            continue
        usual = statistics.median(last)
        worse = usual / row.ratio if row.up else row.ratio / usual
        if worse > SLOWER:
            lines.append(
                f"slower: {row.name.strip()}: {row.ratio:.2f}x, usually {usual:.2f}x"
                f" (the last {len(last)})"
            )
    return lines


def add(path: Path, rows: Sequence[Row]) -> None:
    """Add a line with today's ratios; a machine's own figures stay out, they compare with none."""
    ratios = {row.name.strip(): round(row.ratio, 3) for row in rows if row.ratio is not None}
    if not ratios:
        return
    commit = output(["git", "rev-parse", "--short", "HEAD"])
    line = {"on": datetime.now(UTC).date().isoformat(), "commit": commit, "ratios": ratios}
    with path.open("a") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
