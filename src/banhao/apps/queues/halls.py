"""A hall: a region with counters, its office hours and themes as the catalogue has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.values import Counter, Region
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text
from banhao.core.queues.hours import Hours, is_open, opens_next


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall. `hours` (): not known, so always open. `themes`: id → title, most used first."""

    region: Region
    counters: Sequence[Counter]
    hours: Hours
    themes: Mapping[str, Text]

    def is_open(self, now: datetime) -> bool:
        """Return whether it is open now."""
        return is_open(now, self.hours, catalogues.calendar())

    def opens_next(self, now: datetime) -> datetime | None:
        """Return when it opens next."""
        return opens_next(now, self.hours, catalogues.calendar())

    def counter(self, slug: str) -> Text:
        """Return the name of a counter, its slug if it is gone."""
        return next((one.title for one in self.counters if one.slug == slug), Text(slug))

    def title_of(self, theme: str) -> Message | Text:
        """Return what somebody comes for."""
        return self.themes.get(theme) or Message("queue.anything")


def halls() -> Sequence[Hall]:
    """Return all halls, by code of their region."""
    found = [_hall(region) for region in organisations.regions()]
    return [hall for hall in found if hall.counters]


def hall(slug: str) -> Hall:
    """Return a hall by its region's short name. :raises NotFound: if there is none."""
    found = [_hall(region) for region in organisations.regions() if region.slug == slug]
    if not found or not found[0].counters:
        raise NotFound(Message("queue.no_hall"))
    return found[0]


def hall_of(code: str) -> Hall:
    """Return the hall of a region by code. :raises NotFound: if there is no such region."""
    return _hall(organisations.region(code))


def _hall(region: Region) -> Hall:
    hours: Hours = ()
    themes: dict[str, Text] = {}
    if catalogues.published_version():
        for own in catalogues.published().regions.values():
            if own.code == region.code:
                hours = own.office_hours
                by_use = sorted(own.themes.values(), key=lambda theme: -theme.popular)
                themes = {theme.id: theme.title for theme in by_use}
    return Hall(region, organisations.counters(region.code), hours, themes)
