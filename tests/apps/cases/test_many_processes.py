"""Several processes on one database, some of them killed: one effect, and nothing lost."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.apps.installation import Installation, installation

KILLS = 20


@pytest.fixture(name="installation")
def an_installation(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        yield made


def test_two_who_decide_at_once_have_one_effect(installation: Installation) -> None:
    case = json.loads(installation.run("prepare", "0"))["case"]
    at = str(time.time() + 3)

    both = [installation.start("decide", case, how, at) for how in ("grant", "refuse")]
    told = sorted(process.communicate(timeout=60)[0].strip() for process in both)

    assert told == ["done", "refused case.branch_not_in_state"]
    state = installation.state()
    assert state["damages"] == []
    # granted: the filing that waited for it is granted, too; refused: it is stopped
    assert [k for k in state["kinds"] if k in {"granted", "refused", "stopped"}] in (
        ["granted", "granted"],
        ["refused", "stopped"],
    )


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

    desk = installation.start("file-apart")
    assert desk.stdout.readline() == "ready\n"
    for draft in made["drafts"]:
        desk.stdin.write(f"{draft} {draft} {made['person']}\n")
        desk.stdin.flush()
        process = int(desk.stdout.readline().removeprefix("process "))
        time.sleep(chance.uniform(0, length))
        with suppress(ProcessLookupError):  # it was done already
            os.kill(process, signal.SIGKILL)
        text = desk.stdout.readline()
        if text.startswith("told"):
            told[draft] = text.split()[1]
            assert desk.stdout.readline() == "ended\n"
    desk.communicate(timeout=60)

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
