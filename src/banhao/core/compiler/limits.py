"""Sixth pass: no promise is longer than the law allows, whatever the calendar."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from banhao.core.catalogue.spans import within
from banhao.core.catalogue.values import Basis, Limit, Origin, Theme
from banhao.core.clock.values import Unit
from banhao.core.compiler.select import Chosen
from banhao.core.errors import CatalogueError, Problem
from banhao.core.law import JOINT_HANDLING_ARTICLE, JOINT_HANDLING_DAYS
from banhao.core.messages import Message

JOINT_LIMIT = Limit(
    Decimal(JOINT_HANDLING_DAYS),
    Unit.WORKING_DAY,
    Basis(Origin.STATUTE, "行政许可法", "42", "2025-04"),
)


def check_limits(chosen: Sequence[Chosen], promise: Decimal, theme: Theme) -> None:
    """Compare every promise with its limit; `promise`: the plan's, in working days.

    :raises CatalogueError: all that are longer than they may be. A catalogue that was loaded has
        none; this stands here because a wrong promise must never reach a person.
    """
    problems = (*_items(chosen), *_whole(promise, theme))
    if problems:
        raise CatalogueError(problems)


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
