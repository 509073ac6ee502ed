"""PostgreSQL: read the case in one statement, write the whole change in one statement.

No lock: the write is conditional on the place the reader saw, and the errand starts again if
somebody was faster. Statement texts depend only on how many rows they write, so that the server
keeps them prepared. Why and what it costs: decision 0011.
"""

import json
from threading import local
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import RawCursor
from psycopg.errors import UniqueViolation

from banhao.apps.cases.pens import texts
from banhao.apps.cases.pens.change import Change, Filing
from banhao.apps.cases.pens.rows import to_case
from banhao.core.cases.acceptance import waits_for_word
from banhao.core.cases.case import (
    BranchCase,
    Case,
    VisitCase,
)
from banhao.core.cases.codec import encode_turns
from banhao.core.cases.stops import stopped_on

_OURS = local()  # a cursor for each thread, as connections are


def read(case_id: UUID, *, with_visits: bool) -> Case | None:
    """Return the case as it stands now. None: there is none."""
    connection.ensure_connection()
    cursor, key = _cursor(), (case_id,)
    row = cursor.execute(texts.READ, key, prepare=True).fetchone()
    if row is None:
        return None
    parts = cursor.execute(texts.READ_VISITS, key, prepare=True).fetchall() if with_visits else ()
    return to_case(case_id, row[:-1], row[-1] or (), parts)


def write(change: Change) -> bool:
    """Write the change; False if the case has moved on since it was read."""
    cursor = _cursor()
    text = texts.statement(len(change.branches), len(change.news))
    try:
        cursor.execute(text, _values(change), prepare=True)
    except UniqueViolation:  # somebody else has written this place of the journal
        return False
    written = bool(cursor.rowcount == 1)
    for visit in change.visits:
        _write_visit(cursor, change.after.id, visit)
    if written:
        _write_again(cursor, change)
    return written


def create(change: Change, filing: Filing) -> None:
    """Write a new case with its branches, visits, events and news."""
    case = change.after
    parts = [
        (visit.id, n, part.item) for visit in case.visits for n, part in enumerate(visit.parts)
    ]
    rows = (1, len(change.news), len(case.branches), len(case.visits), len(parts))
    values = [*_shared_values(change), *_entry_values(change), *_news_values(change)]
    for place, (branch, department) in enumerate(
        zip(case.branches, filing.departments, strict=True)
    ):
        values += [place, branch.item, case.region, department, branch.state.value]
    values += [visit.id for visit in case.visits]
    values += [value for part in parts for value in part]
    values += [case.number, case.seq, case.head, case.theme, case.region]
    values += [bytes.fromhex(case.plan)]
    values += [case.applicant, filing.firm, filing.helper, filing.channel, case.state.value]
    values += [case.submitted_on, case.accepted_on, change.notice_on, change.due_on]
    _cursor().execute(texts.creation(*rows), values, prepare=True)


def _shared_values(change: Change) -> list[Any]:
    stamp = change.stamp
    return [change.after.id, stamp.at, stamp.by, stamp.machine, stamp.office]


def _entry_values(change: Change) -> list[Any]:
    entry = change.entry
    return [entry.seq, entry.kind, entry.version, entry.data, change.after.head]


def _news_values(change: Change) -> list[Any]:
    return [value for subscriber, kind, seq in change.news for value in (subscriber, kind, seq)]


def _values(change: Change) -> list[Any]:
    case, values = change.after, [*_shared_values(change), *_entry_values(change)]
    for place, branch, due_on in change.branches:
        values += [*_branch_values(case, branch, due_on), place]
    values += _news_values(change)
    values += [case.seq, case.head, case.state.value, case.accepted_on, case.composite]
    values += [waits_for_word(case), change.notice_on, change.due_on]
    values += [change.answer_on, encode_turns(case.turns)]
    return [*values, change.before.seq]


def _branch_values(case: Case, branch: BranchCase, due_on: Any) -> list[Any]:
    return [
        *(branch.state.value, branch.accepted_on, due_on, branch.claimed_by, branch.examined_by),
        *(branch.finding and branch.finding.value, branch.decided_by, branch.decided_on),
        stopped_on(case, branch),
    ]


def _cursor() -> RawCursor[Any]:
    """Return the connection's cursor for texts with `$n`, which the server binds by itself."""
    real, last = connection.connection, getattr(_OURS, "cursor", None)
    cursor: RawCursor[Any] = last if last and last.connection is real else RawCursor(real)
    _OURS.cursor = cursor
    return cursor


def _write_again(cursor: RawCursor[Any], change: Change) -> None:
    """Add what is filed again: rare, so that it may cost its own statements."""
    case = change.after
    for place, branch, due_on, department in change.added:
        values = (case.id, place, branch.item, case.region, department, branch.state.value)
        again = (branch.attempt, branch.refiled_on, due_on)
        cursor.execute(texts.numbered(texts.AGAIN), (*values, *again))
    for visit in change.added_visits:
        cursor.execute(texts.numbered(texts.ONE_VISIT), (case.id, visit.id))
        for place, part in enumerate(visit.parts):
            member = (case.id, visit.id, place, part.item)
            cursor.execute(texts.numbered(texts.ONE_PART), member)


def _write_visit(cursor: RawCursor[Any], case_id: UUID, visit: VisitCase) -> None:
    day = (visit.on, case_id, visit.id)
    cursor.execute(texts.numbered(texts.VISIT), day, prepare=True)
    for part in visit.parts:
        result = part.result and part.result.value
        values = (result, json.dumps(part.officers), part.recorded_on, case_id, visit.id, part.item)
        cursor.execute(texts.numbered(texts.PART), values, prepare=True)
