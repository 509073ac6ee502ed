"""Several processes in one hall at the same moment: no number twice, nobody called twice."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.installation import Installation, installation


@pytest.fixture(name="hall")
def a_hall(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        made.module = "tests.apps.queues.process"
        yield made


def told(processes) -> list[str]:
    return [process.communicate(timeout=120)[0].strip().splitlines()[-1] for process in processes]


def test_who_take_tickets_at_once_get_different_numbers(hall: Installation) -> None:
    hall.run("prepare", "0")
    at = str(time.time() + 4)

    found = told([hall.start("take", "12", at) for _ in range(3)])

    numbers = sorted(number for line in found for number in json.loads(line))
    assert numbers == list(range(1, 37))
    assert hall.state()["numbers"] == numbers


def test_clerks_who_call_at_once_get_different_tickets(hall: Installation) -> None:
    hall.run("prepare", "24")
    at = str(time.time() + 4)

    found = told([hall.start("call", str(clerk), "10", at) for clerk in range(3)])

    numbers = sorted(number for line in found for number in json.loads(line))
    assert numbers == list(range(1, 25))


def test_a_slot_of_three_is_booked_by_three(hall: Installation) -> None:
    hall.run("prepare", "0")
    at = str(time.time() + 5)

    found = told([hall.start("book", str(account), at) for account in range(1, 6)])

    assert sorted(found) == ["booked"] * 3 + ["refused queue.all_full"] * 2
    assert hall.state()["places"] == [0, 1, 2]
