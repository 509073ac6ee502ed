"""What the worker runs for cases: silence, supplements without answer, heads kept outside."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings

from banhao.apps.cases import moving, queries
from banhao.apps.cases.audit.heads import append_heads, read_heads
from banhao.apps.cases.operations.acceptance import deem_accepted
from banhao.apps.cases.operations.moving import move_ends
from banhao.apps.cases.operations.refilings import deem_refiling_accepted
from banhao.apps.cases.operations.submit import forget_requests
from banhao.apps.cases.operations.supplement import return_case
from banhao.apps.catalogues import calendars
from banhao.apps.catalogues.operations.holidays import note_progress
from banhao.core.authority.acts import Act
from banhao.core.clock.local import localdate
from banhao.core.clock.tables import first_day_of_notice
from banhao.core.errors import Refusal

LOG = logging.getLogger(__name__)
ACT = Act.RUN_JOBS
OVERLAP = 1_000  # rows read again: ids may be committed out of order


def notice_silence(now: datetime) -> int:
    """Record the acceptance of every case and every re-filed item that nobody has answered in
    time (art. 32).
    """
    today, noticed = localdate(now), 0
    for case_id in queries.fallen_silent(today):
        noticed += _noticed(case_id, partial(deem_accepted, case_id=case_id, now=now))
    for case_id, item in queries.silent_refilings(today):
        again = partial(deem_refiling_accepted, case_id=case_id, item=item, now=now)
        noticed += _noticed(case_id, again)
    return noticed


def return_unanswered(now: datetime) -> int:
    """Return every case whose supplement was not answered by the end of its last day."""
    cases = queries.not_answered(localdate(now))
    return sum(
        _noticed(case_id, partial(return_case, case_id=case_id, now=now)) for case_id in cases
    )


def move_dates(now: datetime) -> int:
    """Move the dates of some more open cases after days off were announced; returns how many.

    Repeatable, and goes on where it stood: what has moved does not move again.
    """
    count = 0
    for notice in calendars.unsettled()[:1]:
        calendars.look_again()
        first = first_day_of_notice(notice.year)
        found = moving.next_cases(first, notice.reached)
        count = sum(
            _noticed(case_id, partial(move_ends, case_id=case_id, year=notice.year, now=now))
            for case_id in found
        )
        reached = found[-1] if found else None
        note_progress(notice_id=notice.pk, reached=reached, moved=count, now=now)
    return count


def _noticed(case_id: UUID, errand: Callable[[], object]) -> int:
    try:
        errand()
    except Refusal as refusal:  # somebody was faster than the law
        LOG.info("case %s: %s", case_id, refusal.message.code)
        return 0
    return 1


def forget_old_requests(now: datetime) -> int:
    """Forget keys of requests that nobody sends again after a month. Repeatable."""
    return forget_requests(now=now)


class HeadKeeper:
    """Brings new heads to the file outside; remembers how far it has read."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.HEADS)
        self.known = dict(read_heads(self.path))
        self.last_event = 0

    def keep_heads(self, now: datetime) -> int:
        """Append the heads that are new since the last time; return how many."""
        del now
        heads, last = queries.heads_after(max(0, self.last_event - OVERLAP))
        new = [head for head in heads if head[1] > self.known.get(head[0], (0, b""))[0]]
        if new:
            append_heads(self.path, new)
            self.known |= {case: (seq, digest) for case, seq, digest in new}
        self.last_event = max(last, self.last_event)
        return len(new)
