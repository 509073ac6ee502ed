"""Regions, departments and counters: made, renamed, and taken away while nothing hangs on them."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from banhao.apps.organisations.models import CounterRecord, DepartmentRecord, RegionRecord
from banhao.apps.organisations.queries import administered
from banhao.apps.people.doors import require
from banhao.apps.people.operations import write_access
from banhao.core.authority.acts import Act, Actor, Refused, Thing
from banhao.core.authority.rules import may
from banhao.core.clock.local import localdate
from banhao.core.codes import uscc as codes
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message, Text

CODE = re.compile(r"[1-9][0-9]{5}")
LAW = "base"  # the folder of what law says, in a catalogue
SLUG = re.compile(r"[a-z][a-z0-9-]{1,59}")


@transaction.atomic(durable=True)
def create_region(*, actor: Actor, code: str, slug: str, title: Text, now: datetime) -> str:
    """Make a region inside the actor's own; returns its code.

    :raises NotAllowed: if the code lies outside the actor's region.
    :raises BadInput: for a wrong code, slug or name. :raises Conflict: if code or slug exists.
    """
    if not CODE.fullmatch(code):
        raise BadInput(Message("organisations.code_wrong"), field="code")
    if slug.strip() == LAW:
        raise BadInput(Message("organisations.slug_wrong"), field="slug")
    if isinstance(may(actor, Act.ADMINISTER, Thing(region=code), localdate(now)), Refused):
        raise NotAllowed(Message("authority.other_region"), field="code")
    row = RegionRecord(code=code, slug=clean_slug(slug), **clean_titles(title))
    _insert(row, Message("organisations.region_exists"), "code")
    note(actor, f"region:{code}", "created", now)
    return code


@transaction.atomic(durable=True)
def rename_region(*, actor: Actor, code: str, title: Text, now: datetime) -> None:
    """Give a region another name. :raises NotFound: if the actor does not administer it."""
    row = own_region(actor, code, now)
    RegionRecord.objects.filter(pk=row.pk).update(**clean_titles(title))
    note(actor, f"region:{code}", "renamed", now)


@transaction.atomic(durable=True)
def create_department(
    *, actor: Actor, region: str, slug: str, title: Text, uscc: str = "", now: datetime
) -> int:
    """Make a department of a region; returns its row's id.

    :raises NotFound: if the actor does not administer the region.
    :raises BadInput: for a wrong slug, name or uscc. :raises Conflict: if the slug exists.
    """
    place = own_region(actor, region, now)
    row = DepartmentRecord(
        region=place, slug=clean_slug(slug), uscc=clean_uscc(uscc), **clean_titles(title)
    )
    _insert(row, Message("organisations.slug_exists"), "slug")
    note(actor, f"department:{row.pk}", "created", now)
    return int(row.pk)


@transaction.atomic(durable=True)
def change_department(
    *, actor: Actor, department_id: int, title: Text, uscc: str, now: datetime
) -> None:
    """Give a department another name or uscc. :raises NotFound: if it is not the actor's."""
    row = _own_department(actor, department_id, now)
    titles = clean_titles(title)
    DepartmentRecord.objects.filter(pk=row.pk).update(uscc=clean_uscc(uscc), **titles)
    note(actor, f"department:{row.pk}", "changed", now)


@transaction.atomic(durable=True)
def remove_department(*, actor: Actor, department_id: int, now: datetime) -> None:
    """Take away a department made by mistake.

    :raises NotFound: if it is not the actor's. :raises Conflict: if an office was ever held in it.
    """
    row = _own_department(actor, department_id, now)
    _delete(row)
    note(actor, f"department:{department_id}", "removed", now)


