"""Where values come from: basis and limits, read the same way wherever they stand."""

import re
from decimal import Decimal

from banhao.core.catalogue.fields import Place
from banhao.core.catalogue.values import Basis, Limit, Origin
from banhao.core.clock.values import Unit

CHECKED = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def read_basis(place: Place) -> Basis:
    """Read a basis: the table under `basis`, else the keys law, article, … beside the value.

    `origin` is "statute" where a law is named and "modelling" where nothing is said.
    """
    if isinstance(place.table.get("basis"), dict):
        inner = place.inner("basis")
        assert inner is not None
        basis = read_basis(inner)
        inner.done()
        return basis
    law, article = place.string("law"), place.string("article")
    usual = Origin.STATUTE if law else Origin.MODELLING
    origin = place.one_of("origin", Origin, usual) or usual
    if article and not law:
        place.note("article", "article_without_law", article=article)
    if origin is Origin.STATUTE and not law:
        place.note("law", "statute_without_law")
    return Basis(origin, law, article, _checked(place), place.string("note"))


def _checked(place: Place) -> str:
    checked = place.string("checked")
    if checked and not CHECKED.fullmatch(checked):
        place.note("checked", "checked_bad", found=checked)
    return checked


def read_grounds(place: Place) -> tuple[Basis, ...]:
    """Read the list under `basis`; one table there is a list of one."""
    if isinstance(place.table.get("basis"), dict):
        return (read_basis(place),)
    found = []
    for entry in place.tables("basis", short="law"):
        found.append(read_basis(entry))
        entry.done()
    return tuple(found)


def read_limit(place: Place, key: str) -> Limit | None:
    """Read a limit `{days, unit, law, article, …}`; None where law sets none."""
    inner = place.inner(key)
    if inner is None:
        return None
    unit = inner.one_of("unit", Unit)
    on_the_spot = unit is Unit.ON_THE_SPOT
    days = inner.decimal("days", required=not on_the_spot)
    if on_the_spot and days:
        inner.note("days", "on_the_spot_days", days=days)
    basis = read_basis(inner)
    inner.done()
    return Limit(days or Decimal(0), unit, basis) if unit is not None else None
