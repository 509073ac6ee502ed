"""Lists look up what is open in partial indexes: they cost the same however many cases there were.

Plans are asked for as the server makes them for us: once, knowing no value (decision 0011).
"""

import re
from datetime import date

import pytest
from django.db import connection
from psycopg import sql

from banhao.apps.cases import queries
from banhao.apps.cases.completeness import to_check
from banhao.core.authority.acts import Actor, Mandate
from tests.apps.cases.town import CLERK, EXAMINERS, NOW

pytestmark = pytest.mark.django_db
FIRM = "91999999MA0000000K"
TODAY = date(2026, 11, 27)
AGENT = Mandate(1, 7, FIRM, frozenset(), TODAY, TODAY)


def plans(call) -> str:
    """Return the plans of all statements of a call, for tables of any size."""
    asked = []

    def noting(execute, text, values, many, context):
        asked.append((text, values))
        return execute(text, values, many, context)

    with connection.execute_wrapper(noting):
        call()
    assert asked
    return "\n".join(_plan(text, values or ()) for text, values in asked)


def _plan(text: str, values) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"explain query plan {text}", values)
            return "\n".join(row[-1] for row in cursor.fetchall())
        cursor.execute("set local enable_seqscan = off")
        places = iter(range(1, len(values) + 1))
        numbered = re.sub("%s", lambda _: f"${next(places)}", text)
        given = sql.SQL(", ").join(map(sql.Literal, values)).as_string()
        raw = cursor.connection.cursor()
        raw.execute(f"prepare asked as {numbered}")
        raw.execute(f"explain execute asked{f'({given})' if values else ''}")
        told = "\n".join(row[0] for row in raw.fetchall())
        raw.execute("deallocate asked")
        return told


@pytest.mark.parametrize(
    ("index", "call"),
    [
        ("case_by_firm", lambda: queries.my_cases(Actor(person=1, firms=frozenset({FIRM})))),
        ("case_by_firm", lambda: queries.my_cases(Actor(person=1, mandates=(AGENT,)))),
        ("branch_to_accept", lambda: queries.refilings(CLERK, NOW)),
        ("branch_to_accept", lambda: queries.silent_refilings(TODAY)),
        ("branch_tasks", lambda: queries.tasks_held(901)),
        ("branch_to_come", lambda: to_check(EXAMINERS["fire"], NOW)),
    ],
)
def test_what_is_open_is_looked_up(index, call):
    assert index in plans(call)
