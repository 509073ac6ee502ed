"""The folder of sealed files: random names outside the web root; bytes in, bytes out."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")


def folder() -> Path:
    """Return the folder of uploads, made at first use for its owner alone."""
    path = Path(settings.HOME) / "uploads"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def new_name() -> str:
    """Return a random name: 32 hex characters (64 before decision 0014)."""
    return secrets.token_hex(16)


def write(name: str, sealed: bytes) -> None:
    """Write sealed bytes so that they survive a power cut before anybody is told."""
    path = _path(name)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())


def read(name: str) -> bytes | None:
    """Return sealed bytes, None if the file is gone."""
    try:
        return _path(name).read_bytes()
    except FileNotFoundError:
        return None


def delete(name: str) -> None:
    """Delete a file; no error if it is gone already."""
    _path(name).unlink(missing_ok=True)


def names_older_than(moment: datetime) -> Iterator[str]:
    """Yield names of files written before a moment (to find those that no row names)."""
    for path in folder().glob("??/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield path.name


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ValueError("not a name of an upload")
    return folder() / name[:2] / name
