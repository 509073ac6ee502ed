"""What the worker runs: sweep away sealed files that no row names any more."""

from datetime import datetime, timedelta

from banhao.apps.files import queries, store
from banhao.core.authority.acts import Act

ACT = Act.RUN_JOBS
AT_LEAST_OLD = timedelta(hours=24)


def sweep_files(now: datetime) -> int:
    """Delete files older than a day without a row; returns how many. Repeatable."""
    names = list(store.names_older_than(now - AT_LEAST_OLD))
    swept = 0
    for start in range(0, len(names), 500):
        some = names[start : start + 500]
        for name in set(some) - queries.known_names(some):
            store.delete(name)
            swept += 1
    return swept
