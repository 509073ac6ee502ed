"""Whether the replica may be asked: it answers, it is one of this database, and it keeps up.

How far behind it is needs no clock but the first server's: nothing, if it has replayed all that
was written there before it was asked; else no more than the age of the last commit it has replayed.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.db import Error, connections

from banhao.apps.replica.router import PRIMARY, REPLICA
from banhao.core.messages import Message

LOG = logging.getLogger(__name__)
MOST_SECONDS = 10.0  # a replica that is further behind is not asked
FRESH = 1.0  # seconds until a process looks again
REST = 10.0  # seconds until it looks again at one that did not answer
_HERE = """
select system_identifier::text, current_database(), pg_current_wal_lsn()::text, clock_timestamp()
  from pg_control_system()"""
_THERE = """
select system_identifier::text, current_database(), pg_is_in_recovery(),
       pg_last_wal_replay_lsn() >= %s::pg_lsn, pg_last_xact_replay_timestamp()
  from pg_control_system()"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found. `seconds`: how old it is at most, None: nobody knows. `fault`: why it is not
    asked, None if it is.
    """

    seconds: float | None
    fault: Message | None = None


@dataclass(slots=True)
class _Kept:
    """What this process has found, and until when that holds."""

    standing: Standing | None = None
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """What the first server has written so far, and when that was."""

    server: str
    database: str
    written: str
    at: datetime


_KEPT, _LOOKING = _Kept(), Lock()
OF_ANOTHER, BEHIND = Message("replica.of_another"), Message("replica.behind")
AWAY = Message("replica.away")


def is_there() -> bool:
    """Return whether this installation has one (BANHAO_REPLICA)."""
    return REPLICA in settings.DATABASES


def standing() -> Standing:
    """Return how it stands, not older than a second. While one thread looks, the others are told
    what was found before.
    """
    if time.monotonic() >= _KEPT.until and _LOOKING.acquire(blocking=False):
        try:
            _keep(look())
        finally:
            _LOOKING.release()
    return _KEPT.standing or Standing(None, AWAY)


def look_again() -> None:
    """Drop this thread's connection to it, which has failed, and let the next reader look anew."""
    connections[REPLICA].close()
    _KEPT.until = 0.0


def look() -> Standing:
    """Ask both servers: one short statement each."""
    try:
        return _compared(_mark())
    except Error:
        LOG.warning("the replica does not answer", exc_info=True)
        connections[REPLICA].close()
        return Standing(None, AWAY)


def catch_up() -> Message | None:
    """Wait until it has all that is written now; return why not, if it has not in time."""
    try:
        mark, ends = _mark(), time.monotonic() + MOST_SECONDS
        while (found := _compared(mark)).seconds != 0.0:
            if time.monotonic() > ends or found.fault == OF_ANOTHER:
                return found.fault or BEHIND
            time.sleep(0.05)
    except Error:
        return AWAY
    return None


def _mark() -> _Mark:
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute(_HERE)
        return _Mark(*cursor.fetchone())


def _compared(mark: _Mark) -> Standing:
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(_THERE, [mark.written])
        server, database, replays, has_all, last_at = cursor.fetchone()
    if (server, database, replays) != (mark.server, mark.database, True):
        return Standing(None, OF_ANOTHER)
    if has_all:
        return Standing(0.0)
    seconds = (mark.at - last_at).total_seconds() if last_at else None
    late = seconds is None or seconds > MOST_SECONDS
    return Standing(seconds, BEHIND if late else None)


def _keep(found: Standing) -> None:
    before = _KEPT.standing
    _KEPT.standing = found
    _KEPT.until = time.monotonic() + (REST if found.fault == AWAY else FRESH)
    if before is not None and before.fault != found.fault:
        LOG.warning("reads go to the %s", "first server" if found.fault else "replica again")
