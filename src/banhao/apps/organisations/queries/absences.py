"""Reads of absences: one's own, and whose posts one holds as a deputy."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from banhao.apps.organisations.models import AbsenceRecord, OfficeRecord
from banhao.apps.organisations.queries import AROUND
from banhao.core.authority.acts import Act, Actor, Office, Role
from banhao.core.authority.deputies import STOOD_IN, Absence, as_deputy, can_stand_in
from banhao.core.authority.rules import offices_for

# By hand, because every page of an officer asks it: built by the ORM it took 1.2 ms of CPU, so it
# takes 0.1 (decision 0017).
_POSTS = """
select o.account_id, o.id, o.role, r.code, d.slug, c.slug, o.items, o.since, o.until
  from organisations_office o
  left join organisations_region r on r.id = o.region_id
  left join organisations_department d on d.id = o.department_id
  left join organisations_counter c on c.id = o.counter_id
 where o.account_id = %s
    or o.account_id in
       (select absent_id from organisations_absence where deputy_id = %s and ended_at is null)
 order by o.id"""


def posts_of(account_id: int) -> tuple[Office, ...]:
    """Return an account's own offices and those it holds as a deputy; `may` looks at the day."""
    posts: dict[int, list[Office]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, (account_id, account_id))
        for account, *post in cursor.fetchall():
            posts.setdefault(account, []).append(_office(post))
    own = posts.pop(account_id, [])
    if not posts:
        return tuple(own)
    absences = [row.to_absence() for row in _standing().filter(deputy=account_id)]
    held = (as_deputy(each, posts.get(each.absent, ())) for each in absences)
    return (*own, *(office for offices in held for office in offices))


def absences_of(actor: Actor, on: date) -> tuple[Absence, ...]:
    """Return the actor's absences that are not over, the first first."""
    rows = _standing().filter(absent=actor.person, until__gte=on).order_by("since")
    return tuple(row.to_absence() for row in rows)


def absences_among(accounts: Iterable[int], on: date) -> tuple[Absence, ...]:
    """Return the absences of some officers that are not over, the first first."""
    rows = _standing().filter(absent__in=list(accounts), until__gte=on).order_by("since")
    return tuple(row.to_absence() for row in rows)


def officers_led(actor: Actor, on: date) -> tuple[tuple[int, str], ...]:
    """Return (account id, name) of the others in the departments that the actor heads, by name.

    The head of a government leads all of its region.
    """
    led = Q(pk__in=[])
    for office in offices_for(actor, Act.ARRANGE_FOR_OTHERS, on):
        place = Q(region__code=office.region) if office.region else Q()
        led |= place & Q(department__slug=office.department) if office.department else place
    rows = OfficeRecord.objects.filter(
        led, Q(until=None) | Q(until__gte=on), role__in=STOOD_IN, since__lte=on,
        account__is_active=True,
    ).exclude(account=actor.person)  # fmt: skip
    found = dict(rows.values_list("account_id", "account__display_name"))
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def standing_in(actor: Actor, on: date) -> tuple[Absence, ...]:
    """Return the absences during which the actor stands in, not over yet."""
    rows = _standing().filter(deputy=actor.person, until__gte=on).order_by("since")
    return tuple(row.to_absence() for row in rows)


def possible_deputies(actor: Actor, on: date) -> tuple[tuple[int, str], ...]:
    """Return (account id, name) of colleagues who may stand in for the actor, by name."""
    own = [post for post in actor.offices if post.deputy_of is None]
    places = {post.region for post in own}
    rows = (
        OfficeRecord.objects.filter(region__code__in=places, account__is_active=True)
        .exclude(account=actor.person)
        .select_related(*AROUND, "account")
    )
    found = {
        row.account_id: row.account.display_name
        for row in rows
        if can_stand_in((row.to_office(),), own, on)
    }
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def holders(offices: set[int]) -> Mapping[int, int]:
    """Return office id → account whose post it is."""
    rows = OfficeRecord.objects.filter(pk__in=offices)
    return dict(rows.values_list("pk", "account_id"))


def _standing() -> QuerySet[AbsenceRecord]:
    return AbsenceRecord.objects.filter(ended_at=None)


def _office(row: Sequence[Any]) -> Office:
    """Return a row of _POSTS as a value. SQLite gives days as text, both give `items` as JSON."""
    number, role, region, department, counter, items, since, until = row
    return Office(
        id=number,
        role=Role(role),
        region=region or "",
        department=department or "",
        counter=counter or "",
        items=frozenset(json.loads(items)),
        since=_day(since),
        until=_day(until) if until else None,
    )


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
