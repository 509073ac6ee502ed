"""Reads of absences: one's own, and whose posts one holds as a deputy."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from banhao.apps.organisations.models import AbsenceRecord, OfficeRecord
from banhao.apps.organisations.queries import AROUND
from banhao.core.authority.acts import Act, Actor, Office
from banhao.core.authority.deputies import STOOD_IN, Absence, as_deputy, can_stand_in
from banhao.core.authority.rules import offices_for


def posts_of(account_id: int) -> tuple[Office, ...]:
    """Return an account's own offices and those it holds as a deputy; `may` looks at the day."""
    absent = _standing().filter(deputy=account_id).values("absent")
    rows = OfficeRecord.objects.filter(Q(account=account_id) | Q(account__in=absent))
    posts: dict[int, list[Office]] = {}  # one statement: every page of an officer asks this
    for row in rows.select_related(*AROUND).order_by("pk"):
        posts.setdefault(row.account_id, []).append(row.to_office())
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
