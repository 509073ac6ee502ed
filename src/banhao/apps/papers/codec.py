"""The stored form of a message's parameters: titles in both languages, dates, plain values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from banhao.core.messages import Message, Text


def encode(message: Message) -> dict[str, Any]:
    """Return parameters as JSON: Text → {zh, en}, date → {day}."""
    return {name: _plain(value) for name, value in message.params.items()}


def decode(code: str, params: Mapping[str, Any]) -> Message:
    """Return the message of a row."""
    return Message(code, **{name: _value(value) for name, value in params.items()})


def _plain(value: object) -> Any:
    match value:
        case Text():
            return {"zh": value.zh, "en": value.en}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _value(raw: Any) -> object:
    match raw:
        case {"zh": zh, "en": en}:
            return Text(zh, en)
        case {"day": day}:
            return date.fromisoformat(day)
        case _:
            return raw
