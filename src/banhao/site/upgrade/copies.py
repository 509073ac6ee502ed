"""Copies of an installation: a folder, an archive of a folder, or a backup; never the original."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from banhao.core.errors import BadInput
from banhao.core.messages import Message

DATABASE = "banhao.sqlite3"
FOLDERS = ("uploads", "keys", "heads")
BROKEN = (OSError, EOFError, tarfile.TarError, zlib.error, sqlite3.DatabaseError)


def bring_copy(source: Path, place: Path, url: str) -> Mapping[str, str]:
    """Make a migrated copy of `source` in the folder `place`, its rows in the empty database `url`.

    `url` "": a SQLite file in `place`. Returns the environment of the copy.
    :raises BadInput: if there is nothing to copy, or it cannot be brought to this version.
    """
    home = place / "home"
    if _is_backup(source):
        there = _environment(home, url)
        _banhao(there, "restore", str(source.absolute()))
        return there
    _copy(source, home)
    here = _environment(home, "")
    if not url:
        _banhao(here, "migrate")
        return here
    file = place / "whole.tar.gz"
    _banhao(here, "backup", str(file))
    there = _environment(place / "restored", url)
    _banhao(there, "restore", str(file))
    return there


def _environment(home: Path, url: str) -> dict[str, str]:
    home.mkdir(exist_ok=True, mode=0o700)
    heads = home / "heads" / "heads.log"
    return {
        "BANHAO_HOME": str(home),
        "BANHAO_DATABASE": url,
        "BANHAO_REPLICA": "",  # the one that is set is of another database
        "BANHAO_HEADS": str(heads),
    }


def _banhao(environment: Mapping[str, str], *words: str) -> None:
    """Run a command in a process of its own: settings and keys are read once a process."""
    done = subprocess.run(
        [sys.executable, "-m", "banhao.cli", *words],
        env=os.environ | dict(environment),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-2:]
        problem = Message("upgrade.step_failed", command=f"banhao {words[0]}", why=" ".join(last))
        raise BadInput(problem)


def _is_backup(source: Path) -> bool:
    if not source.is_file():
        return False
    try:
        with tarfile.open(source) as tar:
            return "manifest.json" in tar.getnames()
    except BROKEN:
        return False


def _copy(source: Path, home: Path) -> None:
    home.mkdir(mode=0o700)
    try:
        if source.is_dir():
            _copy_folder(source, home)
        else:
            _unpack(source, home)
    except BROKEN as error:
        raise BadInput(Message("upgrade.unreadable", path=str(source), error=str(error))) from error
    if not (home / DATABASE).is_file():
        raise BadInput(Message("upgrade.no_database", path=str(source), name=DATABASE))


def _copy_folder(source: Path, home: Path) -> None:
    if not (source / DATABASE).is_file():
        return
    for folder in FOLDERS:
        if (source / folder).is_dir():
            shutil.copytree(source / folder, home / folder)
    # By SQLite itself, so that people may go on working in the original.
    original = sqlite3.connect(f"{(source / DATABASE).absolute().as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(home / DATABASE)
    try:
        original.backup(copy)
    finally:
        original.close()
        copy.close()


def _unpack(source: Path, home: Path) -> None:
    with tarfile.open(source) as tar:
        for member in tar.getmembers():
            parts = Path(member.name).parts
            wanted = parts[:1] == (DATABASE,) or (parts and parts[0] in FOLDERS)
            if member.isfile() and wanted and ".." not in parts:
                path = home / member.name
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                content = tar.extractfile(member)
                path.write_bytes(content.read() if content else b"")
                path.chmod(0o600)
