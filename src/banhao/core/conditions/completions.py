"""Whether a condition is decided already, whatever the open names will be: exact, not a guess.

Every open name is tried with values that stand for all others: both booleans, the options that are
named and one that is not, each constant and enough numbers (days) between them. By a small
model argument no other value can make a difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, combinations, pairwise
from math import ceil, floor
from typing import TypeGuard

from banhao.core.conditions.evaluate import evaluate
from banhao.core.conditions.values import Kind, Name, Node, Value, atoms, constants_of, names_of

NUMBERS = {Kind.INTEGER, Kind.NUMBER}


def decided(node: Node, values: Mapping[str, Value]) -> bool | None:
    """Return True or False if every completion of `values` agrees, else None."""
    known = evaluate(node, values)
    if known is not None:
        return known
    names = {name.id: name for atom in atoms(node) for name in names_of(atom)}
    open_names = [name for name in names.values() if values.get(name.id) is None]
    candidates = {name.id: _candidates(name, node, values, open_names) for name in open_names}
    first: bool | None = None
    for outcome in _outcomes(node, dict(values), list(candidates), candidates):
        if first is not None and outcome is not first:
            return None
        first = outcome
    return first


def _outcomes(
    node: Node,
    values: dict[str, Value],
    open_ids: Sequence[str],
    candidates: Mapping[str, Sequence[Value]],
) -> Iterator[bool]:
    known = evaluate(node, values)
    if known is not None:
        yield known
        return
    for candidate in candidates[open_ids[0]]:
        completed = {**values, open_ids[0]: candidate}
        yield from _outcomes(node, completed, open_ids[1:], candidates)


def _candidates(
    name: Name, node: Node, values: Mapping[str, Value], open_names: Sequence[Name]
) -> Sequence[Value]:
    match name.type.kind:
        case Kind.BOOLEAN:
            return (True, False)
        case Kind.CHOICE:
            return name.type.options
        case Kind.MULTI_CHOICE:
            named = sorted(_options_asked_of(name, node))
            sizes = range(len(named) + 1)
            return list(chain.from_iterable(combinations(named, size) for size in sizes))
        case Kind.INTEGER | Kind.NUMBER as kind:
            alike = sum(1 for other in open_names if other.type.kind in NUMBERS)
            known = [v for v in _compared_with(node, values) if _is_number(v)]
            return _whole(known, alike) if kind is Kind.INTEGER else _dense(known, alike)
        case Kind.DATE:
            alike = sum(1 for other in open_names if other.type.kind is Kind.DATE)
            days = [v.toordinal() for v in _compared_with(node, values) if isinstance(v, date)]
            last = date.max.toordinal()
            return [date.fromordinal(day) for day in _points(days, alike) if 1 <= day <= last]


def _options_asked_of(name: Name, node: Node) -> set[str]:
    asked = (atom for atom in atoms(node) if name in names_of(atom))
    return {str(constant.value) for atom in asked for constant in constants_of(atom)}


def _compared_with(node: Node, values: Mapping[str, Value]) -> list[Value]:
    """All constants of the tree and the known values of its names."""
    found: list[Value] = [c.value for atom in atoms(node) for c in constants_of(atom)]
    for atom in atoms(node):
        found += [values[name.id] for name in names_of(atom) if name.id in values]
    return found


def _is_number(value: Value) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _whole(known: Sequence[int | Decimal], alike: int) -> list[int]:
    """Whole numbers that stand for all whole numbers; a decimal lies between its neighbours."""
    return list(_points([edge for v in known for edge in (floor(v), ceil(v))], alike))


def _dense(known: Sequence[int | Decimal], alike: int) -> list[Decimal]:
    """Numbers that stand for all numbers: those of `_whole`, the known ones, some between them."""
    marks = sorted({Decimal(v) for v in (*_whole(known, alike), *known)})
    steps = [Decimal(step) / (alike + 1) for step in range(alike + 1)]
    between = [a + (b - a) * step for a, b in pairwise(marks) for step in steps]
    return [*between, marks[-1]]


def _points(constants: Sequence[int], alike: int) -> Iterator[int]:
    """Yield each constant, and up to `alike` numbers below, between and above them.

    So many open names can at most lie in one gap at once, so so many points suffice.
    """
    marks = sorted(set(constants)) or [0]
    yield from range(marks[0] - alike, marks[0])
    for here, following in zip(marks, [*marks[1:], marks[-1] + alike + 1], strict=True):
        yield from range(here, min(following, here + alike + 1))
