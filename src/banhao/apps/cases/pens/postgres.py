"""PostgreSQL: read the case in one statement, write the whole change in one statement.

No lock: the write is conditional on the place the reader saw, and the errand starts again if
somebody was faster. Statement texts depend only on how many rows they write, so that the server
keeps them prepared. Why and what it costs: decision 0011.
"""

import json
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import Cursor
from psycopg.errors import UniqueViolation

from banhao.apps.cases.pens.change import Change, Filing
from banhao.apps.cases.pens.rows import BRANCH_COLUMNS, CASE_COLUMNS, to_case
from banhao.core.cases.acceptance import waits_for_word
from banhao.core.cases.case import (
    BranchCase,
    Case,
    VisitCase,
)
from banhao.core.cases.codec import encode_turns

_BRANCH_ARRAY = ", ".join(f"b.{name.strip()}" for name in BRANCH_COLUMNS.split(","))
READ = f"""
select {CASE_COLUMNS},
  (select json_agg(json_build_array({_BRANCH_ARRAY}) order by b.place)
     from cases_branchrecord b where b.case_id = c.id)
from cases_caserecord c where c.id = %s"""  # noqa: S608 - our own constants
READ_VISITS = """
select v.visit, v.on, p.item, p.result, p.officers::json, p.recorded_on
  from cases_visitrecord v join cases_partrecord p on p.case_id = %s and p.visit = v.visit
 where v.case_id = %s order by v.id, p.place"""

_EVENT = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_EVENTS = """insert into cases_eventrecord
  ("case", seq, kind, version, at, by, machine, office, data, hash) values """
_BRANCH = """update cases_branchrecord
   set state = %s, accepted_on = %s, due_on = coalesce(%s, due_on), claimed_by = %s,
       examined_by = %s, finding = %s, decided_by = %s, decided_on = %s
 where case_id = %s and place = %s"""
_ONE_NEWS = "(%s, %s, %s, %s, 'waiting', 0, %s, '')"
_NEWS = """insert into deliveries_deliveryrecord
  (subscriber, kind, "case", seq, state, attempts, next_at, error) values """
_CASE = """update cases_caserecord
   set seq = %s, head = %s, state = %s, accepted_on = %s, composite = %s,
       notice_on = case when %s then coalesce(%s, notice_on) end, due_on = coalesce(%s, due_on),
       answer_on = %s, turns = %s
 where id = %s and seq = %s"""

_NEW_CASE = """insert into cases_caserecord
  (id, number, seq, head, theme, region, plan, applicant, firm, helper, channel, state,
   submitted_at, submitted_on, accepted_on, notice_on, due_on) values
  (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_NEW_BRANCHES = """insert into cases_branchrecord
  (case_id, place, item, region, department, state) values """
_AGAIN = """insert into cases_branchrecord
  (case_id, place, item, region, department, state, attempt, refiled_on, due_on)
  values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_NEW_VISITS = "insert into cases_visitrecord (case_id, visit) values "
_NEW_PARTS = """insert into cases_partrecord
  (case_id, visit, place, item, officers) values """


def read(case_id: UUID, *, with_visits: bool) -> Case | None:
    """Return the case as it stands now. None: there is none."""
    connection.ensure_connection()
    with _cursor() as cursor:
        row = cursor.execute(READ, (case_id,), prepare=True).fetchone()
        if row is None:
            return None
        parts = cursor.execute(READ_VISITS, (case_id, case_id), prepare=True) if with_visits else ()
        return to_case(case_id, row[:-1], row[-1] or (), parts)


def write(change: Change) -> bool:
    """Write the change; False if the case has moved on since it was read."""
    rows = (len(change.entries), len(change.branches), len(change.news))
    with _cursor() as cursor:
        try:
            cursor.execute(_statement(*rows), _values(change), prepare=True)
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
    rows = (len(change.entries), len(change.news), len(case.branches), len(case.visits), len(parts))
    values = [*_event_values(change), *_news_values(change)]
    for place, (branch, department) in enumerate(
        zip(case.branches, filing.departments, strict=True)
    ):
        values += [case.id, place, branch.item, case.region, department, branch.state.value]
    for visit in case.visits:
        values += [case.id, visit.id]
    for part in parts:
        values += [case.id, *part]
    values += [case.id, case.number, case.seq, case.head, case.theme, case.region, case.plan]
    values += [case.applicant, filing.firm, filing.helper, filing.channel, case.state.value]
    values += [change.now, case.submitted_on, case.accepted_on, change.notice_on, change.due_on]
    with _cursor() as cursor:
        cursor.execute(_creation(*rows), values, prepare=True)


