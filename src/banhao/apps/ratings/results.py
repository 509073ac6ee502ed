"""The page of results for officials: sums of released groups, each with how it was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.ratings import queries
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for
from banhao.core.catalogue.ratings import LEVELS, RatingChannel
from banhao.core.clock.local import localdate
from banhao.core.messages import Message, Text
from banhao.core.ratings.groups import Sums, by_part, summed


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of figures. `bars`: (level, where its bar begins, how long it is) of 100."""

    title: Text
    sums: Sums
    rate: str
    bars: Sequence[tuple[int, int, int]]
    tags: Sequence[tuple[Text, int]]


@dataclass(frozen=True, slots=True)
class Department:
    """A department's line and those of its items."""

    whole: Shown
    items: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Results:
    """All of the page. `channel`, `period`: how it is filtered, "" = not."""

    whole: Shown
    departments: Sequence[Department]
    months: Sequence[queries.Month]
    held_back: int
    channels: Sequence[tuple[str, Message]]
    channel: str
    periods: Sequence[str]
    period: str
    is_desk: bool


def results(actor: Actor, now: datetime, channel: str, period: str) -> Results:
    """Return the results of the actor's regions. Filters that are none of ours are left out."""
    channel = channel if channel in {one.value for one in RatingChannel} else ""
    every = queries.groups(actor, now)
    periods = sorted({group.period.isoformat() for group in every}, reverse=True)
    period = period if period in periods else ""
    chosen = queries.groups(actor, now, channel, period)
    names, options = _names(actor, now), _options()
    whole = shown(Text("全部", "All"), summed(chosen), options)
    departments = [
        Department(
            shown(names.get(department, Text(department)), inner[""], options),
            [shown(names.get(item, Text(item)), inner[item], options) for item in inner if item],
        )
        for department, inner in by_part(chosen).items()
    ]
    return Results(
        whole=whole,
        departments=departments,
        months=queries.months(actor, now),
        held_back=queries.held_back(actor, now),
        channels=[(one.value, Message(f"rating.channel.{one.value}")) for one in RatingChannel],
        channel=channel,
        periods=periods,
        period=period,
        is_desk=bool(offices_for(actor, Act.SEE_BAD_RATINGS, localdate(now))),
    )


def shown(title: Text, sums: Sums, options: Mapping[str, Text]) -> Shown:
    """Return a line of figures with its bars."""
    ends, bars = 0, []
    for level in LEVELS:
        start, ends = ends, ends + sums.levels[level]
        if sums.valid and ends > start:
            first, last = 100 * start // sums.valid, 100 * ends // sums.valid
            bars.append((level, first, last - first))
    tags = [(options[tag], count) for tag, count in sums.tags.items() if tag in options]
    rate = f"{sums.good_per_mille / 10:.1f} %" if sums.valid else "—"
    return Shown(title, sums, rate, bars, tags)


def _names(actor: Actor, now: datetime) -> Mapping[str, Text]:
    """Return the titles of departments and items in the actor's regions."""
    catalogue = catalogues.published()
    codes = {office.region for office in offices_for(actor, Act.SEE_RATINGS, localdate(now))}
    own = [r for r in catalogue.regions.values() if "" in codes or r.code in codes]
    departments = {one.id: one.title for region in own for one in region.departments.values()}
    return {item.id: item.title for item in catalogue.items.values()} | departments


def _options() -> Mapping[str, Text]:
    rating = catalogues.published().rating
    return {option.id: option.title for option in rating.options} if rating else {}
