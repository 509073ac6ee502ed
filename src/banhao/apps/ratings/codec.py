"""The sealed form of a rating and of a call for the desk: JSON with short, lasting names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banhao.core.catalogue.ratings import RatingChannel
from banhao.core.messages import Text
from banhao.core.ratings.values import Answer, Caller, Door, Given, Kind, Level, Occasion, Part


@dataclass(frozen=True, slots=True)
class Kept:
    """A rating as it is kept: where it belongs, what it says, when, and under which options.

    `options`: the catalogue version whose words the tags are.
    """

    kind: Kind
    channel: RatingChannel
    parts: tuple[Part, ...]
    door: Door
    level: Level
    tags: tuple[str, ...]
    words: str
    options: str
    given: Given

    @classmethod
    def of(
        cls, occasion: Occasion, answer: Answer, door: Door, options: str, given: Given
    ) -> "Kept":
        """Return what is kept of an answer."""
        return cls(
            kind=occasion.kind,
            channel=occasion.channel,
            parts=occasion.parts,
            door=door,
            level=answer.level,
            tags=answer.tags,
            words=answer.words,
            options=options,
            given=given,
        )


@dataclass(frozen=True, slots=True)
class Bad:
    """What the desk reads: whom to call, about what, what was said."""

    caller: Caller
    number: str
    title: Text
    departments: tuple[str, ...]
    level: Level
    tags: tuple[str, ...]
    words: str
    options: str

    @property
    def level_code(self) -> str:
        """Return the end of the message code of the level."""
        return str(self.level.value)


def encode(kept: Kept) -> bytes:
    """Return the bytes to seal."""
    return _bytes(
        {
            "kind": kept.kind,
            "channel": kept.channel,
            "parts": [[part.department, part.item] for part in kept.parts],
            "door": kept.door,
            "level": int(kept.level),
            "tags": kept.tags,
            "words": kept.words,
            "options": kept.options,
            "on": kept.given.on.isoformat(),
            "changes": kept.given.changes,
        }
    )


def decode(content: bytes) -> Kept:
    """Return the rating of unsealed bytes."""
    raw: Mapping[str, Any] = json.loads(content)
    return Kept(
        kind=Kind(raw["kind"]),
        channel=RatingChannel(raw["channel"]),
        parts=tuple(Part(*pair) for pair in raw["parts"]),
        door=Door(raw["door"]),
        level=Level(raw["level"]),
        tags=tuple(raw["tags"]),
        words=raw["words"],
        options=raw["options"],
        given=Given(date.fromisoformat(raw["on"]), raw["changes"]),
    )


def encode_bad(bad: Bad) -> bytes:
    """Return the bytes to seal."""
    return _bytes(
        {
            "name": bad.caller.name,
            "phone": bad.caller.phone,
            "number": bad.number,
            "title": [bad.title.zh, bad.title.en],
            "departments": bad.departments,
            "level": int(bad.level),
            "tags": bad.tags,
            "words": bad.words,
            "options": bad.options,
        }
    )


def decode_bad(content: bytes) -> Bad:
    """Return what the desk reads of unsealed bytes."""
    raw: Mapping[str, Any] = json.loads(content)
    return Bad(
        caller=Caller(raw["name"], raw["phone"]),
        number=raw["number"],
        title=Text(*raw["title"]),
        departments=tuple(raw["departments"]),
        level=Level(raw["level"]),
        tags=tuple(raw["tags"]),
        words=raw["words"],
        options=raw["options"],
    )


def _bytes(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
