"""Write licences of before as certificates, each row by itself. Call it inside a transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates.held import Issuer, bring_licence
from banhao.apps.organisations.operations.places import own_region
from banhao.apps.organisations.queries import departments
from banhao.core.authority.acts import Actor
from banhao.core.catalogue.places import CertificateType
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Refusal
from banhao.core.imports.licences import Licence, read
from banhao.core.imports.lines import Fate, Line
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message


@dataclass(slots=True)
class Desk:
    """What the rows of one table share: who brings it, kinds, departments, numbers so far."""

    actor: Actor
    kinds: Mapping[str, CertificateType]
    now: datetime
    issuers: dict[str, Mapping[str, Issuer]] = field(default_factory=dict)
    first: dict[tuple[str, str], int] = field(default_factory=dict)


def write(actor: Actor, rows: tuple[Row, ...], now: datetime) -> tuple[Line, ...]:
    """Write what is good and return a line a row. Call it inside a transaction.

    :raises NotFound: before a catalogue is published: it says what kinds of certificate there are.
    """
    desk = Desk(actor, catalogues.published().certificates, now)
    return tuple(_row(desk, row) for row in rows)


def _row(desk: Desk, row: Row) -> Line:
    about = f"{row['type']} {row['number']}"
    try:
        with transaction.atomic():
            licence = read(row, localdate(desk.now), desk.kinds)
            before = desk.first.setdefault((licence.kind.id, licence.number), row.number)
            if before != row.number:
                raise BadInput(Message("imports.licence_twice", row=before), field="number")
            issuer = _issuer(desk, licence)
            fate = bring_licence(licence=licence, issuer=issuer, now=desk.now)
            return Line(row.number, fate, about)
    except Refusal as refusal:
        return Line(row.number, Fate.REFUSED, about, refusal.message, refusal.field)


def _issuer(desk: Desk, licence: Licence) -> Issuer:
    """Return the department by its short name or its full one."""
    region = licence.region
    if region not in desk.issuers:
        own_region(desk.actor, region, desk.now)
        found = [Issuer(d.slug, d.title) for d in departments(region)]
        desk.issuers[region] = {i.title.zh: i for i in found} | {i.id: i for i in found}
    issuer = desk.issuers[region].get(licence.issuer)
    if issuer is None:
        problem = Message("imports.issuer_unknown", found=licence.issuer, region=region)
        raise BadInput(problem, field="issuer")
    return issuer
