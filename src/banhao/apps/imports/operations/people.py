"""Write officers and their posts, each row by itself. Call it inside a transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from banhao.apps.organisations.operations import posts
from banhao.apps.organisations.queries import administered
from banhao.apps.people.queries import account_by_email
from banhao.core.authority.acts import Actor
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput, Conflict, Refusal
from banhao.core.imports.lines import Fate, Line
from banhao.core.imports.people import Person, read
from banhao.core.imports.sheet import Row
from banhao.core.messages import Message

# Fields of the operations → columns of the table.
COLUMNS = {"display_name": "name", "account_id": "email"}


@dataclass(frozen=True, slots=True)
class First:
    """A first password and its hash."""

    password: str
    hashed: str


def password(choice: Callable[[str], str]) -> str:
    """Return a password that is not misread on paper: four groups of four."""
    return "-".join("".join(choice(posts.LETTERS) for _ in range(4)) for _ in range(4))


def write(
    actor: Actor, rows: tuple[Row, ...], firsts: Mapping[str, First], now: datetime
) -> tuple[Line, ...]:
    """Write what is good and return a line a row. Call it inside a transaction.

    Without a first password an account is made that nobody can sign in with: that is for looks.
    """
    names: dict[str, str] = {}
    return tuple(_row(actor, row, names, firsts, now) for row in rows)


def _row(
    actor: Actor, row: Row, names: dict[str, str], firsts: Mapping[str, First], now: datetime
) -> Line:
    about = f"{row['name']} {row['email']} {row['role']}".strip()
    try:
        with transaction.atomic():
            person = read(row, localdate(now))
            if names.setdefault(person.email, person.name) != person.name:
                raise BadInput(Message("imports.person_differs"), field="name")
            return Line(row.number, _written(actor, person, firsts, now), about)
    except Refusal as refusal:
        column = COLUMNS.get(refusal.field, refusal.field)
        return Line(row.number, Fate.REFUSED, about, refusal.message, column)


def _written(actor: Actor, person: Person, firsts: Mapping[str, First], now: datetime) -> Fate:
    known = account_by_email(person.email)
    if known is not None and not known.is_officer:
        raise BadInput(Message("imports.not_an_officer"), field="email")
    if known is None:
        first = firsts.get(person.email)
        account = posts.bring_officer(
            actor=actor,
            email=person.email,
            display_name=person.name,
            phone=person.phone,
            region=person.region,
            hashed=first.hashed if first else "",
            now=now,
        )
        _appointed(actor, account, person, now)
        return Fate.NEW
    changed = _changed(actor, known.id, person, now)
    appointed = _appointed(actor, known.id, person, now)
    return Fate.CHANGED if changed or appointed else Fate.SAME


def _changed(actor: Actor, account: int, person: Person, now: datetime) -> bool:
    """Give an officer the name and phone of the table; a blank phone stays as it is."""
    officer = administered.own_officer(actor, account, localdate(now))
    phone = person.phone or officer.phone
    if (officer.name, officer.phone) == (person.name, phone):
        return False
    posts.rename_officer(
        actor=actor, account_id=account, display_name=person.name, phone=phone, now=now
    )
    return True


def _appointed(actor: Actor, account: int, person: Person, now: datetime) -> bool:
    """Appoint to the post that the row names; False if there is none, or it is held already."""
    if person.role is None:
        return False
    try:
        posts.put_in_office(
            actor=actor,
            account_id=account,
            role=person.role,
            region=person.region,
            department=person.department,
            counter=person.counter,
            since=person.since,
            until=person.until,
            now=now,
        )
    except Conflict:
        return False
    return True
