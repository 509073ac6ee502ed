"""From a database URL to Django's settings: SQLite by default, PostgreSQL in production."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from banhao.core.errors import BadInput
from banhao.core.messages import Message


def database(url: str, home: Path) -> dict[str, Any]:
    """Return Django's DATABASES entry. :raises ValueError: for another scheme."""
    parts = urlsplit(url or f"sqlite:///{home / 'banhao.sqlite3'}")
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path.removeprefix("/") if parts.path.startswith("//") else parts.path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.removeprefix("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": False,
            # The ledger's statements are kept prepared (Django alone would turn that off), and,
            # being always of one shape, planned once. Decision 0011.
            "OPTIONS": {
                "prepare_threshold": 5,
                "connect_timeout": 5,  # seconds; a host that is gone would be waited for, else
                "server_side_binding": True,
                "options": "-c plan_cache_mode=force_generic_plan -c jit=off",
            },
        }
    raise ValueError(f"BANHAO_DATABASE: sqlite:///PATH or postgresql://…, not {parts.scheme}://")


def databases(url: str, replica: str, home: Path) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: the first server, and its replica if there is one ("" = none).

    A replica that is gone is noticed within two seconds; the first server answers instead.
    :raises BadInput: if one of them is not PostgreSQL. :raises ValueError: for an unknown scheme.
    """
    found = {"default": database(url, home)}
    if not replica:
        return found
    if {urlsplit(each).scheme for each in (url, replica)} - {"postgresql", "postgres"}:
        raise BadInput(Message("replica.postgresql_only"), field="BANHAO_REPLICA")
    entry = database(replica, home)
    entry["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": 2000}  # seconds, milliseconds
    return found | {"replica": entry | {"TEST": {"MIRROR": "default"}}}