@transaction.atomic(durable=True)
def create_counter(
    *, actor: Actor, region: str, slug: str, title: Text, address: Text, now: datetime
) -> int:
    """Make a hall counter of a region; returns its row's id.

    :raises NotFound: if the actor does not administer the region.
    :raises BadInput: for a wrong slug or name. :raises Conflict: if the slug exists.
    """
    place = own_region(actor, region, now)
    row = CounterRecord(
        region=place, slug=clean_slug(slug), **clean_titles(title), **_address(address)
    )
    _insert(row, Message("organisations.slug_exists"), "slug")
    note(actor, f"counter:{row.pk}", "created", now)
    return int(row.pk)


@transaction.atomic(durable=True)
def change_counter(
    *, actor: Actor, counter_id: int, title: Text, address: Text, now: datetime
) -> None:
    """Give a counter another name or address. :raises NotFound: if it is not the actor's."""
    row = _own_counter(actor, counter_id, now)
    CounterRecord.objects.filter(pk=row.pk).update(**clean_titles(title), **_address(address))
    note(actor, f"counter:{row.pk}", "changed", now)


@transaction.atomic(durable=True)
def remove_counter(*, actor: Actor, counter_id: int, now: datetime) -> None:
    """Take away a counter made by mistake.

    :raises NotFound: if it is not the actor's. :raises Conflict: if an office was ever held at it.
    """
    row = _own_counter(actor, counter_id, now)
    _delete(row)
    note(actor, f"counter:{counter_id}", "removed", now)


def own_region(actor: Actor, code: str, now: datetime) -> RegionRecord:
    """Return a region's row. :raises NotFound: if the actor does not administer it."""
    row = administered.region_rows(actor, localdate(now)).filter(code=code).first()
    if row is None:
        raise NotFound(Message("organisations.no_region"), field="region")
    require(actor, Act.ADMINISTER, Thing(region=code), localdate(now))
    return row


def note(actor: Actor, what: str, result: str, now: datetime) -> None:
    """Write into the access log who changed what. Call it inside a transaction."""
    write_access(actor=actor, whose=what, why=Act.ADMINISTER, result=result, now=now)


def clean_uscc(uscc: str) -> str:
    """Return a uscc in capitals, "" stays. :raises BadInput: if its check digit is wrong."""
    uscc = uscc.strip().upper()
    problem = codes.problem(uscc) if uscc else None
    if problem:
        raise BadInput(problem, field="uscc")
    return uscc


def clean_slug(slug: str) -> str:
    """Return a slug. :raises BadInput: unless small Latin letters, digits and hyphens."""
    if not SLUG.fullmatch(slug.strip()):
        raise BadInput(Message("organisations.slug_wrong"), field="slug")
    return slug.strip()


def clean_titles(title: Text) -> dict[str, str]:
    """Return the columns of a name. :raises BadInput: without a Chinese name."""
    if not title.zh.strip() or len(title.zh) > 80:
        raise BadInput(Message("organisations.title_missing"), field="title_zh")
    return {"title_zh": title.zh.strip(), "title_en": title.en.strip()[:120]}


def _own_department(actor: Actor, department_id: int, now: datetime) -> DepartmentRecord:
    rows = administered.department_rows(actor, localdate(now)).filter(pk=department_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(Message("organisations.no_department"))
    require(actor, Act.ADMINISTER, Thing(region=row.region.code), localdate(now))
    return row


def _own_counter(actor: Actor, counter_id: int, now: datetime) -> CounterRecord:
    rows = administered.counter_rows(actor, localdate(now)).filter(pk=counter_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(Message("organisations.no_counter"))
    require(actor, Act.ADMINISTER, Thing(region=row.region.code), localdate(now))
    return row


def _insert(
    row: RegionRecord | DepartmentRecord | CounterRecord, taken: Message, field: str
) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(taken, field=field) from error


def _delete(row: DepartmentRecord | CounterRecord) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        raise Conflict(Message("organisations.in_use")) from error


def _address(address: Text) -> dict[str, str]:
    return {"address_zh": address.zh.strip()[:200], "address_en": address.en.strip()[:200]}
