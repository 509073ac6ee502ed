"""The order of a theme's items: by paper (a result another item asks for) and by explicit edges."""

from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from banhao.core.catalogue.values import Edge, Implementation, Item, Material, Theme

Needs = Mapping[str, Set[str]]


def results_of(item: Item, implementation: Implementation | None) -> frozenset[str]:
    """Return every certificate type an item can end in, in any of its variants."""
    variants = implementation.variants if implementation else ()
    return frozenset(item.results).union(*(one.results or () for one in variants))


def materials_of(item: Item, implementation: Implementation | None) -> tuple[str, ...]:
    """Return every material an item can ask for, in any of its variants."""
    variants = implementation.variants if implementation else ()
    lists = [item.materials, *(one.materials or () for one in variants)]
    return tuple(dict.fromkeys(material for one in lists for material in one))


def needs_of(
    theme: Theme,
    items: Mapping[str, Item],
    implementations: Mapping[str, Implementation],
    materials: Mapping[str, Material],
) -> Needs:
    """Return item → the items of the theme that must be granted before it can start."""
    members = [one.item for one in theme.items if one.item in items]
    makers: dict[str, set[str]] = {}
    for one in members:
        for result in results_of(items[one], implementations.get(one)):
            makers.setdefault(result, set()).add(one)
    needs: dict[str, set[str]] = {one: set() for one in members}
    for one in members:
        for material in materials_of(items[one], implementations.get(one)):
            paper = materials[material].certificate if material in materials else ""
            needs[one] |= makers.get(paper, set()) - {one}
    return _with_edges(needs, theme.edges)


def _with_edges(needs: dict[str, set[str]], edges: Iterable[Edge]) -> Needs:
    for edge in edges:
        if edge.after in needs and edge.before in needs:
            needs[edge.after].add(edge.before)
    return needs


def circle(needs: Needs) -> tuple[str, ...]:
    """Return the items of one circle (循环证明), the first again at the end, or ()."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def behind(needs: Needs, item: str) -> frozenset[str]:
    """Return all that must be granted before an item can start, however far back.

    Only for `needs` without a circle.
    """
    direct = needs.get(item, frozenset())
    return frozenset(direct).union(*(behind(needs, one) for one in direct))


def longest_chain(needs: Needs, days: Mapping[str, Decimal]) -> Decimal:
    """Return the length of the critical path; items without days are not in the plan.

    Only for `needs` without a circle.
    """
    ends: dict[str, Decimal] = {}
    for one in TopologicalSorter(needs).static_order():
        start = max((ends[before] for before in needs.get(one, ())), default=Decimal(0))
        ends[one] = start + days.get(one, Decimal(0))
    return max(ends.values(), default=Decimal(0))
