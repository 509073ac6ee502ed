"""What an administrator sees: every read is filtered in SQL by the reach of the post."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from banhao.apps.organisations.models import (
    CounterRecord,
    DepartmentRecord,
    OfficeRecord,
    OfficerRecord,
    RegionRecord,
)
from banhao.apps.organisations.queries import AROUND
from banhao.apps.organisations.values import Counter, Department, Officer, Post, Region
from banhao.core.authority.acts import THE_OPERATOR, Actor, Role
from banhao.core.authority.rules import is_valid, prefix
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text


def reach(actor: Actor, on: date, path: str = "region__code") -> Q:
    """Return the SQL condition for rows whose region (at `path`) the actor administers on a day."""
    if actor == THE_OPERATOR:
        return Q()
    codes = [o.region for o in actor.offices if o.role is Role.ADMINISTRATOR and is_valid(o, on)]
    if "" in codes:
        return Q()
    inside = Q(pk__in=[])
    for code in codes:
        inside |= Q(**{f"{path}__startswith": prefix(code)})
    return inside


def administers_all(actor: Actor, on: date) -> bool:
    """Return whether the actor administers the whole installation."""
    return actor == THE_OPERATOR or any(
        o.role is Role.ADMINISTRATOR and o.region == "" and is_valid(o, on) for o in actor.offices
    )


def region_rows(actor: Actor, on: date) -> QuerySet[RegionRecord]:
    """Return the rows of the regions the actor administers, by code."""
    return RegionRecord.objects.filter(reach(actor, on, "code")).order_by("code")


def own_regions(actor: Actor, on: date, words: str = "") -> tuple[Region, ...]:
    """Return the regions the actor administers, maybe only those with these words in them."""
    rows = region_rows(actor, on).filter(_has(words, "code", "slug", "title_zh", "title_en"))
    return tuple(row.to_region() for row in rows)


def own_region(actor: Actor, code: str, on: date) -> Region:
    """Return one region. :raises NotFound: if the actor does not administer it."""
    row = region_rows(actor, on).filter(code=code).first()
    if row is None:
        raise NotFound(Message("organisations.no_region"))
    return row.to_region()


def department_rows(actor: Actor, on: date) -> QuerySet[DepartmentRecord]:
    """Return the rows of the departments the actor administers."""
    rows = DepartmentRecord.objects.filter(reach(actor, on)).select_related("region")
    return rows.order_by("region__code", "slug")


def own_departments(
    actor: Actor, on: date, words: str = "", region_code: str = ""
) -> tuple[Department, ...]:
    """Return the departments the actor administers."""
    rows = department_rows(actor, on).filter(_has(words, "slug", "title_zh", "title_en", "uscc"))
    if region_code:
        rows = rows.filter(region__code=region_code)
    return tuple(row.to_department() for row in rows)


def own_department(actor: Actor, department_id: int, on: date) -> Department:
    """Return one department. :raises NotFound: if the actor does not administer it."""
    row = department_rows(actor, on).filter(pk=department_id).first()
    if row is None:
        raise NotFound(Message("organisations.no_department"))
    return row.to_department()


def counter_rows(actor: Actor, on: date) -> QuerySet[CounterRecord]:
    """Return the rows of the counters the actor administers."""
    rows = CounterRecord.objects.filter(reach(actor, on)).select_related("region")
    return rows.order_by("region__code", "slug")


def own_counters(
    actor: Actor, on: date, words: str = "", region_code: str = ""
) -> tuple[Counter, ...]:
    """Return the counters the actor administers."""
    rows = counter_rows(actor, on).filter(_has(words, "slug", "title_zh", "title_en", "address_zh"))
    if region_code:
        rows = rows.filter(region__code=region_code)
    return tuple(row.to_counter() for row in rows)


def own_counter(actor: Actor, counter_id: int, on: date) -> Counter:
    """Return one counter. :raises NotFound: if the actor does not administer it."""
    row = counter_rows(actor, on).filter(pk=counter_id).first()
    if row is None:
        raise NotFound(Message("organisations.no_counter"))
    return row.to_counter()


def officer_rows(actor: Actor, on: date) -> QuerySet[OfficerRecord]:
    """Return the rows of the officers whose home region the actor administers, by mail."""
    offices = Prefetch(
        "account__officerecord_set",
        queryset=OfficeRecord.objects.select_related(*AROUND).order_by("since", "pk"),
    )
    rows = OfficerRecord.objects.filter(reach(actor, on)).select_related("region", "account")
    return rows.prefetch_related(offices).order_by("account__email")


def own_officers(
    actor: Actor, on: date, words: str = "", region_code: str = ""
) -> tuple[Officer, ...]:
    """Return the officers the actor administers, with all their offices."""
    fields = ("account__display_name", "account__email", "account__phone")
    rows = officer_rows(actor, on).filter(_has(words, *fields))
    if region_code:
        rows = rows.filter(region__code=region_code)
    return tuple(to_officer(row) for row in rows)


def own_officer(actor: Actor, account_id: int, on: date) -> Officer:
    """Return one officer. :raises NotFound: if the actor does not administer their home region."""
    row = officer_rows(actor, on).filter(account=account_id).first()
    if row is None:
        raise NotFound(Message("organisations.no_officer"))
    return to_officer(row)


def to_officer(row: OfficerRecord) -> Officer:
    """Return a row of `officer_rows` as a value."""
    account = row.account
    return Officer(
        id=account.pk,
        name=account.display_name,
        email=account.email or "",
        phone=account.phone,
        region=row.region.code if row.region else "",
        is_active=account.is_active,
        offices=tuple(office.to_office() for office in account.officerecord_set.all()),
    )


def office_rows(actor: Actor, on: date) -> QuerySet[OfficeRecord]:
    """Return the rows of the offices in the regions the actor administers, open ones first."""
    rows = OfficeRecord.objects.filter(reach(actor, on)).select_related("account", *AROUND)
    return rows.order_by("region__code", "role", "since", "pk")


def own_posts(
    actor: Actor,
    on: date,
    *,
    words: str = "",
    role: str = "",
    region_code: str = "",
    account: int | None = None,
) -> tuple[Post, ...]:
    """Return the offices the actor administers with the names around them."""
    fields = ("account__display_name", "account__email", "department__title_zh")
    rows = office_rows(actor, on).filter(_has(words, *fields))
    wanted = {"role": role, "region__code": region_code, "account": account}
    return _posts(rows.filter(**{key: value for key, value in wanted.items() if value}), on)


def own_post(actor: Actor, office_id: int, on: date) -> Post:
    """Return one office. :raises NotFound: if the actor does not administer its region."""
    found = _posts(office_rows(actor, on).filter(pk=office_id), on)
    if not found:
        raise NotFound(Message("organisations.no_office"))
    return found[0]


def _posts(rows: Iterable[OfficeRecord], on: date) -> tuple[Post, ...]:
    return tuple(
        Post(
            office=row.to_office(),
            account=row.account_id,
            name=row.account.display_name,
            region=row.region.to_region().title if row.region else Text("全部地区", "All regions"),
            department=_title(row.department),
            counter=_title(row.counter),
            on=on,
        )
        for row in rows
    )


def _title(row: DepartmentRecord | CounterRecord | None) -> Text:
    return Text(row.title_zh, row.title_en) if row else Text("")


def _has(words: str, *fields: str) -> Q:
    """Return the condition that some field holds the words (all rows when there are none)."""
    found = Q()
    for field in fields if words else ():
        found |= Q(**{f"{field}__icontains": words.strip()})
    return found


def counts(actor: Actor, on: date) -> dict[str, int]:
    """Return how many of each the actor administers; offices only those held on the day."""
    held = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    return {
        "regions": region_rows(actor, on).count(),
        "departments": department_rows(actor, on).count(),
        "counters": counter_rows(actor, on).count(),
        "people": officer_rows(actor, on).filter(account__is_active=True).count(),
        "offices": office_rows(actor, on).filter(held).count(),
    }
