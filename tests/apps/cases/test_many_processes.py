"""Several processes on one database, some of them killed: one effect, and nothing lost."""

import json
import os
import random
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).parents[3]
KILLS = 20


class Installation:
    """A database of its own, and processes that work on it."""

    def __init__(self, home: Path, database: str) -> None:
        self.environment = os.environ | {
            "BANHAO_HOME": str(home),
            "BANHAO_DATABASE": database,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "tests.apps.cases.process", *words],
            env=self.environment,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, *words: str) -> str:
        text, _ = (process := self.start(*words)).communicate(timeout=120)
        assert process.returncode == 0
        return text

    def state(self) -> dict:
        return json.loads(self.run("verify"))


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    url = os.environ.get("BANHAO_DATABASE", "")
    if not url.startswith("postgres"):
        yield Installation(tmp_path, "")
        return
    name = f"processes_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield Installation(tmp_path, urlsplit(url)._replace(path=f"/{name}").geturl())
        connection.execute(f"drop database {name} with (force)")


def test_two_who_decide_at_once_have_one_effect(installation: Installation) -> None:
    case = json.loads(installation.run("prepare", "0"))["case"]
    at = str(time.time() + 3)

    both = [installation.start("decide", case, how, at) for how in ("grant", "refuse")]
    told = sorted(process.communicate(timeout=60)[0].strip() for process in both)

    assert told == ["done", "refused case.branch_not_in_state"]
    state = installation.state()
    assert state["damages"] == []
    assert sum(kind in {"granted", "refused"} for kind in state["kinds"]) == 2  # night, and one


def test_a_double_click_on_submit_files_one_case(installation: Installation) -> None:
    made = json.loads(installation.run("prepare", "1"))
    line = f"{made['drafts'][0]} double {made['person']}\n"
    both = [installation.start("file") for _ in range(2)]
    for process in both:
        assert process.stdout.readline() == "ready\n"

    for process in both:
        process.stdin.write(line)
        process.stdin.flush()
    told = {process.communicate(timeout=60)[0].strip() for process in both}

    assert len(told) == 1
    assert told.pop().startswith("told YJS")
    state = installation.state()
    assert (len(state["cases"]), state["damages"]) == (2, [])


def test_a_process_killed_while_filing_leaves_all_or_nothing(installation: Installation) -> None:
    made = json.loads(installation.run("prepare", str(KILLS)))
    chance = random.Random(20)
    told: dict[str, str] = {}
    length = 0.15

    for draft in made["drafts"]:
        process = installation.start("file")
        assert process.stdout.readline() == "ready\n"
        process.stdin.write(f"{draft} {draft} {made['person']}\n")
        process.stdin.flush()
        time.sleep(chance.uniform(0, length))
        process.kill()
        text, _ = process.communicate(timeout=60)
        if text.startswith("told"):
            told[draft] = text.split()[1]

    state = installation.state()
    assert state["damages"] == []
    assert told.items() <= state["cases"].items()  # what the client was told stands
    assert set(state["cases"]) == {*state["filed"], made["case"]}  # all of a filing, or nothing

    again = installation.start("file")  # the client asks again with the same key
    lines = "".join(f"{draft} {draft} {made['person']}\n" for draft in made["drafts"])
    text, _ = again.communicate(lines, timeout=120)
    numbers = [line.split()[1] for line in text.splitlines()[1:]]

    after = installation.state()
    assert len(set(numbers)) == KILLS
    assert len(after["cases"]) == KILLS + 1
    assert state["cases"].items() <= after["cases"].items()
    assert after["damages"] == []
