"""Writing the catalogue: load a draft, publish a version, keep a plan."""

import zlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from banhao.apps.catalogues import queries
from banhao.apps.catalogues.models import CatalogueVersionRecord, PlanRecord
from banhao.apps.organisations.operations import bring_region
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.catalogue.documents import canonical
from banhao.core.catalogue.load import documents_of_texts, read_folder_texts
from banhao.core.clock.local import localdate
from banhao.core.compiler import writers
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message

State = CatalogueVersionRecord.State


@transaction.atomic(durable=True)
def load_draft(*, actor: Actor, texts: Mapping[str, str], now: datetime) -> str:
    """Keep a folder's texts (relative path → TOML) as a version; return its hash.

    The same content is the same version: loading it again changes nothing.
    :raises CatalogueError: with every problem of the folder.
    """
    require(actor, Act.EDIT_CATALOGUE, Thing(), localdate(now))
    version, documents = read_folder_texts(texts).version, documents_of_texts(texts)
    CatalogueVersionRecord.objects.get_or_create(
        version=version,
        defaults={
            "documents": canonical(documents),
            "loaded_at": now,
            "loaded_by": actor.person,
        },
    )
    return version


@transaction.atomic(durable=True)
def publish_version(*, actor: Actor, version: str, now: datetime) -> None:
    """Offer a version from now on; the one before is superseded, running cases keep it.

    Its regions, departments and counters come to exist as rows. :raises NotFound: no such version.
    """
    require(actor, Act.EDIT_CATALOGUE, Thing(), localdate(now))
    rows = CatalogueVersionRecord.objects.select_for_update()
    if not rows.filter(version=version).exists():
        raise NotFound(Message("catalogues.no_such_version", version=version))
    rows.filter(state=State.PUBLISHED).exclude(version=version).update(state=State.SUPERSEDED)
    rows.filter(version=version).update(
        state=State.PUBLISHED, published_at=now, published_by=actor.person
    )
    for region in queries.catalogue(version).regions.values():
        bring_region(region=region)


def keep_plan(plan: Plan) -> str:
    """Store a plan once; return its content hash. Call it inside a transaction."""
    stored = writers.to_json(plan)
    plan_hash = writers.content_hash(stored)
    PlanRecord.objects.get_or_create(
        hash=plan_hash, defaults={"content": zlib.compress(stored, level=6)}
    )
    return plan_hash
