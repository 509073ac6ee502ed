"""Texts → documents: TOML parsed, only values that canonical JSON can hold, and their hash."""

import hashlib
import json
import math
import re
import tomllib
from collections.abc import Mapping
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
        plain = _plain(document, path, "", problems, 0)
        found[path] = plain if isinstance(plain, dict) else {}
    return found


def _plain(value: object, file: str, path: str, problems: list[Problem], depth: int) -> object:
    def refuse(code: str, **params: object) -> object:
        problems.append(Problem(file, path, Message(f"catalogue.{code}", **params)))
        return None

    if depth > DEEPEST:
        return refuse("too_deep", most=DEEPEST)
    match value:
        case Mapping():
            return {
                str(key): _plain(
                    inner, file, f"{path}.{key}" if path else str(key), problems, depth + 1
                )
                for key, inner in value.items()
            }
        case list() | tuple():
            return [
                _plain(inner, file, f"{path}[{index}]", problems, depth + 1)
                for index, inner in enumerate(value)
            ]
        case datetime() | date() | time():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return refuse("not_finite")
        case str() if CONTROL.search(value):
            return refuse("control_character")
        case int() if abs(value) > LARGEST:
            return refuse("number_out_of_range", found="…", least=-LARGEST, most=LARGEST)
        case None | bool() | int() | float() | str():
            return value
        case _:
            return refuse("not_a_value")


def canonical(documents: Mapping[str, Document]) -> bytes:
    """Return the one JSON spelling of documents: sorted keys, no spaces, ASCII."""
    return json.dumps(documents, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def version_of(documents: Mapping[str, Document]) -> str:
    """Return the hex SHA-256 of the canonical JSON: the name of a catalogue version."""
    return hashlib.sha256(canonical(documents)).hexdigest()
