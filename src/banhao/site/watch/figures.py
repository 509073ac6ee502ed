"""Figures that the database knows, and what each costs.

Asked at every scrape: backlogs (their rows are deleted when done, so the tables are small), sources
at rest (one row each), the end of the journal (a stretch of its last ids). Asked once a minute, by
the worker: cases by state and running items by light, which read whole indexes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q

from banhao.apps.cases.literals import RUNNING
from banhao.apps.cases.models import BranchRecord, CaseRecord, EventRecord
from banhao.apps.cases.queries import last_entry
from banhao.apps.catalogues.queries import calendar, lights_in, published_version
from banhao.apps.deliveries.models import DeliveryRecord
from banhao.apps.evidence.models import CircuitRecord
from banhao.apps.mail.models import MailRecord
from banhao.core.cases.case import State
from banhao.core.cases.lights import Light, left

LATEST = 5000  # ids at the end of the journal; those of errands that failed are gaps


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is still to be told or sent. `failing`: of the waiting, those that failed before.

    `late_seconds`: how long the oldest of those whose time has come has been due, 0 = none is.
    """

    waiting: int
    failing: int
    dead: int
    late_seconds: float


def backlog(table: type[DeliveryRecord | MailRecord], now: datetime) -> Backlog:
    """Return the backlog of deliveries or mails, in one statement."""
    waits = Q(state="waiting")
    found = table._default_manager.aggregate(
        waiting=Count("pk", filter=waits),
        failing=Count("pk", filter=waits & Q(attempts__gt=0)),
        dead=Count("pk", filter=Q(state="dead")),
        due=Min("next_at", filter=waits),
    )
    late = max(0.0, (now - found["due"]).total_seconds()) if found["due"] else 0.0
    return Backlog(found["waiting"], found["failing"], found["dead"], late)


def sources(now: datetime) -> Mapping[str, bool]:
    """Return source → whether it is left alone for a while, of those that ever failed."""
    rows = CircuitRecord.objects.values_list("source", "rests_until")
    return {source: until is not None and until > now for source, until in rows}


def last_written_at() -> datetime | None:
    """Return when the last entry of the journal was written, None if there is none lately."""
    newest = EventRecord.objects.filter(id__gt=last_entry() - LATEST)
    at: datetime | None = newest.aggregate(at=Max("at"))["at"]
    return at


def cases_by_state() -> Mapping[str, int]:
    """Return how many cases are in each state; every state is named."""
    rows = CaseRecord.objects.order_by().values_list("state").annotate(count=Count("id"))
    return dict.fromkeys((state.value for state in State), 0) | dict(rows)


def running_by_light(today: date) -> Mapping[str, int]:
    """Return how many items are worked on under each light; every light is named."""
    found: Counter[str] = Counter(dict.fromkeys((light.name.lower() for light in Light), 0))
    rows = BranchRecord.objects.filter(state__in=RUNNING).order_by()
    version, days_off = published_version(), calendar()
    on = ("region", "accepted_on", "due_on", "stopped_on")
    for region, started, due, stopped, count in rows.values_list(*on).annotate(count=Count("id")):
        if started and due:
            rule = lights_in(version, region)
            days = left(started, due, today, days_off, rule, stopped=stopped is not None)
            found[days.light.name.lower()] += count
    return found
