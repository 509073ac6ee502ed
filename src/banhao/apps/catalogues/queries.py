"""Reading the catalogue and plans. Both are named by their content, so that a cache never lies."""

import json
import zlib
from collections.abc import Mapping
from functools import lru_cache

from banhao.apps.catalogues import calendars
from banhao.apps.catalogues.models import CatalogueVersionRecord, OfferRecord, PlanRecord
from banhao.core.authority.rules import covers
from banhao.core.catalogue.load import read_documents
from banhao.core.catalogue.places import USUAL_LIGHTS, Lights
from banhao.core.catalogue.values import Catalogue, Theme
from banhao.core.clock.values import Calendar
from banhao.core.compiler import writers
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message

State = CatalogueVersionRecord.State


def published() -> Catalogue:
    """Return the catalogue that is offered now. :raises NotFound: if none is published yet."""
    version = published_version()
    if not version:
        raise NotFound(Message("catalogues.none_published"))
    return catalogue(version)


def lights(region: str) -> Lights:
    """Return when lights are yellow in a region (its code), as the published version says."""
    return lights_in(published_version(), region)


def lights_in(version: str, region: str) -> Lights:
    """Return the same of one version; the usual ones if it says nothing, or there is none ("")."""
    return _lights(version).get(region, USUAL_LIGHTS) if version else USUAL_LIGHTS


@lru_cache(maxsize=16)
def _lights(version: str) -> Mapping[str, Lights]:
    return {region.code: region.lights for region in catalogue(version).regions.values()}


# The hash of the published version as part of another statement.
THE_PUBLISHED = "select version from catalogues_version where state = 'published'"


def published_version() -> str:
    """Return the hash of the version that is offered now, "" if none is."""
    rows = CatalogueVersionRecord.objects.filter(state=State.PUBLISHED)
    return rows.values_list("version", flat=True).first() or ""


def themes_above(code: str) -> tuple[Theme, ...]:
    """Return the themes of the regions above a region, the most used first; () without a catalogue.

    A theme that a region has itself taken over is offered by the one it comes from.
    """
    if not published_version():
        return ()
    above = [r for r in published().regions.values() if r.code != code and covers(r.code, code)]
    taken = {(region.id, each.partition("/")[2]) for region in above
             for each in offered_themes(region.code)}  # fmt: skip
    themes = [
        theme
        for region in above
        for theme in region.themes.values()
        if (region.id, theme.id.partition("/")[2]) not in taken
    ]
    return tuple(sorted(themes, key=lambda theme: -theme.popular))


def own_themes(code: str) -> tuple[Theme, ...]:
    """Return the themes that a region offers, the most used first."""
    regions = published().regions.values() if published_version() else ()
    themes = [theme for r in regions if r.code == code for theme in r.themes.values()]
    return tuple(sorted(themes, key=lambda theme: -theme.popular))


def offered_themes(code: str) -> frozenset[str]:
    """Return the ids of the themes of regions above that a region has taken over."""
    return frozenset(OfferRecord.objects.filter(region=code).values_list("theme", flat=True))


def chosen_authorities(code: str, theme: str) -> dict[str, str]:
    """Return item → department's slug as a region has chosen; {} if it has not taken it over."""
    row = OfferRecord.objects.filter(region=code, theme=theme).first()
    return dict(row.authorities) if row else {}


def latest_draft() -> str:
    """Return the hash of the draft that was loaded last, "" if there is none."""
    rows = CatalogueVersionRecord.objects.filter(state=State.DRAFT).order_by("-loaded_at")
    return rows.values_list("version", flat=True).first() or ""


@lru_cache(maxsize=16)
def catalogue(version: str) -> Catalogue:
    """Return one version by its hash, also a superseded one. :raises NotFound: if there is none."""
    row = CatalogueVersionRecord.objects.filter(version=version).first()
    if row is None:
        raise NotFound(Message("catalogues.no_such_version", version=version))
    return read_documents(json.loads(bytes(row.documents)))


PLANS = 256  # kept in memory, per process: 60–95 KiB each (16–24 MB); with 74 items 1.6 MB each


@lru_cache(maxsize=PLANS)
def plan(plan_hash: str) -> Plan:
    """Return a plan by its hash. :raises NotFound: if there is none."""
    row = PlanRecord.objects.filter(hash=plan_hash).first()
    if row is None:
        raise NotFound(Message("catalogues.no_such_plan", plan=plan_hash))
    return writers.from_json(zlib.decompress(bytes(row.content)))


def calendar() -> Calendar:
    """Return the working calendar in force, with the notices on days off that were imported."""
    return calendars.in_force()
