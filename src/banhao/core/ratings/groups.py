"""Groups that officials may see: five ratings or more, whatever two pages are compared.

Ratings whose services are alike in all that a page can be filtered by (region, channel, who took
part) form a cell. What a cell holds of closed months is released whole, once, when it is five or
more; fewer wait and grow with the months that follow. All figures of all pages are sums of released
groups. So the difference of any two figures, of two filters or of two days, is a sum of released
groups, too, and never speaks of fewer than five ratings (decision 0055).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from banhao.core.catalogue.ratings import LEVELS, RatingChannel
from banhao.core.ratings.values import GOOD, Level, Part

LEAST = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Said(Generic[K]):
    """A rating in the waiting room, known by a key: its month, where it belongs, what it says."""

    key: K
    period: date
    region: str
    channel: RatingChannel
    parts: tuple[Part, ...]
    level: Level
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A released group. `period`: the latest month in it; `levels`: how often each was given."""

    period: date
    region: str
    channel: RatingChannel
    parts: tuple[Part, ...]
    levels: Mapping[int, int]
    tags: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is shown of some groups together."""

    levels: Mapping[int, int]
    tags: Mapping[str, int]

    @property
    def valid(self) -> int:
        """Return how many ratings there are; unanswered services are none."""
        return sum(self.levels.values())

    @property
    def good(self) -> int:
        """Return how many are good: satisfied, more or less."""
        return sum(count for level, count in self.levels.items() if level in GOOD)

    @property
    def good_per_mille(self) -> int:
        """Return the rate of good ratings in thousandths, rounded half up; 0 if there are none."""
        return (2000 * self.good + self.valid) // (2 * self.valid) if self.valid else 0


def released(waiting: Iterable[Said[K]]) -> Sequence[tuple[Group, Sequence[K]]]:
    """Return the groups that are full, each with the keys of its ratings. All months are closed."""
    cells: dict[tuple[str, RatingChannel, tuple[Part, ...]], list[Said[K]]] = {}
    for said in waiting:
        cells.setdefault((said.region, said.channel, said.parts), []).append(said)
    full = [cell for cell in cells.values() if len(cell) >= LEAST]
    return [(_group(cell), [said.key for said in cell]) for cell in full]


def summed(groups: Iterable[Group]) -> Sums:
    """Return the sums over some groups, with all five levels."""
    levels: Counter[int] = Counter(dict.fromkeys(LEVELS, 0))
    tags: Counter[str] = Counter()
    for group in groups:
        levels.update(group.levels)
        tags.update(group.tags)
    return Sums({level: levels[level] for level in LEVELS}, dict(tags.most_common()))


def by_part(groups: Sequence[Group]) -> Mapping[str, Mapping[str, Sums]]:
    """Return the sums of each department ("" below it: the department itself) and of its items.

    A rating of one thing that five departments worked on counts for each of the five.
    """
    parts = sorted({part for group in groups for part in group.parts})
    found: dict[str, dict[str, Sums]] = {}
    for part in parts:
        inner = found.setdefault(part.department, {"": _of(groups, part.department)})
        inner[part.item] = _of(groups, part.department, part.item)
    return found


def _of(groups: Iterable[Group], department: str, item: str = "") -> Sums:
    return summed(
        group
        for group in groups
        if any(p.department == department and item in {"", p.item} for p in group.parts)
    )


def _group(cell: Sequence[Said[K]]) -> Group:
    first = cell[0]
    return Group(
        max(said.period for said in cell),
        first.region,
        first.channel,
        first.parts,
        dict(Counter(int(said.level) for said in cell)),
        dict(Counter(tag for said in cell for tag in said.tags)),
    )
