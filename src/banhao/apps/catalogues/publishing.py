"""Keep and publish versions, with what districts offer in them. Call these inside a transaction."""

import json
from collections.abc import Mapping
from datetime import datetime

from banhao.apps.catalogues import queries
from banhao.apps.catalogues.models import CatalogueVersionRecord, OfferRecord
from banhao.apps.organisations import queries as organisations
from banhao.apps.organisations.operations import bring_region
from banhao.core.authority.acts import Actor
from banhao.core.catalogue.adoption import Adoption, District, adopted
from banhao.core.catalogue.documents import Document, canonical, version_of
from banhao.core.catalogue.load import read_documents
from banhao.core.catalogue.places import Counter, Department
from banhao.core.errors import NotFound
from banhao.core.messages import Message

State = CatalogueVersionRecord.State


def keep_version(
    actor: Actor, documents: Mapping[str, Document], now: datetime, base: str = ""
) -> str:
    """Keep documents as a version and return its hash; the same content is the same version."""
    version = version_of(documents)
    CatalogueVersionRecord.objects.get_or_create(
        version=version,
        defaults={
            "documents": canonical(documents),
            "base": base,
            "loaded_at": now,
            "loaded_by": actor.person,
        },
    )
    return version


def put_forward(actor: Actor, version: str, now: datetime) -> str:
    """Offer a version, with what districts offer in it; returns the hash of what is offered.

    :raises NotFound: no such version. :raises CatalogueError: if it lacks what a district offers.
    """
    rows = CatalogueVersionRecord.objects.select_for_update()
    row = rows.filter(version=version).first()
    if row is None:
        raise NotFound(Message("catalogues.no_such_version", version=version))
    final = _with_offers(actor, row.base or version, now)
    rows.filter(state=State.PUBLISHED).exclude(version=final).update(state=State.SUPERSEDED)
    rows.filter(version=final).update(
        state=State.PUBLISHED, published_at=now, published_by=actor.person
    )
    for region in queries.catalogue(final).regions.values():
        bring_region(region=region)
    return final


def _with_offers(actor: Actor, base: str, now: datetime) -> str:
    """Return the version that has the folders of all districts that offer something."""
    offers = [_adoption(row) for row in OfferRecord.objects.order_by("region", "theme")]
    if not offers:
        return base
    row = CatalogueVersionRecord.objects.get(version=base)
    documents: Mapping[str, Document] = json.loads(bytes(row.documents))
    for offer in offers:
        documents = adopted(documents, offer)
    read_documents(documents)  # raises with all that is wrong
    return keep_version(actor, documents, now, base)


def _adoption(row: OfferRecord) -> Adoption:
    region = organisations.region(row.region)
    district = District(
        id=region.slug,
        code=region.code,
        title=region.title,
        departments=tuple(
            Department(d.slug, d.title, d.uscc) for d in organisations.departments(region.code)
        ),
        counters=tuple(
            Counter(c.slug, c.title, c.address) for c in organisations.counters(region.code)
        ),
    )
    return Adoption(district, row.theme, row.authorities)
