"""The journal in parts by year and region, on PostgreSQL, as docs/howto/postgresql.md says."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege, RaiseException

from banhao.core.codes import case_id
from tests.apps.installation import Installation, database
from tests.apps.small_city import NOW
from tests.house.tree import ROOT
from tools import postgres

HOWTO = (ROOT / "docs" / "howto" / "postgresql.md").read_text("utf-8")
HERE = "y2026_999999"
ENTRY = """insert into cases_eventrecord ("case", seq, kind, version, at, machine, data, hash)
  values (%s, 1, 'x', 1, now(), '', '', '') returning tableoid::regclass::text"""

LAST = "select pg_sequence_last_value('cases_eventrecord_id_seq')"
INDEXES = "select indexrelid::regclass::text from pg_index where indrelid = %s::regclass"


class City:
    """An installation on PostgreSQL, and its owner's connection.

    `prepared`: what `tests.apps.cases.process prepare` told: a case, and drafts to file.
    """

    def __init__(self, home: Path, url: str, owner: "psycopg.Connection[tuple]") -> None:
        self.url, self.owner = url, owner
        self.processes = Installation(home, url)
        self.prepared = json.loads((home / "prepared.json").read_text())

    def lay_out(self, *words: str) -> None:
        self.owner.execute(self.processes.banhao("parts", *words))

    def ask(self, question: str, *values: object) -> list[tuple]:
        return self.owner.execute(question, values).fetchall()

    def journal(self) -> dict[str, int]:
        """Return part → its entries."""
        rows = self.ask(
            "select tableoid::regclass::text, count(*) from cases_eventrecord group by 1"
        )
        return {name.removeprefix("journal."): count for name, count in rows}

    def part_of(self, case: UUID) -> str:
        """Return where an entry of a case would go."""
        with self.owner.transaction(force_rollback=True):
            return self.ask(ENTRY, case)[0][0].removeprefix("journal.")

    def file(self, count: int = 1) -> None:
        """File drafts: each is one more entry."""
        drafts = [self.prepared["drafts"].pop() for _ in range(count)]
        told, _ = self.processes.start("file").communicate(
            "".join(f"{draft} {draft} {self.prepared['person']}\n" for draft in drafts), timeout=60
        )
        assert told.count("told YJS") == count

    def verified(self, code: int = 0) -> str:
        return self.processes.banhao("audit", "verify", code=code)


@pytest.fixture(scope="module", name="prepared")
def a_prepared_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder and database of a city to be copied, on PostgreSQL in every run."""
    home = tmp_path_factory.mktemp("city")
    with postgres.server() as server, database(server) as url:
        processes = Installation(home, url)
        processes.banhao("migrate")
        (home / "prepared.json").write_text(processes.run("prepare", "3"))
        yield home, url


@pytest.fixture(name="city")
def a_city(prepared: tuple[Path, str]) -> Iterator[City]:
    home, (server, _, template) = prepared[0], prepared[1].rpartition("/")
    with (
        database(f"{server}/postgres", template) as url,
        psycopg.connect(url, autocommit=True) as owner,
    ):
        yield City(home, url, owner)


@contextmanager
def the_application(city: City) -> Iterator["psycopg.Connection[tuple]"]:
    """Yield a connection of a role with the grants of the how-to and no more."""
    block = re.search(r"```sql\n(grant usage on schema public.*?)```", HOWTO, re.S)[1]
    role = f"app_{uuid4().hex}"
    city.owner.execute(f"create role {role}")
    city.owner.execute(block.replace("banhao_app", role))
    with psycopg.connect(city.url, autocommit=True) as connection:
        connection.execute(f"set role {role}")
        yield connection
    city.owner.execute(f"drop owned by {role}")
    city.owner.execute(f"drop role {role}")


def test_a_city_goes_on_in_parts_and_is_verified(city: City) -> None:
    city.file()
    before = city.journal()["cases_eventrecord"]
    heads = city.ask("select max(id) from cases_eventrecord")

    city.lay_out("2025-2027", "9999", "999999")
    city.verified()
    assert city.journal() == {HERE: before}
    assert city.ask("select max(id) from cases_eventrecord") == heads

    city.file(2)
    assert city.processes.run("decide", city.prepared["case"], "grant", "0").strip() == "done"
    city.verified()
    assert city.journal() == {HERE: before + 3}
    assert city.ask("select count(distinct id) = count(*) from cases_eventrecord") == [(True,)]


