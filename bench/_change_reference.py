"""The reference of bench/state_change.py, written down so that nobody can slow it.

Minimal psycopg by hand: the same rows as banhao, in the same number of transactions, on copies of
the tables (`ref_…`, like the originals with all indexes, without triggers and foreign keys). Each
change: begin · select the case for update · insert the entry of the journal · update each changed
branch (one statement) · insert the news (one statement, if any) · update the case · commit. The
first inserts the case instead. No rules, no hashing: what it writes was recorded from one case that
banhao lived through (a template), only ids and numbers differ. On SQLite the same by
bench/_change_reference_sqlite.py.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg

SPACE = UUID("00000000-0000-4000-8000-000000000000")
LOCK = "select * from ref_case where id = %s for update"
ENTRY = (
    'insert into ref_event ("case", seq, kind, version, at, by, machine, office, data, hash)'
    " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
NEWS = (
    "insert into ref_delivery"
    ' (subscriber, kind, "case", seq, state, attempts, next_at, error) values'
)
ONE_NEWS = "(%s, %s, %s, %s, 'waiting', 0, %s, '')"
BRANCH = (
    "update ref_branch set state = %s, accepted_on = %s, due_on = %s, claimed_by = %s,"
    " examined_by = %s, finding = %s, decided_by = %s, decided_on = %s"
    " where case_id = %s and place = %s"
)
CASE = (
    "update ref_case set seq = %s, head = %s, state = %s, accepted_on = %s, notice_on = %s,"
    " due_on = %s where id = %s and seq = %s"
)


def live(connection: psycopg.Connection[Any], number: int, template: dict[str, Any]) -> None:
    """Write one case: its rows and all its changes, each in its own transaction."""
    case_id = uuid5(SPACE, f"reference/{number}")
    with connection.transaction():
        first = template["changes"][0]
        insert(connection, case_id, number, template["rows"], first)
        write(connection, case_id, first)
    for change in template["changes"][1:]:
        with connection.transaction():
            connection.execute(LOCK, (case_id,)).fetchone()
            write(connection, case_id, change)


def insert(
    connection: psycopg.Connection[Any],
    case_id: UUID,
    number: int,
    rows: dict[str, Any],
    first: dict[str, Any],
) -> None:
    """Insert the case as its first change leaves it, its branches, its visit and part."""
    seq, head, *_, notice_on, due_on = first["case"]
    case = rows["case"] | {"id": case_id, "number": f"R{number}", "head": bytes.fromhex(head)}
    case |= {"seq": seq, "notice_on": notice_on, "due_on": due_on}
    names = ", ".join(case)
    places = ", ".join(["%s"] * len(case))
    connection.execute(f"insert into ref_case ({names}) values ({places})", tuple(case.values()))
    branches = rows["branches"]
    one = "(%s, %s, %s, %s, %s, %s)"
    connection.execute(
        "insert into ref_branch (case_id, place, item, region, department, state) values "
        + ", ".join([one] * len(branches)),
        [value for branch in branches for value in (case_id, *branch)],
    )
    for visit, items in rows["visits"]:
        connection.execute(
            "insert into ref_visit (case_id, visit) values (%s, %s)", (case_id, visit)
        )
        connection.execute(
            "insert into ref_part (case_id, visit, place, item, officers) values "
            + ", ".join(["(%s, %s, %s, %s, '[]')"] * len(items)),
            [v for place, item in enumerate(items) for v in (case_id, visit, place, item)],
        )


def write(connection: psycopg.Connection[Any], case_id: UUID, change: dict[str, Any]) -> None:
    """Write one change."""
    entry, digest = change["entry"][:-1], bytes.fromhex(change["entry"][-1])
    connection.execute(ENTRY, (case_id, *entry, digest))
    for place, values in change["branches"]:
        connection.execute(BRANCH, (*values, case_id, place))
    if change["news"]:
        connection.execute(
            NEWS + ", ".join([ONE_NEWS] * len(change["news"])),
            [v for s, k, seq, now in change["news"] for v in (s, k, case_id, seq, now)],
        )
    for statement, values in change["visits"]:
        connection.execute(statement, [case_id if v == "CASE" else v for v in values])
    for copy, columns, values in change["besides"]:
        insert_besides(connection, case_id, copy, columns, values)
    if not change["before"]:  # it was inserted as it stands
        return
    seq, head, *rest = change["case"]
    connection.execute(CASE, (seq, bytes.fromhex(head), *rest, case_id, change["before"]))


def insert_besides(
    connection: psycopg.Connection[Any],
    case_id: UUID,
    copy: str,
    columns: list[str],
    values: list[Any],
) -> None:
    """Insert one row of a certificate, of its parts, of a sealed content or of its key."""
    said = [another(case_id, name, value) for name, value in zip(columns, values, strict=True)]
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(["%s"] * len(columns))
    connection.execute(f"insert into {copy} ({names}) values ({places})", said)


def another(case_id: UUID, name: str, value: Any) -> Any:
    """Return a recorded value as this case has it: ids and numbers are its own."""
    match value:
        case {"id": _} if name in {"subject", "case"}:
            return case_id
        case {"id": str(old)}:
            return uuid5(case_id, old)
        case {"hex": str(text)}:
            return bytes.fromhex(text)
        case _:
            return f"{case_id.hex[:20]}{value[20:]}" if name in {"identifier", "serial"} else value


def main(url: str, template: str, first: int, count: int) -> None:
    """Print seconds and CPU seconds of `count` cases."""
    story = json.loads(Path(template).read_text())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.prepare_threshold = 5
        live(connection, first, story)
        began, cpu = time.perf_counter(), time.process_time()
        for number in range(first + 1, first + count):
            live(connection, number, story)
        print(time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
