"""An installation of its own for a test: its folder, its database, processes that work on it."""

import atexit
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[2]
_PLACE = tempfile.TemporaryDirectory(prefix="banhao-tables-")


class Installation:
    """A database of its own, and processes that work on it."""

    module = "tests.apps.cases.process"

    def __init__(self, home: Path, database: str) -> None:
        self.environment = os.environ | {
            "BANHAO_HOME": str(home),
            "BANHAO_DATABASE": database,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", self.module, *words],
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

    def banhao(self, *words: str, code: int = 0) -> str:
        """Run the `banhao` command; return what it says on both outputs."""
        done = subprocess.run(
            [sys.executable, "-m", "banhao.cli", *words],
            env=self.environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def state(self) -> dict:
        return json.loads(self.run("verify"))


@contextmanager
def installation(home: Path, *, tables: bool = True) -> Iterator[Installation]:
    """Yield an installation on the kind of database that this test run is about.

    With `tables` (empty), copied from one that was migrated once: that takes seconds.
    """
    url = os.environ.get("BANHAO_DATABASE", "")
    if not url.startswith("postgres"):
        if tables:
            shutil.copy(_migrated_file(), home / "banhao.sqlite3")
        yield Installation(home, "")
        return
    with database(url, _migrated_database(url) if tables else "") as own:
        yield Installation(home, own)


@cache
def _migrated_file() -> Path:
    """Return an SQLite database with tables and no rows."""
    home = Path(_PLACE.name) / "migrated"
    home.mkdir()
    Installation(home, "").banhao("migrate")
    with closing(sqlite3.connect(home / "banhao.sqlite3")) as made:
        made.execute("pragma wal_checkpoint(truncate)")
    return home / "banhao.sqlite3"


@cache
def _migrated_database(url: str) -> str:
    """Return the name of a PostgreSQL database with tables and no rows; gone with this process."""
    home, made = Path(_PLACE.name) / "migrated", ExitStack()
    home.mkdir()
    atexit.register(made.close)
    own = made.enter_context(database(url))
    Installation(home, own).banhao("migrate")
    return urlsplit(own).path.removeprefix("/")


@contextmanager
def database(url: str, template: str = "") -> Iterator[str]:
    """Yield the URL of a new database on the server of `url`, a copy of `template` if named."""
    name = f"processes_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            f"create database {name}" + (f" template {template}" if template else "")
        )
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        connection.execute(f"drop database {name} with (force)")
