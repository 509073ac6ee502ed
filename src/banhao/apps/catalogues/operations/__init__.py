"""Writing the catalogue: load a draft, publish a version, keep a plan."""

import zlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from banhao.apps.catalogues.models import PlanRecord
from banhao.apps.catalogues.publishing import keep_version, put_forward
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.catalogue.load import documents_of_texts, read_folder_texts
from banhao.core.clock.local import localdate
from banhao.core.compiler import writers
from banhao.core.compiler.plan import Plan


@transaction.atomic(durable=True)
def load_draft(*, actor: Actor, texts: Mapping[str, str], now: datetime) -> str:
    """Keep a folder's texts (relative path → TOML) as a version; return its hash.

    The same content is the same version: loading it again changes nothing.
    :raises CatalogueError: with every problem of the folder.
    """
    require(actor, Act.EDIT_CATALOGUE, Thing(), localdate(now))
    read_folder_texts(texts)
    return keep_version(actor, documents_of_texts(texts), now)


@transaction.atomic(durable=True)
def publish_version(*, actor: Actor, version: str, now: datetime) -> str:
    """Offer a version from now on; the one before is superseded, running cases keep it.

    Its regions, departments and counters come to exist as rows. What districts offer is put into
    it, which makes a version of its own; returns the hash of what is offered.
    :raises NotFound: no such version. :raises CatalogueError: if it lacks what a district offers.
    """
    require(actor, Act.EDIT_CATALOGUE, Thing(), localdate(now))
    return put_forward(actor, version, now)


def keep_plan(plan: Plan) -> str:
    """Store a plan once; return its content hash. Call it inside a transaction."""
    stored = writers.to_json(plan)
    plan_hash = writers.content_hash(stored)
    PlanRecord.objects.get_or_create(
        hash=plan_hash, defaults={"content": zlib.compress(stored, level=6)}
    )
    return plan_hash
