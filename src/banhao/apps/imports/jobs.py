"""What the worker runs: forget tables that were brought more than a day ago."""

from datetime import datetime

from banhao.apps.imports import queries
from banhao.apps.imports.operations import forget
from banhao.apps.imports.operations.in_background import go_on
from banhao.core.authority.acts import Act

ACT = Act.RUN_JOBS


def forget_batches(now: datetime) -> int:
    """Destroy the keys of old batches and delete their rows; returns how many. Repeatable."""
    old = queries.old_batches(now)
    for batch in old:
        forget(batch_id=batch, now=now)
    return len(old)


def take_in_batches(now: datetime) -> int:
    """Take the next rows of each long table in; returns how many were looked at. Repeatable."""
    return sum(go_on(batch_id=batch, now=now) for batch in queries.at_work(now))
