"""Reads for everybody: names, and the offices and firms behind an account.

What an administrator may see is in `administered.py`.
"""

from datetime import date

from django.db.models import Q, QuerySet

from banhao.apps.organisations.models import (
    CounterRecord,
    DepartmentRecord,
    FirmMemberRecord,
    FirmRecord,
    OfficeRecord,
    RegionRecord,
)
from banhao.apps.organisations.values import Counter, Department, Firm, Region
from banhao.core.authority.acts import Actor, Office, Role
from banhao.core.errors import NotFound
from banhao.core.messages import Message

AROUND = ("region", "department", "counter")


def offices_of(account_id: int) -> tuple[Office, ...]:
    """Return all offices of an account, also past and future ones; `may` looks at the day."""
    rows = OfficeRecord.objects.filter(account=account_id).select_related(*AROUND).order_by("pk")
    return tuple(row.to_office() for row in rows)


def firms_of(account_id: int) -> frozenset[str]:
    """Return the uscc of the firms this account may act for."""
    return frozenset(
        FirmRecord.objects.filter(firmmemberrecord__account=account_id).values_list(
            "uscc", flat=True
        )
    )


def own_firms(actor: Actor) -> tuple[Firm, ...]:
    """Return the firms the actor may act for, by name."""
    rows = FirmRecord.objects.filter(firmmemberrecord__account=actor.person).order_by("name")
    return tuple(row.to_firm() for row in rows)


def firm(uscc: str) -> Firm:
    """Return a firm. :raises NotFound: if nobody has registered it here."""
    row = FirmRecord.objects.filter(uscc=uscc).first()
    if row is None:
        raise NotFound(Message("organisations.no_firm"))
    return row.to_firm()


def members(actor: Actor, uscc: str) -> tuple[tuple[int, str, str], ...]:
    """Return (account id, name, mail) of those who may act for one of the actor's firms.

    :raises NotFound: if the actor may not act for it.
    """
    if uscc not in firms_of(actor.person or 0):
        raise NotFound(Message("organisations.no_firm"))
    rows = FirmMemberRecord.objects.filter(firm__uscc=uscc).select_related("account")
    return tuple(
        (row.account.pk, row.account.display_name, row.account.email or "")
        for row in rows.order_by("since")
    )


def region(code: str) -> Region:
    """Return a region by code. :raises NotFound: if there is none."""
    row = RegionRecord.objects.filter(code=code).first()
    if row is None:
        raise NotFound(Message("organisations.no_region"))
    return row.to_region()


def regions() -> tuple[Region, ...]:
    """Return all regions, by code."""
    return tuple(row.to_region() for row in RegionRecord.objects.order_by("code"))


def department(region_code: str, slug: str) -> Department:
    """Return a department by region and slug. :raises NotFound: if there is none."""
    rows = DepartmentRecord.objects.filter(region__code=region_code, slug=slug)
    row = rows.select_related("region").first()
    if row is None:
        raise NotFound(Message("organisations.no_department"))
    return row.to_department()


def departments(region_code: str) -> tuple[Department, ...]:
    """Return the departments of a region, by slug."""
    rows = DepartmentRecord.objects.filter(region__code=region_code).select_related("region")
    return tuple(row.to_department() for row in rows.order_by("slug"))


def counters(region_code: str) -> tuple[Counter, ...]:
    """Return the counters of a region, by slug."""
    rows = CounterRecord.objects.filter(region__code=region_code).select_related("region")
    return tuple(row.to_counter() for row in rows.order_by("slug"))


def officers_with(
    *, role: Role, region: str, department: str = "", on: date
) -> tuple[tuple[int, str], ...]:
    """Return (account id, name) of active officers who hold such an office on that day, by id.

    `department` "" = any.
    """
    rows = _offices(role, region, department, on)
    return tuple(
        rows.order_by("account").distinct().values_list("account", "account__display_name")
    )


def inspectors(region: str, department: str, on: date) -> tuple[tuple[int, str], ...]:
    """Return (account id, name) of who can have been at a visit of a department, by name.

    Inspectors and examiners; a connected system, which nobody signs in as, goes nowhere.
    """
    found: dict[int, str] = {}
    for role in (Role.INSPECTOR, Role.EXAMINER):
        rows = _offices(role, region, department, on).exclude(account__email=None)
        found |= dict(rows.values_list("account", "account__display_name"))
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def _offices(role: Role, region: str, department: str, on: date) -> QuerySet[OfficeRecord]:
    """Return the offices of a role there that active accounts hold on that day."""
    rows = OfficeRecord.objects.filter(
        Q(region__code=region) | Q(region=None),
        Q(until=None) | Q(until__gte=on),
        role=role,
        since__lte=on,
        account__is_active=True,
    )
    if department:
        rows = rows.filter(Q(department__slug=department) | Q(department=None))
    return rows
