"""What the worker runs: push what is new to every webhook, in order, outside of any transaction."""

import logging
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from banhao.apps.cases.feed import Feed, feed, settled
from banhao.apps.exchange.events import cloud_event
from banhao.apps.tokens.queries import caller_of
from banhao.apps.webhooks import operations, queries
from banhao.apps.webhooks.models import WebhookRecord
from banhao.apps.webhooks.sending import NotTakenError, send
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.clock.local import localdate

LOG = logging.getLogger(__name__)
ACT = Act.RUN_JOBS
ENDED = "token revoked or over"
AT_ONCE = 50  # entries of one webhook in a turn
CONVERSATIONS = 16  # at the same time; a token has fewer webhooks, so none can fill them alone
PATIENCE = 1.0  # seconds of a turn; who has not answered by then is heard in a later one

Entry = tuple[int, list[dict[str, object]]]


@dataclass(slots=True)
class _Errand:
    """A webhook at work: entries still to be told, the next one first; where its cursor ends."""

    row: WebhookRecord
    secret: str
    place: int
    left: list[Entry]
    end: int


class NewsPusher:
    """Pushes to every webhook whose time has come. Who is slow or hangs holds up nobody else.

    Conversations are held in threads that never touch the database. What has come of them is
    written here, by the thread that takes turns: it takes up what is new while others still wait
    for their answer, in this turn or a later one.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._threads = ThreadPoolExecutor(CONVERSATIONS, thread_name_prefix="webhook")
        self._at_work: dict[Future[None], _Errand] = {}

    def push_news(self, now: datetime) -> int:
        """Give it a turn; return how many events were taken in it.

        Nothing new costs two reads, however many webhooks there are.
        """
        until, end = time.monotonic() + self.patience, settled()
        mine = {errand.row.pk for errand in self._at_work.values()}
        for row in queries.due(end, now):
            if row.pk not in mine and len(self._at_work) < CONVERSATIONS:
                self._begin(row, end, now)
        told = 0
        while self._at_work and (left := until - time.monotonic()) > 0:
            answered, _ = wait(self._at_work, left, FIRST_COMPLETED)
            told += sum(self._note(each) for each in answered)
        return told

    def _begin(self, row: WebhookRecord, end: int, now: datetime) -> None:
        caller = caller_of(row.token, localdate(now))
        if caller is None or Scope.EVENTS not in caller.scopes:
            operations.mark_failed(webhook_id=row.pk, error=ENDED, final=True, now=now)
            return
        page = feed(caller.actor, row.cursor, now, AT_ONCE, end=end)
        if not operations.take(webhook_id=row.pk, due=row.next_at, now=now):
            return  # another worker has it
        entries = _wanted(row, page)
        self._go_on(_Errand(row, queries.secret_of(row), row.cursor, entries, page.cursor))

    def _go_on(self, errand: _Errand) -> None:
        """Tell the next entry; where there is none, the page had nothing that is wanted."""
        if errand.left:
            told = self._threads.submit(send, errand.row.url, errand.secret, errand.left[0][1])
            self._at_work[told] = errand
        else:
            _move_on(errand, told=False)

    def _note(self, answered: Future[None]) -> int:
        """Write down what has come of an entry, and tell the next; return its events, if taken."""
        errand = self._at_work.pop(answered)
        try:
            answered.result()
        except NotTakenError as error:
            LOG.warning("webhook %s failed", errand.row.pk, exc_info=True)
            operations.mark_failed(webhook_id=errand.row.pk, error=str(error), now=timezone.now())
            return 0
        _, events = errand.left.pop(0)
        if _move_on(errand, told=True) and errand.left:
            self._go_on(errand)
        return len(events)


def _wanted(row: WebhookRecord, page: Feed) -> list[Entry]:
    """Return the entries of a page with the events that the webhook wants, if it wants any."""
    told = [(heard.entry, cloud_event(heard)) for heard in page.events]
    kept = [each for each in told if not row.kinds or each[1]["type"] in row.kinds]
    return [(entry, [e for _, e in some]) for entry, some in groupby(kept, key=lambda one: one[0])]


def _move_on(errand: _Errand, *, told: bool) -> bool:
    """Move the cursor to before the next entry; False: wound back meanwhile, it begins there."""
    was, errand.place = errand.place, errand.left[0][0] - 1 if errand.left else errand.end
    return operations.mark_told(
        webhook_id=errand.row.pk,
        was=was,
        cursor=errand.place,
        told=told,
        done=not errand.left,
        now=timezone.now(),
    )
