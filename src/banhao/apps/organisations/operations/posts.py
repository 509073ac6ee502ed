"""Officers and their offices: an account for the office, appointed and ended by day."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from banhao.apps.organisations.models import (
    CounterRecord,
    DepartmentRecord,
    OfficeRecord,
    OfficerRecord,
    RegionRecord,
)
from banhao.apps.organisations.operations.places import note, own_region
from banhao.apps.organisations.queries import administered
from banhao.apps.organisations.values import NEEDS_DEPARTMENT, NewOfficer
from banhao.apps.people.doors import require
from banhao.apps.people.operations import change_office_account, make_account
from banhao.core.authority.acts import Act, Actor, Role, Thing
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.messages import Message

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread on paper
DAY = timedelta(days=1)


@transaction.atomic(durable=True)
def create_person(
    *,
    actor: Actor,
    email: str,
    display_name: str,
    phone: str = "",
    region: str,
    password: str = "",
    must_change_password: bool = True,
    signs_in: bool = True,
    now: datetime,
) -> NewOfficer:
    """Make an officer's account in a home region ("" = the whole installation).

    Without `password` one is made; it is returned once and must be changed at first sign-in. Not
    `signs_in`: there is none, and nobody signs in with one (people of the demo).
    :raises NotFound: if the actor does not administer the region (NotAllowed for "").
    :raises BadInput: for wrong values. :raises Conflict: if the mail address has an account.
    """
    if signs_in:
        password = password or "-".join(_letters(4) for _ in range(4))
    account = bring_officer(
        actor=actor,
        email=email,
        display_name=display_name,
        phone=phone,
        region=region,
        password=password,
        must_change_password=must_change_password,
        now=now,
    )
    return NewOfficer(account, password)


def bring_officer(
    *,
    actor: Actor,
    email: str,
    display_name: str,
    phone: str = "",
    region: str,
    password: str = "",
    hashed: str = "",
    must_change_password: bool = True,
    now: datetime,
) -> int:
    """As `create_person`, for another errand; returns the account. Call it inside a transaction.

    `hashed`: the hash of a first password made before, so that no transaction waits for hashing.
    """
    home = _place(actor, region, now)
    account = make_account(
        email=email,
        password=password,
        hashed=hashed,
        display_name=display_name,
        phone=phone,
        is_officer=True,
        must_change_password=must_change_password,
        now=now,
    )
    OfficerRecord.objects.create(account_id=account, region=home)
    note(actor, f"account:{account}", "created", now)
    return account


@transaction.atomic(durable=True)
def change_person(
    *, actor: Actor, account_id: int, display_name: str, phone: str, now: datetime
) -> None:
    """Change an officer's name or phone. :raises NotFound: if the officer is not the actor's."""
    rename_officer(
        actor=actor, account_id=account_id, display_name=display_name, phone=phone, now=now
    )


def rename_officer(
    *, actor: Actor, account_id: int, display_name: str, phone: str, now: datetime
) -> None:
    """As `change_person`, for another errand. Call it inside a transaction."""
    _own_officer(actor, account_id, now)
    change_office_account(account_id=account_id, display_name=display_name, phone=phone)
    note(actor, f"account:{account_id}", "changed", now)


@transaction.atomic(durable=True)
def give_new_password(*, actor: Actor, account_id: int, now: datetime) -> NewOfficer:
    """Give an officer a new first password, returned once; the old one ends at once.

    :raises NotFound: if the officer is not the actor's.
    """
    _own_officer(actor, account_id, now)
    password = "-".join(_letters(4) for _ in range(4))
    change_office_account(account_id=account_id, password=password)
    note(actor, f"account:{account_id}", "new-password", now)
    return NewOfficer(account_id, password)


@transaction.atomic(durable=True)
def set_active(*, actor: Actor, account_id: int, active: bool, now: datetime) -> None:
    """Close an officer's account (signed out at once everywhere), or open it again.

    :raises NotFound: if the officer is not the actor's. :raises Conflict: for one's own account.
    """
    _own_officer(actor, account_id, now)
    if account_id == actor.person:
        raise Conflict(Message("organisations.own_account"))
    change_office_account(account_id=account_id, active=active)
    note(actor, f"account:{account_id}", "opened" if active else "closed", now)


def put_in_office(
    *,
    actor: Actor,
    account_id: int,
    role: Role,
    region: str,
    department: str = "",
    counter: str = "",
    items: Collection[str] = (),
    since: date,
    until: date | None = None,
    now: datetime,
) -> int:
    """Appoint an officer to an office; returns its id. `department`, `counter` are slugs.

    Call it inside a transaction; as an errand of its own it is `appoint`.
    :raises NotFound: if officer, region, department or counter are not the actor's.
    :raises NotAllowed: for the whole installation (region "") by an administrator of a region.
    :raises BadInput: if a department is missing or the days are turned round.
    :raises Conflict: if the officer holds the same office in these days already.
    """
    _own_officer(actor, account_id, now)
    place = _place(actor, region, now)
    row = OfficeRecord(
        account_id=account_id,
        role=Role(role).value,
        region=place,
        department=_department(place, department, role),
        counter=_counter(place, counter),
        items=sorted(items),
        since=since,
        until=until,
    )
    if until is not None and until < since:
        raise BadInput(Message("organisations.days_turned_round"), field="until")
    _refuse_twice(row)
    row.save(force_insert=True)
    note(actor, f"office:{row.pk}", "appointed", now)
    return int(row.pk)


appoint = transaction.atomic(durable=True)(put_in_office)


@transaction.atomic(durable=True)
def end_office(*, actor: Actor, office_id: int, until: date | None, now: datetime) -> None:
    """Set the last day of an office (yesterday: ends at once); None opens its end again.

    :raises NotFound: if the office is not in the actor's region.
    :raises BadInput: if it would end more than a day before it began.
    :raises Conflict: for one's own office of administrator: somebody else must end that.
    """
    rows = administered.office_rows(actor, localdate(now)).filter(pk=office_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(Message("organisations.no_office"))
    require(actor, Act.ADMINISTER, Thing(region=row.to_office().region), localdate(now))
    if row.account_id == actor.person and row.role == Role.ADMINISTRATOR:
        raise Conflict(Message("organisations.own_office"))
    if until is not None and until < row.since - DAY:
        raise BadInput(Message("organisations.days_turned_round"), field="until")
    OfficeRecord.objects.filter(pk=row.pk).update(until=until)
    note(actor, f"office:{office_id}", "ended" if until else "prolonged", now)


def _place(actor: Actor, region: str, now: datetime) -> RegionRecord | None:
    """Return the region's row, None for the whole installation, if the actor administers it."""
    require(actor, Act.ADMINISTER, Thing(), localdate(now))
    if region:
        return own_region(actor, region, now)
    if not administered.administers_all(actor, localdate(now)):
        raise NotAllowed(Message("authority.other_region"), field="region")
    return None


