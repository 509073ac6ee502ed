"""How many tasks an office has by filter, on which days the light is yellow, what is to come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from banhao.apps.cases.taskstatements import ALL, RUNNING, Condition, count_by_days, one_of
from banhao.apps.catalogues.queries import calendar, lights_in
from banhao.core.authority.acts import Actor
from banhao.core.authority.deputies import stands_in_for
from banhao.core.cases.case import State
from banhao.core.cases.lights import Left, Light, left


class Show(StrEnum):
    """What of the list is shown."""

    ALL = "all"
    MINE = "mine"
    FREE = "free"
    EXAMINE = "examine"
    DECIDE = "decide"
    LATE = "late"
    SOON = "soon"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Coming:
    """What will come: `waiting` branches of cases not accepted yet, all of them told by `told_by`;
    `behind` branches that wait for a sibling's result.
    """

    waiting: int
    told_by: date | None
    behind: int


@dataclass(frozen=True, slots=True)
class Days:
    """The branches of an item in a department that started on one day, end on another, and maybe
    stand still since a third: their light, how many of each.
    """

    region: str
    department: str
    item: str
    started: date
    due_on: date
    stopped_on: date | None
    left: Left
    counts: Mapping[Show, int]

    @property
    def light(self) -> Light:
        """Return their light."""
        return self.left.light


@dataclass(frozen=True, slots=True)
class Overview:
    """All that runs, by days in the order of the list, and what will come.

    `version`: of the published catalogue, "" if nothing is counted.
    """

    days: Sequence[Days]
    coming: Coming
    version: str = ""

    @property
    def counts(self) -> Mapping[Show, int]:
        """Return how many rows each filter shows."""
        return {show: sum(each.counts[show] for each in self.days) for show in Show}

    @property
    def items(self) -> Mapping[str, int]:
        """Return how many rows each item has."""
        found: Counter[str] = Counter()
        for each in self.days:
            found[each.item] += each.counts[Show.ALL]
        return found

    def due(self, show: Show) -> Mapping[date, int]:
        """Return how many of the rows of a filter end on which day; what stands still has none."""
        found: Counter[date] = Counter()
        for each in self.days:
            if each.light is not Light.STOPPED:
                found[each.due_on] += each.counts[show]
        return found

    def only(self, item: str) -> "Overview":
        """Return the overview of one item, of all for ""."""
        own = [each for each in self.days if item in {"", each.item}]
        return Overview(own, self.coming, self.version)

    def of_page(self, show: Show, after: tuple[int, date] | None, most: int) -> Sequence[Days]:
        """Return the days whose rows fill a page of `most` rows that begins after (light, end).

        Rows of the end that it begins at may lie before the page: they are not counted.
        """
        found: list[Days] = []
        sure = 0
        for each in self.days:
            at = (each.light.value, each.due_on)
            if each.counts[show] and (after is None or at >= after):
                if sure >= most and at[1] != found[-1].due_on:
                    break
                found.append(each)
                sure += each.counts[show] if at != after else 0
        return found


def overview(running: Condition, coming: Condition, actor: Actor, today: date) -> Overview:
    """Count by days in one statement: branches that run, and those that will come."""
    chosen = filters(actor, today)
    rows = count_by_days(running, coming, [chosen[show] for show in _COUNTED])
    days = [_days(row, today) for row in rows if row[0] == RUNNING]
    waits = {row[0]: row[HOW_MANY] for row in rows}
    told_by = {row[0]: row[DUE] for row in rows}
    return Overview(
        sorted(days, key=lambda each: (each.light, each.due_on)),
        Coming(
            waits.get(State.SUBMITTED.value, 0),
            told_by.get(State.SUBMITTED.value),
            waits.get(State.ACCEPTED.value, 0),
        ),
        next((row[1] or "" for row in rows), ""),
    )


DUE, HOW_MANY = 6, 8  # places in a row of `count_by_days`
_LIT = {Show.LATE: Light.LATE, Show.SOON: Light.SOON, Show.STOPPED: Light.STOPPED}
_COUNTED = (Show.MINE, Show.FREE, Show.EXAMINE, Show.DECIDE)


def _days(row: tuple[Any, ...], today: date) -> Days:
    _, version, region, department, item, started, due, stopped, every, *numbers = row
    rule = lights_in(version or "", region)
    days_left = left(started, due, today, calendar(), rule, stopped=stopped is not None)
    counts = dict(zip(_COUNTED, numbers, strict=True)) | {Show.ALL: every}
    for show, lit in _LIT.items():
        counts[show] = every if days_left.light is lit else 0
    return Days(region, department, item, started, due, stopped, days_left, counts)


def filters(actor: Actor, today: date) -> Mapping[Show, Condition]:
    """Return what each filter lets through beside the light, which follows from the days.

    Mine are also the tasks of those whose deputy I am today.
    """
    chosen = dict.fromkeys(Show, ALL)
    chosen[Show.MINE] = one_of("b.claimed_by", (actor.person, *stands_in_for(actor, today)))
    chosen[Show.FREE] = Condition("b.state = 'accepted' and b.claimed_by is null")
    chosen[Show.EXAMINE] = Condition("b.state = 'accepted'")
    chosen[Show.DECIDE] = Condition("b.state = 'examined'")
    return chosen
