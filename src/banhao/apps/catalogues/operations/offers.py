"""What districts offer: a theme of a region above, handled by their own departments."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from banhao.apps.catalogues import queries
from banhao.apps.catalogues.models import OfferRecord
from banhao.apps.catalogues.publishing import put_forward
from banhao.apps.organisations.operations.places import note
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def offer_theme(
    *, actor: Actor, region: str, theme: str, authorities: Mapping[str, str], now: datetime
) -> str:
    """Let a district offer a theme, or other departments handle it; returns the version.

    `authorities`: item → slug of a department of the district. Running cases keep their plans.
    :raises NotFound: if the region is not the actor's, or no region above it has this theme.
    :raises CatalogueError: if an item has no department.
    """
    _require(actor, region, now)
    if theme not in {one.id for one in queries.themes_above(region)}:
        raise NotFound(Message("catalogues.no_theme_above"))
    OfferRecord.objects.update_or_create(
        region=region,
        theme=theme,
        defaults={"authorities": dict(authorities), "by": actor.person, "at": now},
    )
    _same_elsewhere(region, authorities)
    note(actor, f"offer:{region}/{theme}", "offered", now)
    return put_forward(actor, queries.published_version(), now)


@transaction.atomic(durable=True)
def stop_offering(*, actor: Actor, region: str, theme: str, now: datetime) -> str:
    """Let a district offer a theme no more; cases that run go on. Returns the version.

    :raises NotFound: if the region is not the actor's, or does not offer it.
    """
    _require(actor, region, now)
    deleted, _ = OfferRecord.objects.filter(region=region, theme=theme).delete()
    if not deleted:
        raise NotFound(Message("catalogues.no_theme_above"))
    note(actor, f"offer:{region}/{theme}", "stopped", now)
    return put_forward(actor, queries.published_version(), now)


def _same_elsewhere(region: str, authorities: Mapping[str, str]) -> None:
    """An item has one department in a region, in whichever theme it stands."""
    for row in OfferRecord.objects.filter(region=region):
        shared = {item: chosen for item, chosen in authorities.items() if item in row.authorities}
        if shared.items() - row.authorities.items():
            row.authorities = row.authorities | shared
            row.save(update_fields=["authorities"])


def _require(actor: Actor, region: str, now: datetime) -> None:
    on = localdate(now)
    administered.own_region(actor, region, on)
    require(actor, Act.OFFER_THEME, Thing(region=region), on)
