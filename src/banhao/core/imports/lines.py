"""What becomes of the rows of a table: one line a row, in the order of the table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from banhao.core.messages import Message


class Kind(StrEnum):
    """What a table is about."""

    DIVISIONS = "divisions"  # 行政区划 down to streets
    PEOPLE = "people"  # officers and their posts
    LICENCES = "licences"  # 存量证照 issued before


class Fate(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """A row's fate. `number`: as the spreadsheet counts; `about`: what it is about, for people.

    `problem`: why it is refused and what to do; `column`: where, by id.
    """

    number: int
    fate: Fate
    about: str
    problem: Message | None = None
    column: str = ""


def counted(lines: Iterable[Line]) -> Mapping[Fate, int]:
    """Return how many rows have each fate, also those that none has."""
    found = Counter(line.fate for line in lines)
    return {fate: found[fate] for fate in Fate}
