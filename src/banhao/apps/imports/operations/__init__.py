"""Errands with a table: look at what it would do, take it in, forget it.

A look is the deed itself, rolled back: what it says is what would happen.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from banhao.apps.imports import queries
from banhao.apps.imports.codec import Content
from banhao.apps.imports.models import BatchRecord
from banhao.apps.imports.operations import in_background
from banhao.apps.imports.operations.writing import (
    NOBODY,
    Firsts,
    Lines,
    Rows,
    counts,
    first_passwords,
    seal_content,
    written,
)
from banhao.apps.people.doors import require
from banhao.apps.people.operations import write_access
from banhao.apps.vault import operations as vault
from banhao.core.authority.acts import THE_WORKER, Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict
from banhao.core.imports.lines import Fate, Kind, counted
from banhao.core.messages import Message


def look(*, actor: Actor, kind: Kind, rows: Rows, now: datetime) -> UUID:
    """Keep a table and what it would do, for a day; returns the batch. Nothing else is written."""
    lines = try_out(actor=actor, kind=kind, rows=rows, now=now)
    return _keep(actor=actor, kind=kind, content=Content(rows, lines), now=now)


def take_in(*, actor: Actor, batch_id: UUID, whole: bool, now: datetime) -> Lines:
    """Take a batch in, once: if `whole`, all rows or nothing, else the rows that are good.

    Passwords are made and hashed first, outside any transaction. A long table is left to the worker
    (`in_background`), and no lines are returned then.
    :raises Conflict: if it was taken in before. :raises BadInput: if `whole` and a row is refused.
    """
    batch = queries.own_batch(actor, batch_id, now)
    rows = queries.content(batch).rows
    if len(rows) > in_background.AT_ONCE and batch.kind != Kind.DIVISIONS:
        in_background.want(actor=actor, batch_id=batch_id, whole=whole, now=now)
        return ()
    firsts = first_passwords(Kind(batch.kind), rows)
    return _take_in(actor=actor, batch_id=batch_id, rows=rows, firsts=firsts, whole=whole, now=now)


@transaction.atomic(durable=True)
def try_out(*, actor: Actor, kind: Kind, rows: Rows, now: datetime) -> Lines:
    """Return what a table would do; nothing of it stays."""
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    lines = written(actor, kind, rows, NOBODY, now)
    transaction.set_rollback(True)
    return lines


@transaction.atomic(durable=True)
def take_in_rows(
    *, actor: Actor, kind: Kind, rows: Rows, firsts: Firsts, whole: bool, now: datetime
) -> Lines:
    """Take a table in without keeping it (the command line); returns the lines.

    If `whole` and a row is refused, nothing of it stays.
    """
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    lines = written(actor, kind, rows, firsts, now)
    if whole and counted(lines)[Fate.REFUSED]:
        transaction.set_rollback(True)
    return lines


@transaction.atomic(durable=True)
def forget(*, actor: Actor = THE_WORKER, batch_id: UUID, now: datetime) -> None:
    """Destroy what was sealed for a batch and delete it."""
    require(actor, Act.RUN_JOBS, Thing(), localdate(now))
    vault.destroy_key(subject=batch_id)
    BatchRecord.objects.filter(id=batch_id).delete()


@transaction.atomic(durable=True)
def _keep(*, actor: Actor, kind: Kind, content: Content, now: datetime) -> UUID:
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    batch = BatchRecord(
        id=uuid4(),
        kind=kind.value,
        made_by=actor.person or 0,
        made_at=now,
        **counts(content.lines),
    )
    batch.save(force_insert=True)
    seal_content(batch.id, content)
    return batch.id


@transaction.atomic(durable=True)
def _take_in(
    *, actor: Actor, batch_id: UUID, rows: Rows, firsts: Firsts, whole: bool, now: datetime
) -> Lines:
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    batch = BatchRecord.objects.select_for_update().get(id=batch_id)
    if batch.done_at is not None:
        raise Conflict(Message("imports.done_already"))
    lines = written(actor, Kind(batch.kind), rows, firsts, now)
    _check_whole(lines, whole=whole)
    made = {line.number for line in lines if line.fate is Fate.NEW}
    emails = {row["email"].casefold() for row in rows if row.number in made}
    passwords = {email: first.password for email, first in firsts.items() if email in emails}
    seal_content(batch_id, Content(rows, lines, passwords))
    BatchRecord.objects.filter(id=batch_id).update(done_at=now, **counts(lines))
    write_access(
        actor=actor, whose=f"import:{batch_id}", why=Act.ADMINISTER, result="taken-in", now=now
    )
    return lines


def _check_whole(lines: Lines, *, whole: bool) -> None:
    refused = counted(lines)[Fate.REFUSED]
    if whole and refused:
        raise BadInput(Message("imports.not_all_good", n=refused))