@cache
def _creation(*rows: int) -> str:
    """Return the text that makes a case with so many events, news, branches, visits and parts."""
    inserts = (
        (_EVENTS, _EVENT),
        (_NEWS, _ONE_NEWS),
        (_NEW_BRANCHES, "(%s, %s, %s, %s, %s, %s)"),
        (_NEW_VISITS, "(%s, %s)"),
        (_NEW_PARTS, "(%s, %s, %s, %s, '[]')"),
    )
    filled = [
        f"r{n} as ({insert}{', '.join([row] * count)})"
        for n, ((insert, row), count) in enumerate(zip(inserts, rows, strict=True))
        if count
    ]
    return f"with {', '.join(filled)} {_NEW_CASE}"


@cache
def _statement(events: int, branches: int, news: int) -> str:
    """Return the text that writes so many rows: everything hangs on the update of the case."""
    parts = [f"e as ({_EVENTS}{', '.join([_EVENT] * events)})"]
    parts += [f"b{n} as ({_BRANCH})" for n in range(branches)]
    if news:
        parts.append(f"d as ({_NEWS}{', '.join([_ONE_NEWS] * news)})")
    return f"with {', '.join(parts)} {_CASE}"


def _event_values(change: Change) -> list[Any]:
    case, stamp, values = change.after, change.stamp, []
    for entry, digest in change.entries:
        values += [case.id, entry.seq, entry.kind, entry.version, stamp.at, stamp.by]
        values += [stamp.machine, stamp.office, entry.data, digest]
    return values


def _news_values(change: Change) -> list[Any]:
    return [
        value
        for subscriber, kind, seq in change.news
        for value in (subscriber, kind, change.after.id, seq, change.now)
    ]


def _values(change: Change) -> list[Any]:
    case, values = change.after, _event_values(change)
    for place, branch, due_on in change.branches:
        values += [*_branch_values(branch, due_on), case.id, place]
    values += _news_values(change)
    values += [case.seq, case.head, case.state.value, case.accepted_on, case.composite]
    values += [waits_for_word(case), change.notice_on, change.due_on]
    values += [change.answer_on, encode_turns(case.turns)]
    return [*values, case.id, change.before.seq]


def _branch_values(branch: BranchCase, due_on: Any) -> list[Any]:
    return [
        *(branch.state.value, branch.accepted_on, due_on, branch.claimed_by, branch.examined_by),
        *(branch.finding and branch.finding.value, branch.decided_by, branch.decided_on),
    ]


def _cursor() -> Cursor[Any]:
    """Return a cursor that leaves binding to the server, which Django's own does not."""
    return Cursor(connection.connection)


def _write_again(cursor: Cursor[Any], change: Change) -> None:
    """Add what is filed again: rare, so that it may cost its own statements."""
    case = change.after
    for place, branch, due_on, department in change.added:
        values = (case.id, place, branch.item, case.region, department, branch.state.value)
        cursor.execute(_AGAIN, (*values, branch.attempt, branch.refiled_on, due_on))
    for visit in change.added_visits:
        cursor.execute(f"{_NEW_VISITS} (%s, %s)", (case.id, visit.id))
        for place, part in enumerate(visit.parts):
            member = (case.id, visit.id, place, part.item)
            cursor.execute(f"{_NEW_PARTS} (%s, %s, %s, %s, '[]')", member)


def _write_visit(cursor: Cursor[Any], case_id: UUID, visit: VisitCase) -> None:
    cursor.execute(
        'update cases_visitrecord set "on" = %s where case_id = %s and visit = %s',
        (visit.on, case_id, visit.id),
        prepare=True,
    )
    for part in visit.parts:
        cursor.execute(
            "update cases_partrecord set result = %s, officers = %s::jsonb, recorded_on = %s"
            " where case_id = %s and visit = %s and item = %s",
            (
                *(part.result and part.result.value, json.dumps(part.officers)),
                *(part.recorded_on, case_id, visit.id, part.item),
            ),
            prepare=True,
        )
