"""Texts → documents: TOML parsed, only values that canonical JSON can hold, and their hash."""

import hashlib
import json
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from banhao.core.errors import Problem
from banhao.core.messages import Message

Document = Mapping[str, object]
DEEPEST = 20
LARGEST = 2**53
LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def documents_of(texts: Mapping[str, str], problems: list[Problem]) -> dict[str, Document]:
    """Return path → document for every text that is TOML; the others are noted with their line."""
    found: dict[str, Document] = {}
    for path, text in sorted(texts.items()):
        if SURROGATE.search(text):
            problems.append(Problem(path, "", Message("catalogue.not_utf8")))
            continue
        try:
            found[path] = tomllib.loads(text)
        except ValueError as error:  # TOMLDecodeError is one, and so is a number of 5,000 digits
            problems.append(_not_toml(path, text, str(error)))
        except RecursionError:
            problems.append(Problem(path, "", Message("catalogue.too_deep", most=DEEPEST)))
    return found


def _not_toml(path: str, text: str, reason: str) -> Problem:
    found = LINE.search(reason)
    at = found and found.group(1)
    line = int(at) if at else text.count("\n") + 1
    column = int(found.group(2)) if found and at else 0
    words = LINE.sub("", reason)
    message = Message("catalogue.toml_invalid", line=line, column=column, reason=words)
    return Problem(path, f"line {line}", message)


def plain_documents(
    documents: Mapping[str, Document], problems: list[Problem]
) -> dict[str, dict[str, object]]:
    """Return the documents with values of JSON only; the others are noted and left out."""
    found: dict[str, dict[str, object]] = {}
    for path, document in sorted(documents.items()):
        plain = _Plain(path, problems).of(document, "", 0)
        if not isinstance(plain, dict):
            problems.append(Problem(path, "", Message("catalogue.not_a_value")))
        found[path] = plain if isinstance(plain, dict) else {}
    return found


@dataclass(frozen=True, slots=True)
class _Plain:
    """Makes values of one file plain. What is noted leaves something harmless in its place."""

    file: str
    problems: list[Problem]

    def of(self, value: object, path: str, depth: int) -> object:
        """Return a value as JSON has it."""
        if depth > DEEPEST:
            return self.refuse(path, "too_deep", most=DEEPEST)
        if isinstance(value, Mapping):
            inner = {str(key): f"{path}.{key}" if path else str(key) for key in value}
            return {str(key): self.of(value[key], inner[str(key)], depth + 1) for key in value}
        if isinstance(value, list | tuple):
            return [self.of(one, f"{path}[{at}]", depth + 1) for at, one in enumerate(value)]
        return self.scalar(value, path)

    def scalar(self, value: object, path: str) -> object:
        """Return a single value: text, number, true or false; a day is its ISO text."""
        match value:
            case datetime() | date() | time():
                return value.isoformat()
            case float() if not math.isfinite(value):
                return self.refuse(path, "not_finite", leave=1)
            case str() if CONTROL.search(value):
                return self.refuse(path, "control_character", leave=CONTROL.sub("·", value))
            case int() if abs(value) > LARGEST:
                most = {"found": "…", "least": -LARGEST, "most": LARGEST}
                return self.refuse(path, "number_out_of_range", leave=1, **most)
            case None | bool() | int() | float() | str():
                return value
            case _:
                return self.refuse(path, "not_a_value")

    def refuse(self, path: str, code: str, /, *, leave: object = None, **params: object) -> object:
        """Note that a value cannot stand there; return what to leave in its place."""
        self.problems.append(Problem(self.file, path, Message(f"catalogue.{code}", **params)))
        return leave


def canonical(documents: Mapping[str, Document]) -> bytes:
    """Return the one JSON spelling of documents: sorted keys, no spaces, ASCII."""
    return json.dumps(documents, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def version_of(documents: Mapping[str, Document]) -> str:
    """Return the hex SHA-256 of the canonical JSON: the name of a catalogue version."""
    return hashlib.sha256(canonical(documents)).hexdigest()
