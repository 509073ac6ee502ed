"""Back up an installation with running cases, wipe it, restore it from the file alone, go on."""

import gzip
import io
import json
import shutil
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.apps.installation import ROOT, Installation, installation

FIRST_LANDING = ROOT / "tests" / "data" / "upgrade" / "0001-first-landing" / "home.tar.xz"


@pytest.mark.timeout(900)  # ten processes, one after the other, on a busy machine
def test_a_wiped_installation_comes_back_from_the_file_alone_and_its_cases_go_on(tmp_path) -> None:
    home, file = tmp_path / "home", tmp_path / "backup.tar.gz"
    home.mkdir()
    with installation(home) as one:
        made = json.loads(one.run("prepare", "1"))
        one.banhao("worker", "--once")
        before = one.state()
        one.banhao("backup", str(file))
        assert file.stat().st_mode & 0o077 == 0
        keys = {path.name: path.read_bytes() for path in (home / "keys").iterdir()}

        wipe(home, one)
        one.banhao("restore", str(file))

        assert one.state() == before
        assert {path.name: path.read_bytes() for path in (home / "keys").iterdir()} == keys
        assert "done" in decide(one, made["case"])
        process = one.start("file")
        told, _ = process.communicate(f"{made['drafts'][0]} later {made['person']}\n", timeout=60)
        assert "told YJS" in told
        verified = one.banhao("audit", "verify", "--heads", heads(home))
        assert f"{len(before['cases']) + 1} cases" in verified
        assert "as written" in verified


def test_a_backup_of_an_older_version_comes_to_this_one(tmp_path) -> None:
    old, file = tmp_path / "old", tmp_path / "old.tar.gz"
    old.mkdir()
    with tarfile.open(FIRST_LANDING) as tar:
        tar.extractall(old, filter="data")
    (tmp_path / "new").mkdir()

    Installation(old, "").banhao("backup", str(file))

    with installation(tmp_path / "new", tables=False) as new:
        told = json.loads(new.banhao("restore", str(file), "--json"))
        assert told["cases.caserecord"] == 11
        assert "up to date" in new.banhao("migrate")
        verified = new.banhao("audit", "verify", "--heads", heads(tmp_path / "new"))
        assert "11 cases, 403 events, 11 heads: as written" in verified


def test_rows_are_not_put_into_tables_of_another_version(tmp_path) -> None:
    old, file = tmp_path / "old", tmp_path / "old.tar.gz"
    old.mkdir()
    with tarfile.open(FIRST_LANDING) as tar:
        tar.extractall(old, filter="data")
    Installation(old, "").banhao("backup", str(file))
    (tmp_path / "new").mkdir()

    with installation(tmp_path / "new") as new:
        assert "a database without tables" in new.banhao("restore", str(file), code=2)
        assert new.state()["cases"] == {}


def test_what_cannot_be_restored_is_said_and_nothing_is_written(tmp_path) -> None:
    file, home = tmp_path / "backup.tar.gz", tmp_path / "two"
    (tmp_path / "one").mkdir()
    home.mkdir()
    with installation(tmp_path / "one") as one, installation(home, tables=False) as two:
        one.run("prepare", "0")
        one.banhao("backup", str(file))
        assert "not overwritten" in one.banhao("backup", str(file), code=2)
        assert "does not exist" in one.banhao("backup", str(tmp_path / "no" / "b.gz"), code=2)
        assert "empty installation" in one.banhao("restore", str(file), code=2)
        assert not list(tmp_path.glob("*.part"))

        for name, (words, spoil) in SPOILT.items():
            bad = tmp_path / name
            spoil(file, bad)
            assert words in two.banhao("restore", str(bad), code=2), name
            assert not (home / "uploads").exists(), name
        assert "is not up to date" in two.banhao("audit", "verify", code=2)  # no table was made

        two.banhao("restore", str(file))
        assert two.state() == one.state()


def test_a_backup_says_that_there_is_nothing_to_back_up(tmp_path) -> None:
    file = tmp_path / "backup.tar.gz"
    with installation(tmp_path, tables=False) as one:
        assert "banhao migrate" in one.banhao("backup", str(file), code=2)
    assert not file.exists()


def cut(file: Path, bad: Path) -> None:
    bad.write_bytes(file.read_bytes()[:-2000])


def cut_to_a_stub(file: Path, bad: Path) -> None:
    bad.write_bytes(file.read_bytes()[:40])


def flip_a_byte(file: Path, bad: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    bad.write_bytes(content)


def no_file(file: Path, bad: Path) -> None:
    del file, bad


def a_text(file: Path, bad: Path) -> None:
    del file
    bad.write_text("这不是备份")


def another_archive(file: Path, bad: Path) -> None:
    del file
    with tarfile.open(bad, "w:gz") as new:
        new.add(Path(__file__), "uploads/test.py")


def another_gzip(file: Path, bad: Path) -> None:
    del file
    bad.write_bytes(gzip.compress(b"x" * 10_000))


def an_emptied_table(file: Path, bad: Path) -> None:
    _rewritten(file, bad, {"tables/cases.branchrecord.jsonl": b""})


def a_table_less(file: Path, bad: Path) -> None:
    def without(manifest: dict) -> None:
        del manifest["digests"]["tables/cases.branchrecord.jsonl"]

    _with_manifest(file, bad, without)


def of_a_newer_version(file: Path, bad: Path) -> None:
    _with_manifest(file, bad, lambda manifest: manifest["migrations"].append("cases.9999_later"))


def of_a_format_nobody_knows(file: Path, bad: Path) -> None:
    _with_manifest(file, bad, lambda manifest: manifest.update(format=99))


SPOILT = {
    "cut.gz": ("Nothing was restored", cut),
    "stub.gz": ("Nothing was restored", cut_to_a_stub),
    "flipped.gz": ("Nothing was restored", flip_a_byte),
    "none.gz": ("Nothing was restored", no_file),
    "text.gz": ("is not a backup of banhao", a_text),
    "archive.gz": ("is not a backup of banhao", another_archive),
    "gzip.gz": ("is not a backup of banhao", another_gzip),
    "emptied.gz": ("not as it was written", an_emptied_table),
    "less.gz": ("not as it was written", a_table_less),
    "newer.gz": ("made by a newer version", of_a_newer_version),
    "format.gz": ("is not a backup of banhao", of_a_format_nobody_knows),
}


def _with_manifest(file: Path, bad: Path, change: Callable[[dict], object]) -> None:
    with tarfile.open(file) as old:
        manifest = json.loads(old.extractfile("manifest.json").read())
    change(manifest)
    _rewritten(file, bad, {"manifest.json": json.dumps(manifest).encode()})


def _rewritten(file: Path, bad: Path, members: dict[str, bytes]) -> None:
    """Copy a backup with some members changed."""
    with tarfile.open(file) as old, tarfile.open(bad, "w:gz") as new:
        for member in old.getmembers():
            content = members.get(member.name, old.extractfile(member).read())
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))


def wipe(home: Path, one: Installation) -> None:
    """Take everything away: the folder with keys, uploads and heads, and all tables."""
    shutil.rmtree(home)
    home.mkdir()
    url = one.environment["BANHAO_DATABASE"]
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("drop schema public cascade")
            connection.execute("create schema public")


def decide(one: Installation, case: str) -> str:
    """Grant the examined branch of the restored case."""
    return one.run("decide", case, "grant", str(time.time()))


def heads(home: Path) -> str:
    return str(home / "heads" / "heads.log")