def _own_officer(actor: Actor, account_id: int, now: datetime) -> None:
    """See that the officer is the actor's to administer. :raises NotFound: if not."""
    on = localdate(now)
    officer = administered.own_officer(actor, account_id, on)
    require(actor, Act.ADMINISTER, Thing(region=officer.region), on)


def _department(place: RegionRecord | None, slug: str, role: Role) -> DepartmentRecord | None:
    if not slug:
        if role in NEEDS_DEPARTMENT:
            raise BadInput(Message("organisations.department_missing"), field="department")
        return None
    row = DepartmentRecord.objects.filter(region=place, slug=slug).first()
    if place is None or row is None:
        raise BadInput(Message("organisations.department_elsewhere"), field="department")
    return row


def _counter(place: RegionRecord | None, slug: str) -> CounterRecord | None:
    if not slug:
        return None
    row = CounterRecord.objects.filter(region=place, slug=slug).first()
    if place is None or row is None:
        raise BadInput(Message("organisations.counter_elsewhere"), field="counter")
    return row


def _refuse_twice(row: OfficeRecord) -> None:
    same = OfficeRecord.objects.select_for_update().filter(
        account=row.account_id, role=row.role, region=row.region, department=row.department
    )
    for other in same:
        begins_before_end = other.until is None or row.since <= other.until
        if begins_before_end and (row.until is None or other.since <= row.until):
            raise Conflict(Message("organisations.office_held"), field="role")


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
