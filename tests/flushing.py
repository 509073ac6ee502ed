"""Let Django empty the database after a test although the journal's guards forbid it.

Only the emptying between tests (`django_db(transaction=True)`) goes past the guards; in the tests
themselves they stand as in production.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

GUARDED = """
SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""
GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def past_guards(flush: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Return `sql_flush` with the guards taken off before and put back after."""

    def wrapped(*args: Any, **kwargs: Any) -> list[str]:
        before, after = _without_guards()
        return [*before, *flush(*args, **kwargs), *after]

    return wrapped


def _without_guards() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(GUARDED)
            tables = [row[0] for row in cursor.fetchall()]
            return (
                [f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables],
                [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables],
            )
        cursor.execute(GUARDS)
        guards = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in guards], [sql for _, sql in guards]
