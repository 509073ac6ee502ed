"""Fourth pass: who waits for whom, earliest start and finish, slack and the critical path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from banhao.core.catalogue.values import Theme
from banhao.core.compiler.select import Chosen
from banhao.core.errors import CatalogueError, Problem
from banhao.core.messages import Message

Needs = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Item → working minutes after acceptance; `critical`: the chain that makes the promise."""

    starts: Mapping[str, int]
    ends: Mapping[str, int]
    slack: Mapping[str, int]
    critical: tuple[str, ...]

    @property
    def promise(self) -> int:
        """The end of the last branch."""
        return max(self.ends.values(), default=0)


def needs_of(
    chosen: Sequence[Chosen], made_by: Mapping[tuple[str, str], str], theme: Theme
) -> dict[str, tuple[str, ...]]:
    """Return item → items that must be granted first, in the theme's order.

    An edge exists where a material is a sibling's result, and where the theme says so by law.
    """
    ids = [each.id for each in chosen]
    wanted: dict[str, set[str]] = {id_: set() for id_ in ids}
    for (reader, _), maker in made_by.items():
        wanted[reader].add(maker)
    for edge in theme.edges:
        if edge.before in wanted and edge.after in wanted:
            wanted[edge.after].add(edge.before)
    return {id_: tuple(other for other in ids if other in wanted[id_]) for id_ in ids}


def timetable(chosen: Sequence[Chosen], needs: Needs, day: int, theme_id: str) -> Timetable:
    """Return the earliest times; `day`: working minutes of a working day.

    :raises CatalogueError: if items wait for each other in a circle.
    """
    lasts = {each.id: int((each.promise * day).to_integral_value()) for each in chosen}
    order = _in_order(needs, theme_id)
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for item in order:
        starts[item] = max((ends[need] for need in needs[item]), default=0)
        ends[item] = starts[item] + lasts[item]
    ids = [each.id for each in chosen]
    return Timetable(
        starts={id_: starts[id_] for id_ in ids},
        ends={id_: ends[id_] for id_ in ids},
        slack=_slack(order, needs, starts, ends),
        critical=_critical(ids, needs, starts, ends),
    )


def ancestors(needs: Needs) -> dict[str, set[str]]:
    """Return item → all items it waits for, directly or not. Needs must have no circle."""
    found: dict[str, set[str]] = {}
    for item in TopologicalSorter(needs).static_order():
        found[item] = set(needs[item]).union(*(found[need] for need in needs[item]))
    return found


def _in_order(needs: Needs, theme_id: str) -> list[str]:
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        problem = Problem(theme_id, "edges", Message("plan.circle", items=circle))
        raise CatalogueError((problem,)) from error


def _slack(
    order: Sequence[str], needs: Needs, starts: Mapping[str, int], ends: Mapping[str, int]
) -> dict[str, int]:
    """Return how much later each item could end without moving the promise."""
    last = dict.fromkeys(order, max(ends.values(), default=0))
    for item in reversed(order):
        for need in needs[item]:
            last[need] = min(last[need], last[item] - (ends[item] - starts[item]))
    return {item: last[item] - ends[item] for item in order}


def _critical(
    ids: Sequence[str], needs: Needs, starts: Mapping[str, int], ends: Mapping[str, int]
) -> tuple[str, ...]:
    """Return one longest chain, earliest first; of equals the one the theme names first."""
    chain: list[str] = []
    here = max(ids, key=ends.__getitem__, default="")
    while here:
        chain.append(here)
        tight = (need for need in needs[here] if ends[need] == starts[here])
        here = next(tight, "")
    return tuple(reversed(chain))
