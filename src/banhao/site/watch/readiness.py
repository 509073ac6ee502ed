"""Whether this process can serve: database, tables, folder of uploads, keys. Costs milliseconds.

What exactly went wrong goes to the log; whoever asks is told which of the four.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from banhao.apps.files import store
from banhao.apps.replica import standing as replica
from banhao.core.messages import Message
from banhao.site.watch import folder

LOG = logging.getLogger(__name__)
A_PAGE = bytes(4096)  # an empty file fits on a full disk


def missing() -> list[Message]:
    """Return what is missing, nothing if requests can be served."""
    if folder.is_stopping():
        return [Message("site.not_ready.stopping")]
    tables = _database()
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("site.not_ready.uploads", _uploads),
        ("site.not_ready.keys", _keys),
    )
    return tables + [Message(code) for code, holds in checks if not holds()]


def slower() -> list[Message]:
    """Return what is wrong without keeping anybody waiting: the replica, if there is one."""
    fault = replica.standing().fault if replica.is_there() else None
    return [fault] if fault else []


def _database() -> list[Message]:
    try:
        applied = _applied()
    except Error:
        LOG.warning("the database does not answer", exc_info=True)
        return [Message("site.not_ready.database")]
    return [] if wanted() <= applied else [Message("site.not_ready.tables")]


def _applied() -> set[tuple[str, str]]:
    """Return the applied migrations: one short statement, on a new connection if ours is broken."""
    try:
        return set(MigrationRecorder(connection).applied_migrations())
    except Error:
        connection.close()  # a server that came back is asked anew
        return set(MigrationRecorder(connection).applied_migrations())


@cache
def wanted() -> frozenset[tuple[str, str]]:
    """Return the last migration of each slice; this process's files do not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _uploads() -> bool:
    try:
        with tempfile.TemporaryFile(dir=store.folder()) as file:
            file.write(A_PAGE)
    except OSError:
        LOG.warning("the folder of uploads takes nothing", exc_info=True)
        return False
    return True


def _keys() -> bool:
    """Whether the files of the keys still are what this process has read at its start."""
    own = {"django": settings.SECRET_KEY, "vault": settings.VAULT_KEY}
    return all(_text(settings.HOME / "keys" / f"{name}.key") == key for name, key in own.items())


def _text(path: Path) -> str:
    try:
        return path.read_text() if os.access(path, os.R_OK) else ""
    except OSError:
        return ""
