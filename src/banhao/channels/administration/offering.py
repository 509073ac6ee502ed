"""Themes as the pages of a district's offers show them, and who handles their items now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from banhao.apps.catalogues import queries
from banhao.apps.organisations import queries as organisations
from banhao.core.catalogue.values import Theme
from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Offered:
    """A theme in a list. `above`, `name`: the two parts of its id; `region`: whose it is."""

    title: Text
    above: str
    name: str
    region: Text
    count: int

    @property
    def address(self) -> str:
        """Return where applicants find it."""
        return reverse("portal:theme", args=[self.above, self.name])


def listed(themes: Iterable[Theme]) -> list[Offered]:
    """Return themes as lines of a list."""
    regions = queries.published().regions if queries.published_version() else {}
    lines = []
    for theme in themes:
        above, _, name = theme.id.partition("/")
        lines.append(Offered(theme.title, above, name, regions[above].title, len(theme.items)))
    return lines


def handled(theme: Theme, code: str) -> Iterator[tuple[str, Text, str]]:
    """Yield (item, title, department that handles it in the region, "" if none is chosen yet).

    Before the first choice: the department that is called as the one above.
    """
    catalogue = queries.published()
    above = catalogue.regions[theme.id.partition("/")[0]]
    chosen = queries.chosen_authorities(code, theme.id)
    here = organisations.departments(code)
    by_name = {d.title.zh: d.slug for d in here} | {d.slug: d.slug for d in here}
    for entry in theme.items:
        usual = above.departments[above.implementations[entry.item].authority]
        alike = by_name.get(usual.id) or by_name.get(usual.title.zh, "")
        yield entry.item, catalogue.items[entry.item].title, chosen.get(entry.item, alike)
