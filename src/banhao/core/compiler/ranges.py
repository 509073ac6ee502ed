"""What a plan can still become: the least and the most over all answers not given yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, islice, product

from banhao.core.catalogue.values import Catalogue, Element, ElementType, WayKind
from banhao.core.compiler.answers import (
    asked_elements,
    is_possible,
    reference_answers,
    reference_standing,
    standing_values,
)
from banhao.core.compiler.compile import find_theme, situate
from banhao.core.compiler.layout import Layout, lay_out
from banhao.core.compiler.plan import Standing
from banhao.core.compiler.questions import open_conditions, open_names
from banhao.core.compiler.select import refusal
from banhao.core.compiler.situation import Situation
from banhao.core.conditions.tree import Condition, Value
from banhao.core.conditions.values import atoms, constants_of, names_of
from banhao.core.errors import CatalogueError

MOST_TRIALS = 1024


@dataclass(frozen=True, slots=True)
class PlanRange:
    """Least and most over what is not known yet, both ends included.

    `days`: working days of the promise. `materials`: L2, the one form counted once. `exact`: all
    cases were tried; else there are more than `MOST_TRIALS`, or answers that cannot be listed.
    `may_be_unlawful`: some answers leave no plan.
    """

    days: tuple[Decimal, Decimal]
    materials: tuple[int, int]
    exact: bool
    may_be_unlawful: bool


def plan_range(
    catalogue: Catalogue, theme_id: str, answers: Mapping[str, Value], standing: Standing | None
) -> PlanRange | None:
    """Return what the plan can still become, None if no answers lead to one.

    `standing` None: not known yet (before login). :raises NotFound, BadInput: as `compile_plan`.
    """
    theme = find_theme(catalogue, theme_id)
    situation = situate(catalogue, theme, answers, standing)
    candidates = _candidates(situation)
    trials = list(islice(_trials(candidates, situation), MOST_TRIALS + 1))
    outcomes = [_outcome(trial) for trial in trials[:MOST_TRIALS]]
    plans = [layout for layout in outcomes if layout is not None]
    if not plans:
        return None
    day = catalogue.region_of(theme.id).minutes_per_day
    days = [Decimal(layout.times.promise) / day for layout in plans]
    counts = [_to_bring(layout) for layout in plans]
    return PlanRange(
        days=(min(days), max(days)),
        materials=(min(counts), max(counts)),
        exact=len(trials) <= MOST_TRIALS,
        may_be_unlawful=len(plans) < len(outcomes),
    )


def _outcome(situation: Situation) -> Layout | None:
    """Return the pieces of a plan; None where the answers are unlawful or leave none."""
    if refusal(situation):
        return None
    try:
        return lay_out(situation)
    except CatalogueError:
        return None


def _to_bring(layout: Layout) -> int:
    """Count L2: the one form, and what only the applicant can supply."""
    return 1 + sum(material.way is WayKind.APPLICANT for material in layout.materials)


def _trials(candidates: Mapping[str, Sequence[Value]], situation: Situation) -> Iterator[Situation]:
    """Yield each combination once; first the reference and what differs from it in one name.

    So a range that cannot try all has at least tried every answer.
    """
    known = {**standing_values(reference_standing(situation.theme)), **situation.values}
    usual = {name: choices[0] for name, choices in candidates.items()}
    single = ({**usual, n: value} for n, choices in candidates.items() for value in choices[1:])
    every = (dict(zip(candidates, values, strict=True)) for values in product(*candidates.values()))
    many = (each for each in every if sum(each[n] != usual[n] for n in each) > 1)
    for answers in chain((usual,), single, many):
        yield replace(situation, values={**known, **answers}, open=frozenset())


def _candidates(situation: Situation) -> dict[str, Sequence[Value]]:
    """Return open name → values that stand for all others, the reference first."""
    theme = situation.theme
    usual = {**reference_answers(theme), **standing_values(reference_standing(theme))}
    elements = asked_elements(situation.catalogue, theme)
    found: dict[str, Sequence[Value]] = {}
    for name in sorted(open_names(situation) & usual.keys()):
        values = _values(elements[name], situation) if name in elements else (True, False)
        found[name] = tuple(dict.fromkeys((usual[name], *values)))
    return found


def _values(element: Element, situation: Situation) -> Sequence[Value]:
    options = tuple(option.id for option in element.options)
    match element.type:
        case ElementType.BOOLEAN:
            return (True, False)
        case ElementType.CHOICE:
            return options
        case ElementType.MULTI_CHOICE:
            sizes = range(len(options) + 1)
            return tuple(chain.from_iterable(combinations(options, size) for size in sizes))
        case _:
            near = _around(element.id, situation)
            return tuple(value for value in near if is_possible(element, value))


def _around(name: str, situation: Situation) -> Iterator[Value]:
    """Yield each constant a name is compared with, and its neighbours: where outcomes change."""
    for condition in open_conditions(situation):
        for constant in _compared_with(name, condition):
            if isinstance(constant, date):
                yield from (constant + timedelta(n) for n in (-1, 0, 1))
            elif type(constant) is int:
                yield from (constant + n for n in (-1, 0, 1))
            else:
                yield constant


def _compared_with(name: str, condition: Condition) -> Iterator[Value]:
    for atom in atoms(condition.tree):
        if any(each.id == name for each in names_of(atom)):
            yield from (constant.value for constant in constants_of(atom))
