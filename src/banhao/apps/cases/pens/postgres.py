"""PostgreSQL: read and lock the case in one statement, write the whole change in one statement.

Fixed statement texts with arrays, so that the server keeps them prepared. Decision 0011.
"""

import json
from typing import Any
from uuid import UUID

from django.db import connection

from banhao.apps.cases.pens.change import Change
from banhao.apps.cases.pens.rows import BRANCH_COLUMNS, CASE_COLUMNS, to_case
from banhao.core.cases.case import Case

_BRANCH_ARRAY = ", ".join(f"b.{name.strip()}" for name in BRANCH_COLUMNS.split(","))
READ = f"""
select {CASE_COLUMNS},
  (select json_agg(json_build_array({_BRANCH_ARRAY}) order by b.place)
     from cases_branchrecord b where b.case_id = c.id),
  (select json_agg(json_build_array(v.visit, v.on, p.item, p.result, p.officers, p.recorded_on)
                   order by v.id, p.place)
     from cases_visitrecord v join cases_partrecord p on p.visit_id = v.id
    where v.case_id = c.id)
from cases_caserecord c where c.id = %s for no key update of c"""  # noqa: S608 - our own constants

_EVENTS = """
with e as (
  insert into cases_eventrecord
    ("case", seq, kind, version, at, by, machine, office, data, hash)
  select %(id)s, s.seq, s.kind, %(version)s, %(at)s, %(by)s, %(machine)s, %(office)s, s.data, s.hash
    from unnest(%(seqs)s::int[], %(kinds)s::text[], %(data)s::text[], %(hashes)s::bytea[])
      as s(seq, kind, data, hash))"""
_BRANCHES = """, b as (
  update cases_branchrecord r
     set state = v.state, accepted_on = v.accepted_on, due_on = v.due_on,
         claimed_by = v.claimed_by, examined_by = v.examined_by, finding = v.finding,
         decided_by = v.decided_by, decided_on = v.decided_on
    from unnest(%(places)s::smallint[], %(states)s::text[], %(accepted)s::date[], %(dues)s::date[],
                %(claimed)s::bigint[], %(examined)s::bigint[], %(findings)s::text[],
                %(decided)s::bigint[], %(decided_on)s::date[])
      as v(place, state, accepted_on, due_on, claimed_by, examined_by, finding, decided_by,
           decided_on)
   where r.case_id = %(id)s and r.place = v.place)"""
_NEWS = """, d as (
  insert into deliveries_deliveryrecord
    (subscriber, kind, "case", seq, state, attempts, next_at, error)
  select n.subscriber, n.kind, %(id)s, n.seq, 'waiting', 0, %(now)s, ''
    from unnest(%(subscribers)s::text[], %(news_kinds)s::text[], %(news_seqs)s::int[])
      as n(subscriber, kind, seq))"""
_CASE = """
update cases_caserecord
   set seq = %(seq)s, head = %(head)s, state = %(state)s, accepted_on = %(accepted_on)s,
       notice_on = %(notice_on)s, due_on = %(due_on)s
 where id = %(id)s and seq = %(before)s"""


def read(case_id: UUID) -> Case | None:
    """Return the case, its row locked until the transaction ends. None: there is none."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        row = cursor.execute(READ, (case_id,), prepare=True).fetchone()
    return row and to_case(case_id, row[:-2], row[-2] or (), row[-1] or ())


def write(change: Change) -> bool:
    """Write the change; False if the case has moved on since it was read."""
    parts = [_EVENTS]
    values = _case_values(change) | _event_values(change)
    if change.branches:
        parts.append(_BRANCHES)
        values |= _branch_values(change)
    if change.news:
        parts.append(_NEWS)
        values |= _news_values(change)
    with connection.connection.cursor() as cursor:
        cursor.execute("".join((*parts, _CASE)), values, prepare=True)
        written = bool(cursor.rowcount == 1)
        for visit in change.visits:
            _write_visit(cursor, change.after.id, visit)
    return written


def _case_values(change: Change) -> dict[str, Any]:
    case = change.after
    return {
        "id": case.id,
        "before": change.before.seq,
        "seq": case.seq,
        "head": case.head,
        "state": case.state.value,
        "accepted_on": case.accepted_on,
        "notice_on": change.notice_on,
        "due_on": change.due_on,
        "now": change.now,
    }


def _event_values(change: Change) -> dict[str, Any]:
    entries = [entry for entry, _ in change.entries]
    return {
        "version": entries[0].version,
        "at": change.stamp.at,
        "by": change.stamp.by,
        "machine": change.stamp.machine,
        "office": change.stamp.office,
        "seqs": [entry.seq for entry in entries],
        "kinds": [entry.kind for entry in entries],
        "data": [entry.data for entry in entries],
        "hashes": [digest for _, digest in change.entries],
    }


def _branch_values(change: Change) -> dict[str, Any]:
    rows = change.branches
    return {
        "places": [place for place, _, _ in rows],
        "states": [branch.state.value for _, branch, _ in rows],
        "accepted": [branch.accepted_on for _, branch, _ in rows],
        "dues": [due_on for _, _, due_on in rows],
        "claimed": [branch.claimed_by for _, branch, _ in rows],
        "examined": [branch.examined_by for _, branch, _ in rows],
        "findings": [branch.finding and branch.finding.value for _, branch, _ in rows],
        "decided": [branch.decided_by for _, branch, _ in rows],
        "decided_on": [branch.decided_on for _, branch, _ in rows],
    }


def _news_values(change: Change) -> dict[str, Any]:
    return {
        "subscribers": [subscriber for subscriber, _, _ in change.news],
        "news_kinds": [kind for _, kind, _ in change.news],
        "news_seqs": [seq for _, _, seq in change.news],
    }


def _write_visit(cursor: Any, case_id: UUID, visit: Any) -> None:
    cursor.execute(
        'update cases_visitrecord set "on" = %s where case_id = %s and visit = %s',
        (visit.on, case_id, visit.id),
    )
    for part in visit.parts:
        cursor.execute(
            "update cases_partrecord p set result = %s, officers = %s::jsonb, recorded_on = %s"
            " from cases_visitrecord v"
            " where v.id = p.visit_id and v.case_id = %s and v.visit = %s and p.item = %s",
            (
                part.result and part.result.value,
                json.dumps(part.officers),
                part.recorded_on,
                case_id,
                visit.id,
                part.item,
            ),
        )
