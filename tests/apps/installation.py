"""An installation of its own for a test: its folder, its database, processes that work on it."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[2]


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
def installation(home: Path) -> Iterator[Installation]:
    """Yield an installation on the kind of database that this test run is about."""
    url = os.environ.get("BANHAO_DATABASE", "")
    if not url.startswith("postgres"):
        yield Installation(home, "")
        return
    name = f"processes_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield Installation(home, urlsplit(url)._replace(path=f"/{name}").geturl())
        connection.execute(f"drop database {name} with (force)")
