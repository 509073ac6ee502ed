"""Where the processes of one `serve` or `worker` keep their figures: BANHAO_HOME/metrics/….

Each start makes a folder of its own and holds a lock in it for as long as it lives, so that the
next start knows which folders nobody is behind any more. A process that dies in between leaves its
figures to the others: a sum that shrank would look like a restart of everything. Decision 0100.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus-client when it is imported
LOCK = "lock"
_HELD: list[IO[str]] = []  # open for as long as this process lives


def begin(home: Path, kind: str) -> Path:
    """Make the folder of this start, after clearing away those of the dead; `kind`: for people.

    Call it before prometheus-client is imported; the processes we start find the folder by
    the environment.
    """
    with _alone(home) as place:
        for old in place.glob("*-*"):
            if not is_alive(old):
                shutil.rmtree(old, ignore_errors=True)
        own = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=place))
        lock = (own / LOCK).open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
    _HELD.append(lock)
    os.environ[VARIABLE] = str(own)
    return own


def is_alive(folder: Path) -> bool:
    """Return whether the start that made it, or a process it started, still runs."""
    try:
        with (folder / LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def say_stopping() -> None:
    """Let all processes of this start know that it ends: they take leave of their connections."""
    _stopping().touch()


def is_stopping() -> bool:
    """Return whether this start is about to end."""
    return VARIABLE in os.environ and _stopping().exists()


def _stopping() -> Path:
    return Path(os.environ[VARIABLE]) / "stopping"


@contextmanager
def files(home: Path) -> Iterator[list[str]]:
    """Yield the files of figures of all starts; nobody clears any away meanwhile."""
    with _alone(home) as place:
        yield sorted(str(path) for path in place.glob("*-*/*.db"))


@contextmanager
def _alone(home: Path) -> Iterator[Path]:
    place = home / "metrics"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (place / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place
