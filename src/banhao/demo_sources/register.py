"""The database of the demo sources: people, firms, and how each source is told to behave."""

import hashlib
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from banhao.demo_sources import population


class Behaviour(StrEnum):
    """How a source answers: by its register, or as a test wants it."""

    HONEST = "honest"
    LIE = "lie"  # another person's record
    MISSING = "missing"
    SLOW = "slow"  # an honest answer, too late
    ERROR = "error"  # status 500


@dataclass(frozen=True, slots=True)
class Found:
    """What a register holds about a question. Facts by the role they have in a form."""

    facts: dict[str, str]
    document: dict[str, str]


SCHEMA = (
    "create table person (number integer primary key, id_number text unique, name text)",
    "create table firm (number integer primary key, uscc text unique, name text, address text)",
    "create table behaviour (source text primary key, answer text not null)",
)


def open_register(path: Path) -> sqlite3.Connection:
    """Open the database at `path`, made and filled at first use: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.execute("begin immediate")
    if not connection.execute("select 1 from sqlite_master where name = 'person'").fetchone():
        for statement in SCHEMA:
            connection.execute(statement)
        _fill(connection)
    connection.execute("commit")
    return connection


def _fill(connection: sqlite3.Connection) -> None:
    people = [population.person(n) for n in range(population.PEOPLE)]
    firms = [population.firm(n) for n in range(population.FIRMS)]
    connection.executemany(
        "insert into person values (?, ?, ?)",
        [(p.number, p.id_number, p.name) for p in people if population.is_registered(p.number)],
    )
    connection.executemany(
        "insert into firm values (?, ?, ?, ?)",
        [
            (f.number, f.uscc, f.name, f.address)
            for f in firms
            if population.is_registered(f.number)
        ],
    )


def find(connection: sqlite3.Connection, source: str, id_number: str, uscc: str) -> Found | None:
    """Return what is held, None unless everybody whom the question names is known."""
    facts: dict[str, str] = {}
    if uscc:
        firm = connection.execute(
            "select name, address from firm where uscc = ?", [uscc]
        ).fetchone()
        if firm is None:
            return None
        facts |= {"holder-code": uscc, "holder-name": firm[0], "holder-address": firm[1]}
    if id_number:
        person = connection.execute(
            "select name from person where id_number = ?", [id_number]
        ).fetchone()
        if person is None:
            return None
        facts |= {"person-id": id_number, "person-name": person[0]}
    return Found(facts, _document(source, facts)) if facts else None


def somebody_else(connection: sqlite3.Connection, source: str) -> Found:
    """Return the record of the last person and firm, whoever was asked about: a lie."""
    number, name = connection.execute(
        "select id_number, name from person order by number desc"
    ).fetchone()
    uscc, firm = connection.execute("select uscc, name from firm order by number desc").fetchone()
    facts = {"person-id": number, "person-name": name, "holder-code": uscc, "holder-name": firm}
    return Found(facts, _document(source, facts))


def behaviour(connection: sqlite3.Connection, source: str) -> Behaviour:
    """Return how a source behaves; "*" speaks for all that nothing else is said of."""
    rows = dict(
        connection.execute(
            "select source, answer from behaviour where source in (?, '*')", [source]
        )
    )
    return Behaviour(rows.get(source, rows.get("*", Behaviour.HONEST)))


def behave(connection: sqlite3.Connection, source: str, answer: Behaviour) -> None:
    """Make a source ("*" = all) behave so from now on."""
    connection.execute(
        "insert into behaviour values (?, ?) on conflict (source) do update set answer = ?",
        [source, answer, answer],
    )


def _document(source: str, facts: dict[str, str]) -> dict[str, str]:
    """Return a made-up record: a number that is always the same for the same holder."""
    holder = facts.get("holder-code") or facts["person-id"]
    number = hashlib.sha256(f"{source} {holder}".encode()).hexdigest()[:12].upper()
    name = facts.get("holder-name") or facts["person-name"]
    return {"number": f"DEMO-{number}", "holder": name, "valid_until": "2031-12-31"}
