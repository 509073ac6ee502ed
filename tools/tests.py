"""`dev.py test` and `check`: every suite in turn, then one line with what passed and failed."""

import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools import browser, postgres
from tools.place import BIN, PYTHON, ROOT, VENV, environment, say, status

SOURCES = [n for n in ("src", "tests", "bench", "tools", "dev.py") if (ROOT / n).exists()]
CACHES = VENV / "caches"
PROGRAMS: dict[str, list[object]] = {
    "format": [BIN / "ruff", "format", "--check", "--cache-dir", CACHES / "ruff", *SOURCES],
    "lint": [BIN / "ruff", "check", "--cache-dir", CACHES / "ruff", *SOURCES],
    "types": [BIN / "mypy", "--cache-dir", CACHES / "mypy"],
    "contracts": [BIN / "lint-imports", "--cache-dir", CACHES / "imports"],
}
# Journeys that run on both databases: the first errand, and the one with the most turns. The other
# journeys and the pages are about what people see; what they lean on is in tests/apps, on both.
ON_BOTH = ("open_a_pharmacy", "open_a_gym", "journal")
SUITES: dict[str, list[object]] = {
    "unit": ["tests/unit", "tests/golden", "tests/house", "-n", "2"],
    "apps-sqlite": ["tests/apps", "-n", "2"],
    "apps-postgresql": ["tests/apps", "-n", "2"],
    "journeys-sqlite": ["tests/journeys", "--ignore=tests/journeys/pages"],
    "journeys-postgresql": [f"tests/journeys/test_{name}.py" for name in ON_BOTH],
    "pages": ["tests/journeys/pages"],  # looks only: one database is enough
}
NAMES = [*PROGRAMS, *SUITES]
FAST = [*PROGRAMS, "unit"]


@dataclass(frozen=True)
class Outcome:
    """How a suite ended; a skipped test counts as failed, because nothing may go untested."""

    name: str
    passed: int
    failed: int
    seconds: float


def run(names: Sequence[str]) -> int:
    """Run the named suites, all of them even after one failed. Returns 0 if nothing failed."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="banhao-test-")))
        env = {"BANHAO_HOME": str(place / "home")}
        if any("journeys" in name or name == "pages" for name in names):
            env |= browser.variables()
        if any("postgresql" in name for name in names):
            env["BANHAO_TEST_DATABASE"] = stack.enter_context(postgres.server())
        outcomes = [_run(name, env, place) for name in names]
    for each in outcomes:
        word = "FAILED" if each.failed else "passed"
        say(f"{each.name:<20} {word} {each.seconds:6.1f} s  ({each.passed} passed)")
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    print(f"{passed} passed, {failed} failed", flush=True)
    return int(failed > 0 or not passed)


def _run(name: str, env: dict[str, str], place: Path) -> Outcome:
    say(f"== {name}")
    began = time.monotonic()
    if name in PROGRAMS:
        failed = int(status(PROGRAMS[name]) != 0)
        return Outcome(name, 1 - failed, failed, time.monotonic() - began)
    report = place / f"{name}.xml"
    database = env["BANHAO_TEST_DATABASE"] if "postgresql" in name else ""
    words = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    code = status([*words, *SUITES[name]], environment(**env, BANHAO_DATABASE=database))
    passed, failed = _counted(report)
    # A code without a failed test: nothing was collected, or pytest itself broke.
    return Outcome(name, passed, failed or int(code != 0), time.monotonic() - began)


def _counted(report: Path) -> tuple[int, int]:
    if not report.exists():
        return 0, 1
    suites = list(ET.parse(report).iter("testsuite"))
    total, *bad = (
        sum(int(suite.get(key, "0")) for suite in suites)
        for key in ("tests", "failures", "errors", "skipped")
    )
    return total - sum(bad), sum(bad)
