"""Which server a statement goes to: the first one, but for reads inside `reading_there`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

PRIMARY, REPLICA = "default", "replica"  # as settings.DATABASES names them
# Small, and kept in memory by each process: what is old there would outlive the read.
ALWAYS_PRIMARY = frozenset({"catalogues"})
_THERE: ContextVar[bool] = ContextVar("reads go to the replica", default=False)


@contextmanager
def reading_there() -> Iterator[None]:
    """Send the reads of this thread to the replica while it lasts."""
    token = _THERE.set(True)
    try:
        yield
    finally:
        _THERE.reset(token)


class Router:
    """Django's database router. Whatever writes goes to the first server, always."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """Return where to read rows of `model`."""
        del hints  # a row that was read there is followed, and changed, on the first server
        there = _THERE.get() and model._meta.app_label not in ALWAYS_PRIMARY
        return REPLICA if there else PRIMARY

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        """Return the first server."""
        del model, hints
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        """Let rows of both be joined: they are the same rows."""
        del one, other, hints
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Make tables on the first server only; the replica gets them from there."""
        del app_label, hints
        return db == PRIMARY