def test_one_case_is_read_from_one_part(city: City) -> None:
    city.lay_out("2025-2027", "999999")
    text = """select * from cases_eventrecord where "case" = $1 order by seq"""
    city.owner.execute("set plan_cache_mode = force_generic_plan")  # as the application asks
    city.owner.execute(f"prepare journal as {text}")

    rows = city.ask(f"explain (analyze) execute journal('{city.prepared['case']}')")

    plan = "\n".join(line for (line,) in rows)
    assert re.findall(r"\bon ((?:y\d{4}|rest)\w*)", plan) == [HERE]
    assert "Subplans Removed: 6" in plan


def test_neither_the_journal_nor_a_part_of_it_is_changed(city: City) -> None:
    city.lay_out("2025-2027", "999999")

    for table in ("cases_eventrecord", f"journal.{HERE}"):
        for verb in (
            f"update {table} set seq = seq + 1",
            f"delete from {table}",
            f"truncate {table}",
        ):
            with pytest.raises(RaiseException, match="is not allowed"):
                city.owner.execute(verb)
    with pytest.raises(RaiseException, match="is not allowed"):
        city.owner.execute("truncate journal.rest")
    with the_application(city) as application:
        assert application.execute("select count(*) from cases_eventrecord").fetchone() != (0,)
        assert application.execute(LAST).fetchone() != (None,)
        assert application.execute(ENTRY, [case_id.make("999999", NOW.date(), 7)]).fetchone()
        for verb in ("delete from cases_eventrecord", f"select * from journal.{HERE}"):
            with pytest.raises(InsufficientPrivilege):
                application.execute(verb)


def test_another_year_is_added_while_others_lie_in_the_rest(city: City) -> None:
    city.lay_out("2027")
    old, new = uuid4(), case_id.make("370303", NOW.date().replace(year=2028), 7)
    assert set(city.journal()) == {"rest"}  # its year has no part
    assert (city.part_of(old), city.part_of(new)) == ("rest", "rest")
    notices: list[str] = []
    city.owner.add_notice_handler(lambda notice: notices.append(str(notice.message_primary)))
    city.owner.execute("set client_min_messages = debug1")

    city.lay_out("2028-2029", "3703", "--add")

    assert (city.part_of(old), city.part_of(new)) == ("rest", "y2028_3703")
    assert sum("implied by existing constraints" in said for said in notices) == 4  # not read again
    with pytest.raises(RaiseException, match="is not allowed"):
        city.owner.execute("truncate journal.y2028_3703")
    with pytest.raises(CheckViolation):  # there are entries of it: refused as a whole
        city.lay_out("2026", "--add")
    city.verified()


def test_a_year_goes_to_another_disk_and_is_worked_on_there(city: City) -> None:
    city.lay_out("2025-2027")
    indexes = [name for (name,) in city.ask(INDEXES, "journal.y2026")]
    disk = f"slow_{uuid4().hex}"
    city.owner.execute("set allow_in_place_tablespaces = on")
    city.owner.execute(f"create tablespace {disk} location ''")

    for where in (disk, "pg_default"):
        city.owner.execute(f"alter table journal.y2026 set tablespace {where}")
        for index in indexes:
            city.owner.execute(f"alter index {index} set tablespace {where}")
        if where == disk:
            city.file()
            city.verified()

    city.verified()
    city.owner.execute(f"drop tablespace {disk}")


def test_a_year_taken_out_is_missed_stays_guarded_and_may_come_back(city: City) -> None:
    city.lay_out("2025-2027")
    first, behind = case_id.span("2026")

    city.owner.execute("alter table cases_eventrecord detach partition journal.y2026")

    assert "row-ahead" in city.verified(code=1)
    with pytest.raises(RaiseException, match="is not allowed"):
        city.owner.execute("truncate journal.y2026")
    city.owner.execute(
        "alter table cases_eventrecord attach partition journal.y2026"
        f" for values from ('{first}') to ('{behind}')"
    )
    city.verified()
