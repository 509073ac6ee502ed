"""A whole city for a journey: database, demo data, server, worker and demo sources as processes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg

from tools.place import BANHAO, call, environment
from tools.processes import Processes, free_port, wait_for


@dataclass
class City:
    """What a journey needs to know of the running city."""

    url: str
    home: Path
    env: dict[str, str]
    sources_port: int
    processes: Processes = field(repr=False)

    @contextmanager
    def without_sources(self) -> Iterator[None]:
        """Stop the demo sources for a while."""
        self.processes.stop("sources")
        try:
            yield
        finally:
            self.start_sources()

    def start_sources(self) -> None:
        """Start the demo sources."""
        words = [BANHAO, "demo-sources", "--port", self.sources_port]
        self.processes.start("sources", words, self.env)
        wait_for(f"http://127.0.0.1:{self.sources_port}/", self.processes)

    def journal(self) -> str:
        """Return everything that the events of all cases hold, as one text."""
        question = "SELECT kind, data FROM cases_eventrecord"
        database = self.env["BANHAO_DATABASE"]
        if database:
            with psycopg.connect(database) as connection:
                rows = connection.execute(question).fetchall()
        else:
            with closing(sqlite3.connect(self.home / "banhao.sqlite3")) as embedded:
                rows = embedded.execute(question).fetchall()
        return "\n".join(f"{kind} {data}" for kind, data in rows)

    def banhao(self, *words: object) -> None:
        """Run the `banhao` command on this city's database. :raises StepError: if it fails."""
        call([BANHAO, *words], self.env)


@contextmanager
def running_city(home: Path) -> Iterator[City]:
    """Yield a city with demo data, on a fresh database of the kind that BANHAO_DATABASE names."""
    with _fresh_database() as database, served(home, database=database) as city:
        city.banhao("demo")
        city.start_sources()
        city.processes.start("worker", [BANHAO, "worker"], city.env)
        yield city


@contextmanager
def served(home: Path, *, database: str) -> Iterator[City]:
    """Yield a city that is served, with tables and nothing in them; "" is SQLite in its home."""
    with Processes(echo=False) as processes:
        port, sources_port = free_port(), free_port()
        env = environment(
            BANHAO_HOME=str(home),
            BANHAO_DATABASE=database,
            BANHAO_URL=f"http://127.0.0.1:{port}",
            BANHAO_SOURCES=f"http://127.0.0.1:{sources_port}",
        )
        city = City(f"http://127.0.0.1:{port}", home, env, sources_port, processes)
        city.banhao("migrate")
        processes.start("server", [BANHAO, "serve", "--port", port], env)
        wait_for(city.url, processes)
        yield city


@contextmanager
def _fresh_database() -> Iterator[str]:
    """Yield the URL of a database of our own; "" is SQLite in the city's home."""
    base = os.environ.get("BANHAO_DATABASE", "")
    if not base.startswith("postgres"):
        yield ""
        return
    name = f"journey_{uuid4().hex}"
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{base.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
