"""`dev.py test` and `check`: all suites, two side by side; then what passed and failed, by line.

What a suite prints is shown whole when it ends; one that runs alone (`--only`) prints as it goes.
"""

import os
import signal
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools import browser, postgres
from tools.place import BIN, PYTHON, ROOT, VENV, environment, say

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
# In the order they begin: the longest first, so that both cores have something to do until the end.
SUITES: dict[str, list[object]] = {
    "journeys-sqlite": ["tests/journeys", "--ignore=tests/journeys/pages"],
    "pages": ["tests/journeys/pages"],  # looks only: one database is enough
    "apps-postgresql": ["tests/apps"],
    "apps-sqlite": ["tests/apps"],
    "journeys-postgresql": [f"tests/journeys/test_{name}.py" for name in ON_BOTH],
    "unit": ["tests/unit", "tests/golden", "tests/house"],
}
BROWSER = {"journeys-sqlite", "journeys-postgresql", "pages"}  # one city each, not one a process
NAMES = [*PROGRAMS, *SUITES]
FAST = [*PROGRAMS, "unit"]
SIDE_BY_SIDE = 2  # suites; each keeps a core busy, and the machine of the README has two
GLANCE = 0.2  # seconds between looks at what runs
PATIENCE = 30  # seconds for a suite that is stopped to take down its servers


@dataclass(frozen=True)
class Outcome:
    """How a suite ended; a skipped test counts as failed, because nothing may go untested."""

    name: str
    passed: int
    failed: int
    seconds: float


@dataclass(frozen=True)
class Running:
    """A suite at work. `prints`: the file of what it prints, None: it prints to the terminal."""

    name: str
    process: subprocess.Popen[bytes]
    report: Path
    prints: Path | None
    began: float

    def outcome(self) -> Outcome:
        """Show what it has printed, and return how it ended. Call it when it has ended."""
        if self.prints:
            say(f"== {self.name}")
            print(self.prints.read_text(errors="replace"), flush=True)
        code, seconds = self.process.returncode, time.monotonic() - self.began
        if self.name in PROGRAMS:
            return Outcome(self.name, int(code == 0), int(code != 0), seconds)
        passed, failed = _counted(self.report)
        # A code without a failed test: nothing was collected, or pytest itself broke.
        return Outcome(self.name, passed, failed or int(code != 0), seconds)


def run(names: Sequence[str]) -> int:
    """Run the named suites, all of them even after one failed. Returns 0 if nothing failed."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="banhao-test-")))
        env = browser.variables() if BROWSER & {*names} else {}
        if any("postgresql" in name for name in names):
            env["BANHAO_TEST_DATABASE"] = stack.enter_context(postgres.server())
        outcomes = [*_side_by_side(names, env, place)]
    for each in outcomes:
        word = "FAILED" if each.failed else "passed"
        say(f"{each.name:<20} {word} {each.seconds:6.1f} s  ({each.passed} passed)")
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    print(f"{passed} passed, {failed} failed", flush=True)
    return int(failed > 0 or len(outcomes) < len(names) or not passed)


def _side_by_side(names: Sequence[str], env: Mapping[str, str], place: Path) -> Iterator[Outcome]:
    waiting, running, alone = [*names], list[Running](), len(names) == 1
    try:
        while waiting or running:
            while waiting and len(running) < SIDE_BY_SIDE:
                running.append(_start(waiting.pop(0), env, place, alone=alone))
            for each in [one for one in running if one.process.poll() is not None]:
                running.remove(each)
                yield each.outcome()
            time.sleep(GLANCE)
    finally:  # Ctrl-C, or our own mistake
        _stop([each.process for each in running])


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """End suites as Ctrl-C does, so that they take down what they have started; else kill them."""
    for process in processes:
        process.send_signal(signal.SIGINT)
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(name: str, env: Mapping[str, str], place: Path, *, alone: bool) -> Running:
    report, prints = place / f"{name}.xml", None if alone else place / f"{name}.txt"
    words = PROGRAMS.get(name) or _pytest(name, report, alone=alone)
    database = env.get("BANHAO_TEST_DATABASE", "") if "postgresql" in name else ""
    own = {"BANHAO_HOME": str(place / name), "BANHAO_DATABASE": database}
    say(f"{name} …")
    out = prints.open("wb") if prints else None
    process = subprocess.Popen(  # Ctrl-C reaches only us: we end it, once and orderly
        [str(word) for word in words], cwd=ROOT, env=environment(**env, **own),
        stdout=out, stderr=out and subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    if out:
        out.close()  # the suite holds it now
    return Running(name, process, report, prints, time.monotonic())


def _pytest(name: str, report: Path, *, alone: bool) -> list[object]:
    processes = ["-n", SIDE_BY_SIDE] if alone and name not in BROWSER else []
    words = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    return [*words, *SUITES[name], *processes]


def _counted(report: Path) -> tuple[int, int]:
    if not report.exists():
        return 0, 1
    suites = list(ET.parse(report).iter("testsuite"))
    total, *bad = (
        sum(int(suite.get(key, "0")) for suite in suites)
        for key in ("tests", "failures", "errors", "skipped")
    )
    return total - sum(bad), sum(bad)
