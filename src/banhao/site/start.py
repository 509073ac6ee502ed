"""Start Django for a command that needs the database; commands that do not never call this."""

import os

from banhao.core.errors import Conflict
from banhao.core.messages import Message


def start_django() -> None:
    """Load settings and apps once; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")
    import django  # noqa: PLC0415 -- the other commands start without Django

    django.setup()


def open_database() -> None:
    """Start Django on a database that has its tables. :raises Conflict: before `banhao migrate`."""
    start_django()
    from banhao.site.tables import are_missing  # noqa: PLC0415 -- after start_django

    if are_missing():
        raise Conflict(Message("site.tables_missing"))
