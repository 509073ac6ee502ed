"""What the worker runs: forget tables that were brought more than a day ago."""

from datetime import datetime

from banhao.apps.imports import queries
from banhao.apps.imports.operations import forget
from banhao.core.authority.acts import Act

ACT = Act.RUN_JOBS


def forget_batches(now: datetime) -> int:
    """Destroy the keys of old batches and delete their rows; returns how many. Repeatable."""
    old = queries.old_batches(now)
    for batch in old:
        forget(batch_id=batch, now=now)
    return len(old)
