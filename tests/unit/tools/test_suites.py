"""`dev.py test`: all suites run, what each prints is shown whole, and one failure fails the run."""

import sys

import pytest

from tools import tests as suites


def saying(text: str, code: int = 0) -> list[object]:
    lines = f"import sys; [print({text!r}, n) for n in range(3)]; sys.exit({code})"
    return [sys.executable, "-c", lines]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    made = {"bad": saying("broken", 3), "good": saying("fine"), "last": saying("done")}
    monkeypatch.setattr(suites, "PROGRAMS", made)
    return made


def test_all_run_although_one_failed_and_each_is_shown_whole(programs, capfd) -> None:
    code = suites.run([*programs])

    said = capfd.readouterr().out
    assert code == 1
    for text in ("broken", "fine", "done"):
        assert f"{text} 0\n{text} 1\n{text} 2\n" in said
    assert "bad                  FAILED" in said
    assert "last                 passed" in said
    assert said.endswith("2 passed, 1 failed\n")


def test_without_a_failure_the_run_passes(programs, capfd) -> None:
    assert suites.run(["good", "last"]) == 0
    assert "2 passed, 0 failed" in capfd.readouterr().out


def test_one_that_runs_alone_prints_as_it_goes(programs, capfd) -> None:
    assert suites.run(["bad"]) == 1
    assert "broken 2" in capfd.readouterr().out


def test_a_suite_in_which_nothing_is_collected_has_failed(monkeypatch, capfd) -> None:
    monkeypatch.setattr(suites, "PROGRAMS", {"good": saying("fine")})
    monkeypatch.setattr(suites, "SUITES", {"none": ["tests/unit/nothing/here"]})

    assert suites.run(["good", "none"]) == 1
    assert "1 passed, 1 failed" in capfd.readouterr().out
