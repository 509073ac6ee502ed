"""An installation that old code made comes to today's tables, and its cases end on their plans."""

import hashlib
import json
import os
import secrets
import sqlite3
import tarfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.apps.installation import ROOT, Installation, installation

FIXTURES = sorted((ROOT / "tests" / "data" / "upgrade").glob("*/home.tar.xz"))
ENDED = {"delivered", "not-accepted", "withdrawn"}


@pytest.fixture
def empty_database():
    """Yield the URL of an empty database, "" where this run is about SQLite."""
    url = os.environ.get("BANHAO_DATABASE", "")
    if not url.startswith("postgres"):
        yield ""
        return
    name = f"upgrade_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        connection.execute(f"drop database {name} with (force)")


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.parent.name)
def test_cases_that_an_older_version_began_end_on_the_plan_they_began_with(
    fixture, empty_database, tmp_path
) -> None:
    before = hashlib.sha256(fixture.read_bytes()).hexdigest()
    words = ["--database", empty_database] if empty_database else []

    told = json.loads(
        Installation(tmp_path, "").banhao("check-upgrade", str(fixture), "--json", *words)
    )

    assert told["good"]
    assert told["damages"] == []
    assert {case["after"] for case in told["cases"]} <= ENDED
    assert {case["before"] for case in told["cases"]} >= {"submitted", "accepted", "decided"}
    assert hashlib.sha256(fixture.read_bytes()).hexdigest() == before


def test_an_edited_row_is_named_and_the_original_stays_as_it_was(tmp_path) -> None:
    home, file = tmp_path / "home", tmp_path / "backup.tar.gz"
    home.mkdir()
    with installation(home) as one:
        one.run("prepare", "0")
        one.banhao("worker", "--once")
        if (home / "banhao.sqlite3").exists():
            assert "may be upgraded" in one.banhao("check-upgrade", str(home))
        _edit(home, one)
        one.banhao("backup", str(file))
        state = one.state()

        assert "do not upgrade" in one.banhao("check-upgrade", str(file), code=2)
        assert one.state() == state


def test_what_is_no_copy_is_said(tmp_path) -> None:
    cut, other = tmp_path / "cut.tar.xz", tmp_path / "other.tar.gz"
    cut.write_bytes(FIXTURES[0].read_bytes()[:-1000])
    with tarfile.open(other, "w:gz") as tar:
        tar.add(Path(__file__), "something.py")
    here = Installation(tmp_path, "")

    assert "cannot be read" in here.banhao("check-upgrade", str(cut), code=2)
    assert "There is no banhao.sqlite3" in here.banhao("check-upgrade", str(other), code=2)
    assert "There is no banhao.sqlite3" in here.banhao("check-upgrade", str(tmp_path), code=2)
    assert "cannot be read" in here.banhao("check-upgrade", str(tmp_path / "none"), code=2)


def _edit(home: Path, one: Installation) -> None:
    """Let a case say something else than its events."""
    statement = "update cases_branchrecord set department = 'elsewhere'"
    url = one.environment["BANHAO_DATABASE"]
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)
        return
    database = sqlite3.connect(home / "banhao.sqlite3")
    database.execute(statement)
    database.commit()
    database.close()
