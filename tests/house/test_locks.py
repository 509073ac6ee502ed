"""Locks say what, never where from: the registry is the user's own setting."""

import re

import pytest

from tests.house.tree import ROOT, committed, shown

LOCKS = [p for p in committed() if p.suffix == ".lock" or p.name == "package-lock.json"]
ADDRESS = re.compile(r"\bhttps?://\S+|\bfile:\S+|--(?:extra-)?index-url|--find-links|\"resolved\"")
FUNDING = re.compile(r"\"funding\": \{.*?\}|\"funding\": \[.*?\]", re.S)  # where to give, not fetch
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.M)
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.$}/-])/(?:" + "work|root|Users" + r")/\w+")
UNOWNED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b(?!\(\w+\): \S)")
TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".json", ".in", ".lock", ".txt", ".sh", ""}


def addresses(text: str) -> list[str]:
    """Return the addresses of places that a lock names."""
    return ADDRESS.findall(FUNDING.sub("", text))


@pytest.mark.parametrize("lock", LOCKS, ids=shown)
def test_a_lock_names_no_registry(lock) -> None:
    assert addresses(lock.read_text("utf-8")) == []


@pytest.mark.parametrize("lock", [p for p in LOCKS if p.suffix == ".lock"], ids=shown)
def test_every_package_of_a_lock_has_hashes(lock) -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", lock.read_text("utf-8"), flags=re.M)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_what_runs_is_what_is_tested() -> None:
    run, tested, measured = (
        set(PIN.findall((ROOT / name).read_text("utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
    )
    assert run - tested == set()
    assert tested - measured == set()  # so that one environment serves all three


def test_no_file_names_a_path_of_a_machine_or_has_a_todo_without_an_owner() -> None:
    found = [
        f"{shown(path)}: {match[0]}"
        for path in committed()
        if path.suffix in TEXT
        for pattern in (PATH_OF_A_MACHINE, UNOWNED)
        for match in pattern.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_checks_find_bad_examples() -> None:
    assert addresses("--index-url x\nfoo @ https://example.org/foo.whl") != []
    assert addresses('"funding": {"url": "https://example.org"}') == []
    assert PATH_OF_A_MACHINE.search("cd /" + "root/project")
    assert UNOWNED.search("# TO" + "DO later")
    assert not UNOWNED.search("# TO" + "DO(wang): until the notice of 2028 is out")
