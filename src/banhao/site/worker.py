"""The worker: tells subscribers, asks sources, notices silence, keeps heads, cleans up.

Each job is repeatable, so that two workers at once do no harm. A job that fails is logged and
runs again at its next turn; the others go on.
"""

import logging
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from types import FrameType

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from banhao.apps.cases.jobs import (
    HeadKeeper,
    forget_old_requests,
    move_dates,
    notice_silence,
    return_unanswered,
)
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.drafts.jobs import delete_old_drafts, forget_filed_drafts
from banhao.apps.evidence.jobs import ask_at
from banhao.apps.evidence.sources import HttpSource
from banhao.apps.files.jobs import sweep_files
from banhao.apps.imports.jobs import forget_batches, take_in_batches
from banhao.apps.mail.jobs import send_mail
from banhao.apps.papers.jobs import remind
from banhao.apps.ratings.jobs import release_groups
from banhao.apps.tokens.jobs import forget_calls
from banhao.apps.webhooks.jobs import PATIENCE, NewsPusher
from banhao.core.clock.local import localdate
from banhao.site.logs.lines import facts
from banhao.site.watch import counted, figures

LOG = logging.getLogger("banhao.worker")
Job = Callable[[datetime], int]


@dataclass(slots=True)
class Turn:
    """A job and how often it has its turn, in seconds.

    `apart`: it waits for others' machines, so it works in a thread of its own and holds nobody up.
    """

    name: str
    job: Job
    every: float
    apart: bool = False
    next_at: float = 0.0
    working: Future[int] | None = None

    def is_due(self, at: float) -> bool:
        """Return whether it has its turn: its time has come and the last one is over."""
        return at >= self.next_at and (self.working is None or self.working.done())


def turns(patience: float = PATIENCE) -> list[Turn]:
    """Return all jobs of the worker. `patience`: seconds that pushing waits for slow receivers."""
    return [
        Turn("tell_subscribers", tell_subscribers, 0.5),
        Turn("ask_sources", ask_sources, 0.5),
        Turn("send_mail", send_mail, 2, apart=True),
        Turn("push_news", NewsPusher(patience).push_news, 1, apart=True),
        Turn("keep_heads", HeadKeeper().keep_heads, 2),
        Turn("notice_silence", notice_silence, 30),
        Turn("return_unanswered", return_unanswered, 30),
        Turn("move_dates", move_dates, 1),
        Turn("release_groups", release_groups, 3600),
        Turn("remind", remind, 600),
        Turn("delete_old_drafts", delete_old_drafts, 3600),
        Turn("forget_filed_drafts", forget_filed_drafts, 3600),
        Turn("forget_old_requests", forget_old_requests, 3600),
        Turn("forget_calls", forget_calls, 3600),
        Turn("sweep_files", sweep_files, 3600),
        Turn("take_in_batches", take_in_batches, 0.5, apart=True),
        Turn("forget_batches", forget_batches, 3600),
        Turn("count_cases", count_cases, 60),
    ]


def ask_sources(now: datetime) -> int:
    """Ask the sources of this installation what is due, and count it."""
    return ask_at(counted.CountedSource(HttpSource(settings.SOURCES_URL)), now)


def count_cases(now: datetime) -> int:
    """Count cases and running items for /metrics; that is nothing done, so 0."""
    counted.note_cases(figures.cases_by_state(), figures.running_by_light(localdate(now)))
    return 0


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
    with ThreadPoolExecutor(max_workers=3) as aside:  # leaving waits for what is at work there
        while not stopping:
            for turn in jobs:
                if turn.is_due(time.monotonic()) and not stopping:
                    _give_turn(turn, aside)
            time.sleep(0.1)


def _give_turn(turn: Turn, aside: ThreadPoolExecutor) -> None:
    """Run a job here or aside; its next turn counts from now."""
    if turn.apart:
        turn.working = aside.submit(_afresh, turn, timezone.now())
    else:
        _afresh(turn, timezone.now())
    turn.next_at = time.monotonic() + turn.every


def _afresh(turn: Turn, now: datetime) -> int:
    """Run a job on a connection that still holds: the worker lives longer than any."""
    close_old_connections()
    return _run(turn, now)


def _run(turn: Turn, now: datetime) -> int:
    """Run a job; a line in the log if it did something or failed, and its place in the figures."""
    began, done, failed = time.perf_counter(), 0, False
    try:
        done = turn.job(now)
    except Exception:
        failed = True
        LOG.exception("job failed; it runs again", extra=facts(job=turn.name))
    seconds = time.perf_counter() - began
    counted.note_job(job=turn.name, seconds=seconds, done=done, failed=failed)
    if done:
        LOG.info("job", extra=facts(job=turn.name, done=done, ms=round(seconds * 1000, 1)))
    return done
