"""What a theme is compared with: days and visits of its items when each was done by itself."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.grounds import read_basis
from banhao.core.catalogue.shelf import Shelf
from banhao.core.catalogue.values import Baseline, Implementation, ThemeItem

N = TypeVar("N", int, Decimal)


def read_baseline(
    place: Place, items: Shelf[ThemeItem], implementations: Shelf[Implementation]
) -> Baseline:
    """Read what it was before; an item it does not name took the promised days and one visit."""
    made = implementations.things
    days = {item: made[item].promise for item in items.things if item in made}
    visits = dict.fromkeys(items.things, 1)
    inner = place.inner("baseline")
    if inner is None:
        return Baseline(days, visits, None, read_basis(Place(place.file, "", {}, [])))
    days |= _per_item(inner, "days", items, Place.decimal)
    visits |= _per_item(inner, "visits", items, Place.whole)
    baseline = Baseline(days, visits, inner.decimal("gap_days"), read_basis(inner))
    inner.done()
    return baseline


def _per_item(
    place: Place, key: str, items: Shelf[ThemeItem], read: Callable[[Place, str], N | None]
) -> dict[str, N]:
    inner = place.inner(key)
    found: dict[str, N] = {}
    for item in inner.table if inner else ():
        assert inner is not None
        value = read(inner, item)
        if items.look(inner, item, item) is not None and value is not None:
            found[item] = value
    return found
