"""The text of /metrics: what all processes have counted, and what the database says now."""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from banhao.apps.deliveries.models import DeliveryRecord
from banhao.apps.mail.models import MailRecord
from banhao.apps.replica import standing as replica
from banhao.site.watch import figures, folder, instruments

LOG = logging.getLogger(__name__)
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


def text() -> bytes:
    """Return all figures in Prometheus' text form; without the database, those it does not know."""
    registry = CollectorRegistry()
    if folder.VARIABLE in os.environ:
        registry.register(_AllProcesses())
    else:  # one process alone: tests, or a server that is not ours
        registry.register(_Here())
    registry.register(_Now())
    return generate_latest(registry)


class _AllProcesses(Collector):
    def collect(self) -> Iterator[Metric]:
        with folder.files(settings.HOME) as files:
            yield from MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call]  # theirs


class _Here(Collector):
    def collect(self) -> Iterator[Metric]:
        yield from instruments.HERE.collect()


class _Now(Collector):
    def collect(self) -> Iterator[Metric]:
        try:
            yield from list(_told_by_database(timezone.now()))
            up = 1
        except Error:
            LOG.warning("the database does not answer", exc_info=True)
            connection.close()
            up = 0
        yield _gauge("banhao_database_up", "Whether the database answers", up)
        yield from _replica()
        yield from _heads(Path(settings.HEADS))


def _told_by_database(now: datetime) -> Iterator[Metric]:
    """Yield what may be asked every few seconds: waiting rows are few, and are gone when done."""
    for name, table in (("deliveries", DeliveryRecord), ("mails", MailRecord)):
        line = figures.backlog(table, now)
        yield _gauge(f"banhao_{name}_waiting", "Waiting to be told or sent", line.waiting)
        yield _gauge(f"banhao_{name}_failing", "Of these, failed at least once", line.failing)
        yield _gauge(f"banhao_{name}_dead", "Given up, waiting for a person", line.dead)
        yield _gauge(
            f"banhao_{name}_late_seconds", "How long the oldest has been due", line.late_seconds
        )
    circuits = GaugeMetricFamily(
        "banhao_source_resting", "Whether a source is left alone after failures", labels=["source"]
    )
    for source, rests in figures.sources(now).items():
        circuits.add_metric([source], float(rests))
    yield circuits
    written = figures.last_written_at()
    if written is not None:
        what = "When the last entry of the journal was written"
        yield _gauge("banhao_journal_timestamp_seconds", what, written.timestamp())


def _replica() -> Iterator[Metric]:
    if not replica.is_there():
        return
    found = replica.standing()
    yield _gauge("banhao_replica_up", "Whether reads may go to the replica", found.fault is None)
    if found.seconds is not None:
        what = "How old the replica is at most"
        yield _gauge("banhao_replica_late_seconds", what, found.seconds)


def _heads(path: Path) -> Iterator[Metric]:
    if path.is_file():
        what = "When heads were last kept outside the database"
        yield _gauge("banhao_heads_timestamp_seconds", what, path.stat().st_mtime)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)
