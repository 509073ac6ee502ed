"""Errands of the machine's operator on the whole installation."""

from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from banhao.apps.people.doors import require
from banhao.core.authority.acts import THE_OPERATOR, Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.site.backup.reading import Manifest, read_backup
from banhao.site.backup.writing import write_backup


@transaction.atomic(durable=True)
def back_up(*, actor: Actor = THE_OPERATOR, file: Path, now: datetime) -> dict[str, int]:
    """Write everything to one file, as of one moment; returns rows per table."""
    require(actor, Act.OPERATE, Thing(), localdate(now))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
    return write_backup(file, now)


@transaction.atomic(durable=True)
def restore(
    *, actor: Actor = THE_OPERATOR, file: Path, manifest: Manifest, now: datetime
) -> dict[str, int]:
    """Put a checked backup into this empty installation, all or nothing; returns rows per table."""
    require(actor, Act.OPERATE, Thing(), localdate(now))
    return read_backup(file, manifest)
