"""From places on the axis of a plan picture to points on paper.

Working days are columns of one width. Days off take no working time and so hardly any room: 7 for
a weekend, 30 for a festival, less when there are very many.
"""

from datetime import date
from typing import TypedDict

from banhao.core.messages import Text

WEEKEND, FESTIVAL = 7.0, 30.0
MOST_GAPS = 0.4  # of the room may be days off
AFTER = 16.0  # room for the circle at the end


class Day(TypedDict):
    """A column (see `core/compiler/axis.py`)."""

    number: int
    on: date
    adjusted: bool


class Gap(TypedDict):
    """Days off after so many columns."""

    after: int
    days: int
    name: Text | None
    first: date
    last: date


class Axis(TypedDict):
    """The columns and the gaps between them."""

    origin: date
    days: list[Day]
    gaps: list[Gap]


class Scale:
    """The axis laid between `left` and `right`."""

    def __init__(self, axis: Axis, left: float, right: float) -> None:
        self.axis, self.left = axis, left
        room = right - left - AFTER
        wanted = sum(FESTIVAL if gap["name"] else WEEKEND for gap in axis["gaps"])
        self.shrunk = min(1.0, MOST_GAPS * room / wanted) if wanted else 1.0
        self.column = (room - wanted * self.shrunk) / len(axis["days"])

    def gap(self, gap: Gap) -> float:
        """Return how wide a gap is."""
        return (FESTIVAL if gap["name"] else WEEKEND) * self.shrunk

    def begin(self, place: float) -> float:
        """Return where something begins that begins at a place: behind the days off."""
        before = sum(self.gap(gap) for gap in self.axis["gaps"] if gap["after"] <= place)
        return self.left + place * self.column + before

    def end(self, place: float) -> float:
        """Return where something ends that ends at a place: before the days off."""
        before = sum(self.gap(gap) for gap in self.axis["gaps"] if gap["after"] < place)
        return self.left + place * self.column + before

    def day(self, place: float, on: date) -> float:
        """Return the point of a day: in its column, or in the gap, or before the first column."""
        if on <= self.axis["origin"]:
            return self.start
        off = [gap for gap in self.axis["gaps"] if gap["after"] == place]
        return self.end(place) + (self.gap(off[0]) / 2 if off else 0)

    @property
    def start(self) -> float:
        """Return the point of the acceptance, before the first column."""
        return self.left - 12
