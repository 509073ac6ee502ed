"""Sixth pass: no promise is longer than the law allows, whatever the calendar."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from math import ceil

from banhao.core.catalogue.values import Basis, Limit, Origin, Theme
from banhao.core.clock import tables
from banhao.core.clock.values import Calendar, Unit
from banhao.core.clock.working import is_working_day
from banhao.core.compiler.select import Chosen
from banhao.core.errors import CatalogueError, Problem
from banhao.core.law import JOINT_HANDLING_ARTICLE, JOINT_HANDLING_DAYS
from banhao.core.messages import Message

JOINT_LIMIT = Limit(
    Decimal(JOINT_HANDLING_DAYS),
    Unit.WORKING_DAY,
    Basis(Origin.STATUTE, *JOINT_HANDLING_ARTICLE.partition("》")[::2]),
)


def check_limits(chosen: Sequence[Chosen], promise: Decimal, theme: Theme) -> None:
    """Compare every promise with its limit; `promise`: the plan's, in working days.

    :raises CatalogueError: all that are longer than they may be. A catalogue that was loaded has
        none; this stands here because a wrong promise must never reach a person.
    """
    problems = (*_items(chosen), *_whole(promise, theme))
    if problems:
        raise CatalogueError(problems)


def within(promise: Decimal, limit: Limit) -> bool:
    """Return whether so many working days keep a limit, in every calendar that is known."""
    if limit.unit is Unit.DAY:
        return longest_span(ceil(promise)) <= limit.days
    return promise <= (limit.days if limit.unit is Unit.WORKING_DAY else 0)


@cache
def longest_span(working_days: int) -> int:
    """Return the most calendar days that so many working days took in the announced years."""
    return longest_span_among(_announced_days(), working_days)


def longest_span_among(worked: Sequence[date], working_days: int) -> int:
    """Return the longest span from a day to its nth working day after, among these working days.

    The worst start is itself a working day: from it to the nth following one.
    """
    pairs = zip(worked, worked[working_days:], strict=False)
    return max(((later - first).days for first, later in pairs), default=working_days * 7)


@cache
def _announced_days() -> Sequence[date]:
    return worked_days(tables.announced_calendar())


def worked_days(calendar: Calendar) -> Sequence[date]:
    """Return all working days of the announced years of a calendar."""
    return [
        day
        for year in sorted(calendar.announced)
        for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
        if is_working_day(day := date(year, 1, 1) + timedelta(n), calendar)
    ]


def _items(chosen: Sequence[Chosen]) -> Iterator[Problem]:
    for each in chosen:
        limit = each.item.limit
        if limit is not None and not within(each.promise, limit):
            message = Message(
                "plan.promise_over_limit",
                item=each.id,
                promise=each.promise,
                limit=limit.days,
                unit=limit.unit,
            )
            yield Problem(each.id, "promise", message)


def _whole(promise: Decimal, theme: Theme) -> Iterator[Problem]:
    if theme.promise is not None and promise > theme.promise:
        message = Message("plan.path_over_promise", path=promise, promise=theme.promise)
        yield Problem(theme.id, "promise", message)
    if promise > JOINT_LIMIT.days:
        message = Message(
            "plan.path_over_joint_limit",
            path=promise,
            limit=JOINT_LIMIT.days,
            article=JOINT_HANDLING_ARTICLE,
        )
        yield Problem(theme.id, "items", message)
