"""Random typed conditions and values for the property tests of the condition language."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product

from hypothesis import strategies as st

from banhao.core.conditions.values import (
    All,
    Any,
    Compare,
    Constant,
    Includes,
    Kind,
    Name,
    NameType,
    Not,
    OneOf,
    Op,
)

YES_OR_NO, NUMBER, DAY = (NameType(k) for k in (Kind.BOOLEAN, Kind.INTEGER, Kind.DATE))
AMOUNT = NameType(Kind.NUMBER)
TRADE = NameType(Kind.CHOICE, ("bar", "cafe", "hotel"))
SERVICES = NameType(Kind.MULTI_CHOICE, ("delivery", "pool"))
TYPES = {
    "pledge": YES_OR_NO,
    "by_agent": YES_OR_NO,
    "area": NUMBER,
    "seats": NUMBER,
    "rent": AMOUNT,
    "since": DAY,
    "until": DAY,
    "trade": TRADE,
    "former_trade": TRADE,
    "services": SERVICES,
}
NEW_YEAR = date(2026, 1, 1)
# Constants lie well inside these, so that there is room for other values on both sides.
DOMAINS = {
    Kind.BOOLEAN: [True, False],
    Kind.INTEGER: list(range(-2, 5)),
    Kind.NUMBER: [Decimal(n) / 2 for n in range(-2, 8)],
    Kind.DATE: [NEW_YEAR + timedelta(days=n) for n in range(-2, 5)],
    Kind.CHOICE: list(TRADE.options),
    Kind.MULTI_CHOICE: [c for size in range(3) for c in combinations(SERVICES.options, size)],
}
CONSTANTS = {
    Kind.INTEGER: [0, 1, 2],
    Kind.NUMBER: [0, 1, 2],
    Kind.DATE: [NEW_YEAR + timedelta(days=n) for n in range(3)],
    Kind.CHOICE: list(TRADE.options),
    Kind.BOOLEAN: [True, False],
}
ORDERED = {Kind.INTEGER, Kind.NUMBER, Kind.DATE}


def conditions(names=tuple(TYPES)):
    """Return a strategy of trees over some of the names."""
    pool = [Name(name, TYPES[name]) for name in names]
    leaves = st.sampled_from(pool).flatmap(lambda name: atoms(name, pool))
    return st.recursive(
        leaves,
        lambda part: st.one_of(
            part.map(Not),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: Any(tuple(parts))),
        ),
        max_leaves=8,
    )


def atoms(name, pool):
    kind = name.type.kind
    if kind is Kind.MULTI_CHOICE:
        return st.sampled_from(name.type.options).map(lambda option: Includes(option, name))
    constants = st.sampled_from(CONSTANTS[kind]).map(Constant)
    others = st.sampled_from([other for other in pool if alike(other.type.kind, name.type.kind)])
    ops = st.sampled_from(list(Op) if kind in ORDERED else [Op.EQ, Op.NE])
    compared = st.one_of(
        st.builds(Compare, st.just(name), ops, st.one_of(constants, others)),
        st.builds(Compare, constants, ops, st.just(name)),
    )
    if kind is Kind.BOOLEAN:
        return st.one_of(st.just(name), compared, constants)
    listed = st.lists(constants, min_size=1, max_size=3).map(tuple)
    return st.one_of(compared, listed.map(lambda values: OneOf(name, values)))


def alike(one, other):
    return one is other or {one, other} == {Kind.INTEGER, Kind.NUMBER}


def values(names=tuple(TYPES), *, some=False):
    """Return a strategy of values for all names, or for some of them."""
    each = {name: st.sampled_from(DOMAINS[TYPES[name].kind]) for name in names}
    return st.fixed_dictionaries({}, optional=each) if some else st.fixed_dictionaries(each)


def completions(known, names):
    """Yield `known` with every combination of values for the names it leaves open."""
    left = [name for name in names if name not in known]
    for chosen in product(*(DOMAINS[TYPES[name].kind] for name in left)):
        yield {**known, **dict(zip(left, chosen, strict=True))}
