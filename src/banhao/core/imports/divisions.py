"""Administrative divisions (行政区划): provinces, cities, areas and streets by their codes.

A code is 2, 4, 6 or 9 digits long (GB/T 2260, GB/T 10114); the shorter codes it begins with are
what it lies in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from banhao.core.imports.lines import Fate, Line
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message

LENGTHS = (2, 4, 6, 9)
LONGEST_NAME = 80
DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Division:
    """A division and its name. `parent`: the code it lies in, "" for a province."""

    code: str
    name: str

    @property
    def parent(self) -> str:
        """Return the code of what it lies in, "" for a province."""
        return parent_of(self.code)


def parent_of(code: str) -> str:
    """Return the next shorter code, "" for a province."""
    shorter = [length for length in LENGTHS if length < len(code)]
    return code[: shorter[-1]] if shorter else ""


def region_of(code: str) -> str:
    """Return the six digits of the region that a division is, or lies in."""
    return code[:6].ljust(6, "0")


def planned(
    rows: Sequence[Row], known: Mapping[str, str], is_mine: Callable[[str], bool]
) -> tuple[tuple[Line, ...], tuple[Division, ...]]:
    """Return a line a row, and the divisions to write.

    `known`: code → name of what is there. `is_mine`: whether somebody may write in a region.
    A parent may stand further down in the same table.
    """
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row["code"], row.number)
    there = known.keys() | {row["code"] for row in rows if _wrong(row) is None}
    lines: list[Line] = []
    made: list[Division] = []
    for row in rows:
        division = Division(row["code"], row["name"])
        problem = _wrong(row) or _out_of_place(row, division, first, there, is_mine)
        if problem is not None:
            about = f"{division.code} {division.name}"
            lines.append(Line(row.number, Fate.REFUSED, about, problem, "code"))
            continue
        fate = _fate(division, known)
        lines.append(Line(row.number, fate, f"{division.code} {division.name}"))
        if fate is not Fate.SAME:
            made.append(division)
    return tuple(lines), tuple(made)


def _fate(division: Division, known: Mapping[str, str]) -> Fate:
    if division.code not in known:
        return Fate.NEW
    return Fate.SAME if known[division.code] == division.name else Fate.CHANGED


def _wrong(row: Row) -> Message | None:
    """Return what is wrong with a row by itself."""
    code, name = row["code"], row["name"]
    if len(code) not in LENGTHS or not set(code) <= DIGITS or code[0] == "0":
        return Message("imports.division_code", found=code)
    if not name or len(name) > LONGEST_NAME:
        return Message("imports.division_name")
    for column in ("parent", "city", "province"):
        if row[column] and not code.startswith(row[column]):
            return Message("imports.division_parent", code=code, parent=row[column])
    return None


def _out_of_place(
    row: Row,
    division: Division,
    first: Mapping[str, int],
    there: frozenset[str] | set[str],
    is_mine: Callable[[str], bool],
) -> Message | None:
    """Return what is wrong with a row among the others."""
    if first[division.code] != row.number:
        return Message("imports.division_twice", code=division.code, row=first[division.code])
    if division.parent and division.parent not in there:
        return Message("imports.division_orphan", code=division.code, parent=division.parent)
    if not is_mine(region_of(division.code)):
        return Message("imports.region_elsewhere", region=region_of(division.code))
    return None
