"""A real streaming replica: what may be old is read there, what must not be is not, and it may die.

Both servers are this test's own, on this machine; replay is held back to see who is asked.
"""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.apps.installation import Installation
from tools import postgres

PASSWORD = "heron"


class Beside(Installation):
    """An installation with a replica, and one process that is told what to do."""

    module = "tests.apps.replica.process"
    case = ""  # one that the replica knows

    def __init__(self, home: Path, port: int, replica: int, data: Path) -> None:
        self.port, self.replica, self.data = port, replica, data
        super().__init__(home, url(port))
        self.environment["BANHAO_REPLICA"] = url(replica)
        self.process: subprocess.Popen[str] | None = None

    def do(self, *words: str):
        """Let the process do an errand; return what it tells."""
        self.process = self.process or self.start()
        assert self.process.stdin
        assert self.process.stdout
        print(*words, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def caught_up(self) -> None:
        """Wait until the replica has all."""
        written = ask(self.port, "select pg_current_wal_lsn()")
        for _ in range(300):
            if ask(self.replica, f"select pg_last_wal_replay_lsn() >= '{written}'"):
                return
            time.sleep(0.05)
        pytest.fail("the replica does not catch up")

    def hold(self) -> None:
        """Let the replica stand still where it has all of now."""
        self.caught_up()
        ask(self.replica, "select pg_wal_replay_pause()")
        while ask(self.replica, "select pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.05)

    def go_on(self) -> None:
        ask(self.replica, "select pg_wal_replay_resume()")
        self.caught_up()

    def kill(self) -> None:
        """End the replica as a power cut does."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        while (self.data / "postmaster.pid").exists() and _lives(pid):
            time.sleep(0.05)


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def url(port: int) -> str:
    return f"postgresql://banhao:{PASSWORD}@127.0.0.1:{port}/postgres"


def ask(port: int, question: str):
    with psycopg.connect(url(port), autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


@contextmanager
def streaming() -> Iterator[tuple[Path, int, int]]:
    """Yield a folder, the port of a server, and that of its replica, whose data lies in `copy`."""
    with tempfile.TemporaryDirectory(prefix="banhao-replica-") as folder:
        place = Path(folder)
        programs = postgres.programs(place)
        data = postgres.make(place, programs, PASSWORD)
        (place / "copy").mkdir()
        postgres.give_away(place / "copy")
        with postgres.started(data, programs, ["fsync=off"]) as port:
            words = [programs / "pg_basebackup", "-d", url(port), "-D", place / "copy" / "data"]
            assert postgres.start([*words, "-R", "-c", "fast"], place).wait(60) == 0
            with postgres.started(place / "copy" / "data", programs, ["fsync=off"]) as replica:
                yield place, port, replica


@pytest.fixture(scope="module")
def beside(tmp_path_factory) -> Iterator[Beside]:
    with streaming() as (place, port, replica):
        home = tmp_path_factory.mktemp("home")
        found = Beside(home, port, replica, place / "copy" / "data")
        found.banhao("migrate")
        found.do("prepare")
        yield found
        assert found.process is not None
        found.process.communicate(timeout=30)


@pytest.fixture
def held(beside: Beside) -> Iterator[Beside]:
    """The replica stands still with a case in it; what it says may be as old as that."""
    beside.case = beside.do("accepted")
    beside.hold()
    beside.do("bound", "600")
    yield beside
    beside.go_on()


def test_reads_that_may_be_old_go_to_the_replica_and_ones_own_page_does_not(held) -> None:
    held.do("claimed", held.case)
    records = held.do("exported")
    page, sheet = held.do("keepers", "page"), held.do("keepers", "sheet")
    held.do("accepted")
    again = held.do("exported")
    held.go_on()

    assert (page, sheet) == (["me"], ["nobody"])
    assert again == records
    assert held.do("exported") > records
    assert "me" in held.do("keepers", "sheet")


def test_a_certificate_that_the_replica_does_not_know_is_verified_on_the_first_server(held) -> None:
    number, page = held.do("issued")

    assert held.do("finding_of_number", number) == "known"
    assert held.do("finding_of_file", page) == "true"
    assert held.do("finding_of_number", number[:-5] + "00000") == "unknown"
    assert held.do("read_at") == str(held.replica)


def test_one_that_is_too_far_behind_is_not_asked_and_that_is_said(held) -> None:
    held.do("claimed", held.case)
    held.do("bound", "0")

    assert held.do("read_at") == str(held.port)
    assert "me" in held.do("keepers", "sheet")
    assert held.do("ready") == [200, True, ["replica.behind"]]
    found = held.do("figures")
    assert found["banhao_replica_up"] == 0
    assert found["banhao_replica_late_seconds"] > 0
    assert "audit" not in held.banhao("audit", "verify")


def test_the_journal_is_verified_on_it_when_it_has_all(beside) -> None:
    beside.do("accepted")
    said = beside.banhao("audit", "verify", "--replica")

    assert "as written" in said
    assert beside.banhao("audit", "verify") == said


def test_a_server_that_is_no_replica_is_never_read(beside, tmp_path) -> None:
    other = Beside(tmp_path, beside.port, beside.port, beside.data)
    said = other.banhao("audit", "verify", "--replica", code=2)

    assert "no replica of this database" in said
    assert "不是这个数据库的副本" in said


def test_when_it_is_killed_everything_is_answered_without_it(beside) -> None:
    number, page = beside.do("issued")
    beside.caught_up()
    beside.do("bound", "600")
    before = beside.do("read_at"), beside.do("ready"), beside.do("figures")["banhao_replica_up"]
    beside.kill()

    assert before == (str(beside.replica), [200, True, []], 1)
    assert beside.do("finding_of_number", number) == "known"
    assert beside.do("finding_of_file", page) == "true"
    assert beside.do("exported") > 0
    assert beside.do("read_at") == str(beside.port)
    assert beside.do("ready") == [200, True, ["replica.away"]]
    assert beside.do("figures") == {"banhao_replica_up": 0}
    assert "does not answer" in beside.banhao("audit", "verify", "--replica", code=2)


@pytest.mark.parametrize(
    ("database", "replica"),
    [
        ("", "postgresql://a:b@127.0.0.1:1/none"),
        ("postgresql://a:b@127.0.0.1:1/none", "sqlite:////tmp/copy.sqlite3"),
    ],
)
def test_sqlite_has_no_replica_and_says_so_in_both_languages(tmp_path, database, replica) -> None:
    one = Installation(tmp_path, database)
    one.environment["BANHAO_REPLICA"] = replica
    said = one.banhao("migrate", code=2)

    assert "BANHAO_REPLICA: 副本只能是 PostgreSQL 的" in said
    assert "Only PostgreSQL has replicas" in said
