"""The two forms of a line, and the number of the request that it belongs to.

    BANHAO_LOG=text   INFO banhao.request: read office:branch 200 12 ms request=… role=examiner
    BANHAO_LOG=json   {"time": …, "level": "info", "logger": "banhao.request", "event": …, …}

`LOG.info("request", extra=facts(view=…, status=…))` adds facts, which stand in both forms.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from banhao.site.logs.errors import described

_REQUEST: ContextVar[str] = ContextVar("request", default="")


@contextmanager
def request_named(name: str) -> Iterator[None]:
    """Let every line that is written within say which request it belongs to."""
    token = _REQUEST.set(name)
    try:
        yield
    finally:
        _REQUEST.reset(token)


def facts(**values: object) -> dict[str, Mapping[str, object]]:
    """Return the `extra` of a log call; what is None or "" is left out."""
    return {"facts": {name: value for name, value in values.items() if value not in (None, "")}}


class Line(logging.Formatter):
    """One line of text. `full`: exceptions with all they say, for whoever develops."""

    def __init__(self, *, full: bool = False) -> None:
        super().__init__()
        self.full = full

    def format(self, record: logging.LogRecord) -> str:
        """Return the line (with `full` also the traceback, in more lines)."""
        words = [f"{record.levelname} {record.name}: {record.getMessage()}"]
        words += [f"{name}={value}" for name, value in _facts(record).items()]
        error = _error(record)
        if error is None:
            return " ".join(words)
        if self.full:
            return " ".join(words) + "\n" + self.formatException(record.exc_info)  # type: ignore[arg-type]  # it has one
        return " ".join([*words, f"error={described(error)}"])


class JsonLine(Line):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; time in UTC."""
        error = _error(record)
        plain: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_facts(record),
        }
        if error is not None:
            plain["error"] = (
                self.formatException(record.exc_info)  # type: ignore[arg-type]  # it has one
                if self.full
                else described(error)
            )
        return json.dumps(plain, ensure_ascii=False, default=str)


def _facts(record: logging.LogRecord) -> dict[str, object]:
    told: Mapping[str, object] = getattr(record, "facts", {})
    number = _REQUEST.get()
    return {**({"request": number} if number else {}), **told}


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None
