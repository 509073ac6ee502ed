"""The worker: tells subscribers, asks sources, notices silence, keeps heads, cleans up.

Each job is repeatable, so that two workers at once do no harm. A job that fails is logged and
runs again at its next turn; the others go on.
"""

import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone

from banhao.apps.cases.jobs import HeadKeeper, notice_silence, return_unanswered
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.drafts.jobs import delete_old_drafts
from banhao.apps.evidence.jobs import ask_sources
from banhao.apps.files.jobs import sweep_files
from banhao.apps.imports.jobs import forget_batches
from banhao.apps.ratings.jobs import release_groups

LOG = logging.getLogger("banhao.worker")
Job = Callable[[datetime], int]


@dataclass(slots=True)
class Turn:
    """A job and how often it has its turn, in seconds."""

    name: str
    job: Job
    every: float
    next_at: float = 0.0


def turns() -> list[Turn]:
    """Return all jobs of the worker."""
    return [
        Turn("tell_subscribers", tell_subscribers, 0.5),
        Turn("ask_sources", ask_sources, 0.5),
        Turn("keep_heads", HeadKeeper().keep_heads, 2),
        Turn("notice_silence", notice_silence, 30),
        Turn("return_unanswered", return_unanswered, 30),
        Turn("release_groups", release_groups, 3600),
        Turn("delete_old_drafts", delete_old_drafts, 3600),
        Turn("sweep_files", sweep_files, 3600),
        Turn("forget_batches", forget_batches, 3600),
    ]


def run_once(jobs: list[Turn], now: datetime) -> int:
    """Give every job one turn; return how much was done."""
    return sum(_run(turn, now) for turn in jobs)


def run_forever() -> None:
    """Work until SIGTERM or Ctrl-C; the job at hand is finished first."""
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    jobs = turns()
    LOG.info("worker: %s", ", ".join(turn.name for turn in jobs))
    while not stopping:
        for turn in jobs:
            if time.monotonic() >= turn.next_at and not stopping:
                _run(turn, timezone.now())
                turn.next_at = time.monotonic() + turn.every
        time.sleep(0.1)


def _run(turn: Turn, now: datetime) -> int:
    close_old_connections()
    try:
        return turn.job(now)
    except Exception:
        LOG.exception("job %s failed; it runs again", turn.name)
        return 0
