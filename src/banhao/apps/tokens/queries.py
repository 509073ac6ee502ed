"""Reads of tokens: who calls with a secret, and the list an administrator or an agent sees."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from banhao.apps.organisations.queries import administered, mandates
from banhao.apps.organisations.values import Post
from banhao.apps.people import queries as people
from banhao.apps.tokens.models import TokenRecord
from banhao.apps.tokens.values import Caller, Token
from banhao.core.authority.acts import Actor
from banhao.core.authority.scopes import Scope, in_office, under_mandate
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text

MOST = 500
NOWHERE: Mapping[int, str] = {}


def digest_of(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def caller(secret: str, on: date) -> Caller | None:
    """Return who calls with this secret on a day; None: no such token, revoked, or over.

    The account, the office and the mandate are looked at anew each time: what has ended there has
    ended here.
    """
    row = TokenRecord.objects.filter(
        digest=digest_of(secret), revoked_at=None, until__gte=on
    ).first()
    return _caller(row) if row else None


def caller_of(token_id: int, on: date) -> Caller | None:
    """Return who calls with a token, for what it has asked to be told; None as in `caller`."""
    row = TokenRecord.objects.filter(pk=token_id, revoked_at=None, until__gte=on).first()
    return _caller(row) if row else None


def _caller(row: TokenRecord) -> Caller | None:
    try:
        actor = people.actor(row.account_id)
    except NotFound:  # the account is closed
        return None
    bound = (
        in_office(actor, row.office)
        if row.office is not None
        else under_mandate(actor, row.mandate or 0)
    )
    scopes = frozenset(Scope(each) for each in row.scopes)
    return Caller(row.pk, row.account_id, scopes, bound, row.used_at)


def own_tokens(actor: Actor, on: date) -> Sequence[Token]:
    """Return the tokens of offices in the regions the actor administers, open ones first."""
    rows = rows_of_administrator(actor, on).order_by("revoked_at", "-made_at")[:MOST]
    posts = {post.office.id: post for post in administered.own_posts(actor, on)}
    return [_token(row, on, posts) for row in rows]


def mandate_tokens(actor: Actor, on: date) -> Sequence[Token]:
    """Return the tokens that the actor has made for mandates given to them, the newest first."""
    rows = TokenRecord.objects.filter(account=actor.person, mandate__isnull=False)
    places = {g.mandate.id: g.firm or g.principal for g in mandates.received(actor, on)}
    ordered = rows.order_by("revoked_at", "-made_at")[:MOST]
    return [_token(row, on, {}, places) for row in ordered]


def rows_of_administrator(actor: Actor, on: date) -> QuerySet[TokenRecord]:
    """Return the rows of tokens bound to offices in the actor's regions."""
    mine = Q(office__isnull=False) & administered.reach(actor, on, "region")
    return TokenRecord.objects.filter(mine)


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return token id → its name."""
    return dict(TokenRecord.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def token(actor: Actor, token_id: int, on: date) -> Token:
    """Return one token of the actor's regions. :raises NotFound: if it is not one."""
    found = next((each for each in own_tokens(actor, on) if each.id == token_id), None)
    if found is None:
        raise NotFound(Message("token.none"))
    return found


def _token(
    row: TokenRecord, on: date, posts: Mapping[int, Post], places: Mapping[int, str] = NOWHERE
) -> Token:
    post = posts.get(row.office or 0)
    return Token(
        id=row.pk,
        name=row.name,
        begins=row.begins,
        account=row.account_id,
        office=row.office,
        mandate=row.mandate,
        place=_place(post) if post else Text(places.get(row.mandate or 0, "")),
        role=post.office.role.value if post else "",
        scopes=tuple(Scope(each) for each in row.scopes),
        made_at=row.made_at,
        until=row.until,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
        today=on,
    )


def _place(post: Post) -> Text:
    region, department = post.region, post.department
    english = f"{region.en or region.zh} {department.en or department.zh}"
    return Text(f"{region.zh} {department.zh}".strip(), english.strip())
