"""Make a token, show its secret once, revoke it."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from banhao.apps.organisations.operations import posts
from banhao.apps.organisations.operations.places import note
from banhao.apps.people.doors import require
from banhao.apps.people.operations import change_office_account
from banhao.apps.tokens import queries
from banhao.apps.tokens.models import TokenRecord
from banhao.apps.tokens.values import NewToken
from banhao.core.authority.acts import Act, Actor, Role, Thing
from banhao.core.authority.scopes import OF_MANDATES, OF_ROLES, Scope
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, NotAllowed, NotFound
from banhao.core.messages import Message

LONGEST = 366  # days
MARK = "bh_"  # secrets begin so: scanners of repositories find a lost one
LONGEST_NAME = 60


@transaction.atomic(durable=True)
def make_token(
    *,
    actor: Actor,
    name: str,
    role: Role,
    region: str,
    department: str = "",
    items: Collection[str] = (),
    scopes: Collection[Scope],
    until: date,
    now: datetime,
) -> NewToken:
    """Connect a system to an office: an account of its own that nobody signs in with, the office,
    and the token. Events then say which system has acted, and no token acts as a person.

    :raises NotFound: the region is not the actor's. :raises BadInput: name, scopes, days, place.
    """
    title = _name(name)
    wanted = _scopes(scopes, OF_ROLES.get(role, frozenset()))
    today = localdate(now)
    _check_days(today, until)
    if role is Role.EDITOR and region:
        raise BadInput(Message("token.editor_everywhere"), field="place")
    require(actor, Act.ADMINISTER, Thing(), today)
    account = posts.bring_officer(
        actor=actor,
        email="",
        display_name=title,
        region=region,
        must_change_password=False,
        now=now,
    )
    office = posts.put_in_office(
        actor=actor,
        account_id=account,
        role=role,
        region=region,
        department=department,
        items=items,
        since=today,
        now=now,
    )
    row = TokenRecord(account_id=account, office=office, region=region, name=title, until=until)
    return _keep(row, wanted, actor, now)


@transaction.atomic(durable=True)
def make_mandate_token(
    *, actor: Actor, mandate: int, name: str, until: date, now: datetime
) -> NewToken:
    """Let one's own filing system act under a mandate that was given to oneself.

    It reaches what the mandate reaches and nothing of one's own; it ends with the mandate.
    :raises NotAllowed: the mandate does not stand. :raises BadInput: name or days.
    """
    today = localdate(now)
    require(actor, Act.USE_ACCOUNT, Thing(owner=actor.person), today)
    found = next((each for each in actor.mandates if each.id == mandate), None)
    if found is None or actor.person is None:
        raise NotAllowed(Message("mandate.none"))
    title = _name(name)
    _check_days(today, until)
    row = TokenRecord(
        account_id=actor.person, mandate=mandate, name=title, until=min(until, found.until)
    )
    return _keep(row, OF_MANDATES, actor, now)


@transaction.atomic(durable=True)
def revoke_token(*, actor: Actor, token_id: int, now: datetime) -> None:
    """End a token at once: an administrator of its region, or the agent who made it.

    The account of a connected system is closed with it. :raises NotFound: it is not the actor's.
    """
    today = localdate(now)
    mine = Q(pk__in=queries.rows_of_administrator(actor, today).values("pk"))
    if actor.person is not None:
        mine |= Q(account=actor.person, mandate__isnull=False)
    row = TokenRecord.objects.select_for_update(of=("self",)).filter(mine, pk=token_id).first()
    if row is None:
        raise NotFound(Message("token.none"))
    if row.office is not None:
        require(actor, Act.ADMINISTER, Thing(region=row.region), today)
        change_office_account(account_id=row.account_id, active=False)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        note(actor, f"token:{row.pk}", "revoked", now)


def _keep(row: TokenRecord, scopes: Collection[Scope], actor: Actor, now: datetime) -> NewToken:
    secret = MARK + secrets.token_urlsafe(32)
    row.digest, row.begins = queries.digest_of(secret), secret[:9]
    row.scopes, row.made_at, row.made_by = sorted(scopes), now, actor.person
    row.save(force_insert=True)
    note(actor, f"token:{row.pk}", "made", now)
    return NewToken(int(row.pk), secret)


def _name(name: str) -> str:
    title = name.strip()[:LONGEST_NAME]
    if not title:
        raise BadInput(Message("token.no_name"), field="name")
    return title


def _scopes(scopes: Collection[Scope], possible: frozenset[Scope]) -> frozenset[Scope]:
    wanted = frozenset(scopes)
    if not wanted or not wanted <= possible:
        words = ", ".join(sorted(possible)) or "–"
        raise BadInput(Message("token.other_scopes", possible=words), field="scopes")
    return wanted


def _check_days(today: date, until: date) -> None:
    if not today <= until <= today + timedelta(days=LONGEST):
        raise BadInput(Message("token.wrong_days", n=LONGEST), field="until")
