"""One tolerant reader: takes fields out of one table, notes what is wrong, and reads on.

A getter never raises. What is missing or of the wrong kind is noted with file and field, and a
quiet default is returned, so that one run finds all problems of a folder.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from banhao.core.errors import Problem
from banhao.core.messages import Message, Text

Table = Mapping[str, object]
E = TypeVar("E", bound=StrEnum)

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LARGEST = 10**9
MISSING = object()

KINDS: Mapping[type, Text] = {
    str: Text("文字", "text"),
    bool: Text("true 或 false", "true or false"),
    int: Text("整数", "a whole number"),
    float: Text("数字", "a number"),
    list: Text("列表 […]", "a list […]"),
    dict: Text("表 {…}", "a table {…}"),
}


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the names most like `word`, or the first of them all, as words for a message."""
    names = sorted(known)
    found = get_close_matches(word, names, n=3, cutoff=0.5) or names[:12]
    return "、".join(found) if found else "—"


@dataclass(slots=True)
class Place:
    """One table of one file while it is read. `path` is where it stands, "" at the top."""

    file: str
    path: str
    table: Table
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def at(self, key: str) -> str:
        """Return the full path of a key of this table."""
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def note(self, key: str, code: str, /, **params: object) -> None:
        """Note a problem at a key of this table ("" is the table itself)."""
        self.problems.append(
            Problem(self.file, self.at(key), Message(f"catalogue.{code}", **params))
        )

    def raw(self, key: str) -> object:
        """Return what stands there as it is; nothing, or null in a stored document, is MISSING."""
        self.asked.add(key)
        value = self.table.get(key, MISSING)
        return MISSING if value is None else value

    def of(self, key: str, kind: type, *, required: bool = False) -> object:
        """Return the value if it is of the kind (bool is no int), else None, noted."""
        value = self.raw(key)
        if value is MISSING:
            if required:
                self.note(key, "key_missing", key=key, expected=KINDS[kind])
            return None
        accepted: tuple[type, ...] = (int, float) if kind is float else (kind,)
        if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
            self.note(key, "type_wrong", key=key, expected=KINDS[kind], found=_shown(value))
            return None
        return value

    def string(self, key: str, *, required: bool = False) -> str:
        """Return a string, "" when absent."""
        value = self.of(key, str, required=required)
        if value is not None and required and not str(value).strip():
            self.note(key, "text_empty", key=key)
        return "" if value is None else str(value)

    def id(self, key: str = "id", *, default: str = "", pattern: re.Pattern[str] = ID) -> str:
        """Return an identifier; "" after noting that it is missing or cannot be one."""
        value = self.string(key, required=not default) or default
        if value and not pattern.fullmatch(value):
            self.note(key, "id_bad", id=value)
            return ""
        return value

    def text(self, key: str, *, required: bool = False) -> Text:
        """Return words of both languages: `key` and `key_en`, or `key = {zh = …, en = …}`."""
        value = self.raw(key)
        if isinstance(value, Mapping):
            inner = Place(self.file, self.at(key), value, self.problems)
            text = Text(inner.string("zh", required=True), inner.string("en"))
            inner.done()
            return text
        return Text(self.string(key, required=required), self.string(f"{key}_en"))

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self.of(key, bool)
        return default if value is None else bool(value)

    def whole(self, key: str, *, default: int = 0, required: bool = False) -> int:
        """Return a whole number from 0 to 10⁹."""
        value = self.of(key, int, required=required)
        if not isinstance(value, int) or not self._in_range(key, value):
            return default
        return value

    def decimal(self, key: str, *, required: bool = False, least: int = 0) -> Decimal | None:
        """Return an exact number from `least` to 10⁹, None when absent or wrong."""
        value = self.of(key, float, required=required)
        if not isinstance(value, int | float) or not self._in_range(key, value, least):
            return None
        return Decimal(str(value))

    def _in_range(self, key: str, value: float, least: int = 0) -> bool:
        if least <= value <= LARGEST:
            return True
        self.note(key, "number_out_of_range", found=value, least=least, most=LARGEST)
        return False

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E | None:
        """Return a member of an enumeration by its stored word. Required if without default."""
        value = self.string(key, required=default is None)
        possible = [str(member) for member in kind]
        if value in possible:
            return kind(value)
        if value:
            self.note(key, "value_unknown", value=value, possible="、".join(possible))
        return default

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of different strings, () when absent."""
        found: list[str] = []
        for index, value in enumerate(self._list(key)):
            if not isinstance(value, str):
                where = f"{key}[{index}]"
                self.note(where, "type_wrong", key=where, expected=KINDS[str], found=_shown(value))
            elif value in found:
                self.note(f"{key}[{index}]", "listed_twice", id=value)
            else:
                found.append(value)
        return tuple(found)

    def wholes(self, key: str, *, least: int, most: int) -> tuple[int, ...]:
        """Return a list of different whole numbers within bounds, () when absent."""
        found: list[int] = []
        for index, value in enumerate(self._list(key)):
            where = f"{key}[{index}]"
            if not isinstance(value, int) or isinstance(value, bool):
                self.note(where, "type_wrong", key=where, expected=KINDS[int], found=_shown(value))
            elif not least <= value <= most:
                self.note(where, "number_out_of_range", found=value, least=least, most=most)
            elif value in found:
                self.note(where, "listed_twice", id=str(value))
            else:
                found.append(value)
        return tuple(found)

    def tables(self, key: str, short: str = "") -> list["Place"]:
        """Return the tables of a list; with `short`, a string stands for `{short = string}`."""
        found = []
        for index, value in enumerate(self._list(key)):
            where = f"{key}[{index}]"
            entry = {short: value} if short and isinstance(value, str) else value
            if isinstance(entry, Mapping):
                found.append(Place(self.file, self.at(where), entry, self.problems))
            else:
                self.note(where, "type_wrong", key=where, expected=KINDS[dict], found=_shown(value))
        return found

    def inner(self, key: str, *, required: bool = False) -> "Place | None":
        """Return the table under a key, None when absent."""
        value = self.of(key, dict, required=required)
        if not isinstance(value, Mapping):
            return None
        return Place(self.file, self.at(key), value, self.problems)

    def has(self, key: str) -> bool:
        """Return whether the key stands there at all."""
        return key in self.table

    def done(self) -> None:
        """Note every key that nobody asked for: a slip of the pen must not be silent."""
        for key in self.table:
            if key not in self.asked:
                self.note(key, "key_unknown", key=key, nearest=nearest(key, self.asked))

    def _list(self, key: str) -> list[object]:
        value = self.of(key, list)
        return value if isinstance(value, list) else []


def _shown(value: object) -> str:
    """Return a value as the author wrote it, more or less, cut to a line."""
    if isinstance(value, bool):
        return str(value).lower()
    words = f'"{value}"' if isinstance(value, str) else str(value)
    return words if len(words) <= 60 else f"{words[:57]}…"
