"""How rows of a table are written, whoever does it: the page at once, the worker bit by bit."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from banhao.apps.imports import queries
from banhao.apps.imports.codec import Content, encode
from banhao.apps.imports.operations import divisions, licences, people
from banhao.apps.imports.operations.people import First
from banhao.apps.people.queries import known_emails
from banhao.apps.vault import operations as vault
from banhao.core.authority.acts import Actor
from banhao.core.imports.lines import Kind, Line, counted
from banhao.core.imports.sheet import Row

Rows = tuple[Row, ...]
Lines = tuple[Line, ...]
Firsts = Mapping[str, First]
NOBODY: Firsts = {}


def first_passwords(kind: Kind, rows: Rows) -> Firsts:
    """Return a first password, and its hash, for each mail address that has no account yet."""
    if kind is not Kind.PEOPLE:
        return NOBODY
    emails = {row["email"].casefold() for row in rows} - {""}
    made = {email: people.password(secrets.choice) for email in emails - known_emails(emails)}
    return {email: First(plain, make_password(plain)) for email, plain in made.items()}


def written(actor: Actor, kind: Kind, rows: Rows, firsts: Firsts, now: datetime) -> Lines:
    """Write all rows that are good. Call it inside a transaction."""
    match kind:
        case Kind.DIVISIONS:
            return divisions.write(actor, rows, now)
        case Kind.PEOPLE:
            return people.write(actor, rows, firsts, now)
        case Kind.LICENCES:
            return licences.write(actor, rows, now)


def counts(lines: Lines) -> dict[str, int]:
    """Return the columns of a batch that count its rows by fate."""
    return {fate.value: count for fate, count in counted(lines).items()}


def seal_content(batch: UUID, content: Content) -> None:
    """Seal what a batch holds instead of what it held. Call it inside a transaction."""
    name = queries.SEALED_AS
    vault.seal(subject=batch, kind=name, name=name, content=encode(content), keep_older=False)
