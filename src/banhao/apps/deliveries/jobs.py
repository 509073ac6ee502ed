"""What the worker runs: tell subscribers, each outside of any transaction."""

import logging
from datetime import datetime

from banhao.apps.deliveries import operations, queries
from banhao.apps.deliveries.registry import functions
from banhao.core.authority.acts import Act

LOG = logging.getLogger(__name__)
ACT = Act.RUN_JOBS


def tell_subscribers(now: datetime) -> int:
    """Deliver what is waiting; return how many were told."""
    told = 0
    for row in queries.waiting(now):
        try:
            functions()[row.subscriber](case_id=row.case, seq=row.seq, kind=row.kind, now=now)
        except Exception as error:  # a subscriber may fail in any way; it is tried again
            LOG.warning("delivery %s to %s failed", row.id, row.subscriber, exc_info=True)
            operations.mark_failed(delivery_id=row.id, error=repr(error), now=now)
        else:
            operations.mark_told(delivery_id=row.id)
            told += 1
    return told
