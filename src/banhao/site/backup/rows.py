"""Rows as lines of JSON and back, exact to the microsecond and the byte."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from banhao.site.backup.tables import Table

BATCH = 1000


def lines(table: Table) -> Iterator[bytes]:
    """Yield the rows of a table, one JSON list each, in order of their key."""
    names = [field.attname for field in table._meta.concrete_fields]
    for row in table._base_manager.order_by("pk").values_list(*names).iterator(BATCH):
        plain = [_plain(value) for value in row]
        yield json.dumps(plain, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"


def put(table: Table, found: Iterable[bytes]) -> None:
    """Write rows that `lines` has told of. :raises ValueError: a line is of another table."""
    fields = table._meta.concrete_fields
    rows = []
    for line in found:
        values = [_value(each) for each in json.loads(line)]
        pairs = zip(fields, values, strict=True)
        rows.append(table(**{field.attname: field.to_python(value) for field, value in pairs}))
    table._base_manager.bulk_create(rows, batch_size=BATCH)


def reset_sequences(tables: list[Table]) -> None:
    """Let the next row of each table get a number that no row has."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):  # the encoder would cut microseconds, and hashes need them
        return value.isoformat()
    return value


def _value(raw: Any) -> Any:
    if isinstance(raw, dict) and set(raw) == {"b64"}:
        return base64.b64decode(raw["b64"])
    return raw
