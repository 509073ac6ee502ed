"""A long table is taken in by the worker, some rows at a time: it goes on after a stop, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from banhao.apps.imports import queries
from banhao.apps.imports.codec import Content
from banhao.apps.imports.models import BatchRecord
from banhao.apps.imports.operations.writing import (
    Firsts,
    Lines,
    Rows,
    counts,
    first_passwords,
    seal_content,
    written,
)
from banhao.apps.people import queries as people
from banhao.apps.people.doors import require
from banhao.apps.people.operations import write_access
from banhao.core.authority.acts import THE_WORKER, Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import Conflict, Refusal
from banhao.core.imports.lines import Fate, Kind, Line
from banhao.core.messages import Message

AT_ONCE = 200  # rows that a page takes in while somebody waits
SOME = 40  # rows of one transaction; a first password takes its time


@transaction.atomic(durable=True)
def want(*, actor: Actor, batch_id: UUID, whole: bool, now: datetime) -> None:
    """Tell the worker to take a table in. :raises Conflict: it was told so before."""
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    batch = queries.own_batch(actor, batch_id, now)
    rows = BatchRecord.objects.filter(id=batch_id, done_at=None, wanted_at=None)
    count = len(queries.content(batch).rows)
    if not rows.update(wanted_at=now, whole=whole, rows=count, reached=0):
        raise Conflict(Message("imports.done_already"))


@transaction.atomic(durable=True)
def stop(*, actor: Actor, batch_id: UUID, now: datetime) -> None:
    """Take no more rows in; what was taken in stays. :raises Conflict: it is not at work."""
    queries.own_batch(actor, batch_id, now)
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    rows = BatchRecord.objects.filter(id=batch_id, done_at=None, stopped_at=None)
    if not rows.exclude(wanted_at=None).update(stopped_at=now):
        raise Conflict(Message("imports.not_at_work"))


def go_on(*, batch_id: UUID, now: datetime) -> int:
    """Take the next rows in, as whoever brought the table; returns how many were looked at.

    Rows that the look refused are passed over. Passwords are made outside the transaction.
    """
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    batch = BatchRecord.objects.filter(id=batch_id).first()
    if batch is None or not batch.is_at_work:
        return 0
    content = queries.content(batch)
    refused = {line.number for line in content.lines if line.fate is Fate.REFUSED}
    next_rows = content.rows[batch.reached : batch.reached + SOME]
    rows = tuple(row for row in next_rows if row.number not in refused)
    firsts = first_passwords(Kind(batch.kind), rows)
    return _write_some(batch_id=batch_id, reached=batch.reached, rows=rows, firsts=firsts, now=now)


@transaction.atomic(durable=True)
def _write_some(*, batch_id: UUID, reached: int, rows: Rows, firsts: Firsts, now: datetime) -> int:
    batch = BatchRecord.objects.select_for_update().get(id=batch_id)
    if batch.reached != reached or not batch.is_at_work:  # another worker, or stopped meanwhile
        return 0
    content, actor = queries.content(batch), people.actor(batch.made_by)
    try:
        require(actor, Act.ADMINISTER, Thing(), localdate(now))
        with transaction.atomic():
            lines = written(actor, Kind(batch.kind), rows, firsts, now)
            _stop_at_refused(lines, whole=batch.whole)
    except Refusal:
        batch.stopped_at, lines = now, ()
    else:
        batch.reached = min(reached + SOME, batch.rows)
    after = _with(content, lines, firsts)
    seal_content(batch.id, after)
    if batch.reached >= batch.rows:
        batch.done_at = now
        write_access(
            actor=actor, whose=f"import:{batch_id}", why=Act.ADMINISTER, result="taken-in", now=now
        )
    for name, count in counts(after.lines).items():
        setattr(batch, name, count)
    batch.save()
    return len(rows) or 1


def _stop_at_refused(lines: Lines, *, whole: bool) -> None:
    if whole and any(line.fate is Fate.REFUSED for line in lines):
        raise Conflict(Message("imports.not_all_good", n=1))


def _with(content: Content, lines: Lines, firsts: Firsts) -> Content:
    """Return the content with the lines of the deed instead of those of the look."""
    done: dict[int, Line] = {line.number: line for line in lines}
    made = {line.number for line in lines if line.fate is Fate.NEW}
    emails = {row["email"].casefold() for row in content.rows if row.number in made}
    passwords = {email: one.password for email, one in firsts.items() if email in emails}
    return Content(
        content.rows,
        tuple(done.get(line.number, line) for line in content.lines),
        {**content.passwords, **passwords},
    )


ACTS = {"_write_some": Act.RUN_JOBS}
