"""Back to the moment before a mistake: base backup and archived WAL, as the how-to says."""

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from tests.house.tree import ROOT
from tools import postgres

HOWTO = (ROOT / "docs" / "howto" / "postgresql.md").read_text("utf-8")
PASSWORD = "egret"
FAST = ["fsync=off", "full_page_writes=on"]


def setting(name: str, place: Path) -> str:
    """Return a setting as the how-to has it, its folder of WAL being one of the test's."""
    value = re.search(rf"^{name} = (.+?)(?:\s+#.*)?$", HOWTO, re.M)[1].strip("'")
    return f"{name}={value.replace('/srv/wal', str(place / 'wal'))}"


def ask(port: int, question: str):
    url = f"postgresql://banhao:{PASSWORD}@127.0.0.1:{port}/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone()[0] if cursor.description else None


def copied(programs: Path, place: Path, port: int) -> None:
    words = [programs / "pg_basebackup", "-h", "127.0.0.1", "-p", port, "-U", "banhao"]
    more = ["-D", place / "restored" / "data", "-X", "stream", "-c", "fast"]
    env = os.environ | {"PGPASSWORD": PASSWORD}
    assert postgres.start([*words, *more], place, env=env).wait(60) == 0
    checked = [programs / "pg_verifybackup", "-q", place / "restored" / "data"]
    assert postgres.start(checked, place).wait(60) == 0


def until(port: int, question: str) -> None:
    for _ in range(200):
        if ask(port, question):
            return
        time.sleep(0.1)
    pytest.fail(f"not within 20 s: {question}")


def test_a_mistake_is_undone_from_base_backup_and_archive() -> None:
    with tempfile.TemporaryDirectory(prefix="banhao-wal-") as folder:
        place = Path(folder)
        programs = postgres.programs(place)
        data = postgres.make(place, programs, PASSWORD)
        for name in ("wal", "restored"):
            (place / name).mkdir()
            postgres.give_away(place / name)
        archiving = [setting(n, place) for n in ("wal_level", "archive_mode", "archive_command")]
        with postgres.started(data, programs, [*FAST, *archiving]) as port:
            ask(port, "create table paper (words text); insert into paper values ('before')")
            copied(programs, place, port)
            ask(port, "insert into paper values ('after the base backup')")
            moment = ask(port, "select clock_timestamp()::text")
            ask(port, "select pg_sleep(0.2)")
            ask(port, "delete from paper")
            ask(port, "select pg_switch_wal()")
            until(port, "select last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 1) "
                        "from pg_stat_archiver")  # fmt: skip
        restored = place / "restored" / "data"
        subprocess.run(["touch", restored / "recovery.signal"], check=True)
        back = [setting(n, place) for n in ("restore_command", "recovery_target_action")]
        back += [f"recovery_target_time={moment}", "archive_mode=off", *FAST]
        with postgres.started(restored, programs, back) as port:
            until(port, "select not pg_is_in_recovery()")
            found = ask(port, "select string_agg(words, ', ') from paper")

    assert found == "before, after the base backup"
