"""SQLite: the same reads and writes as several statements; there are no round trips to save.

The transaction is IMMEDIATE, so that the case is ours from the first read on.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from banhao.apps.cases.pens.change import Change, Filing
from banhao.apps.cases.pens.rows import BRANCH_COLUMNS, CASE_COLUMNS, to_case
from banhao.core.cases.acceptance import waits_for_word
from banhao.core.cases.case import (
    Case,
    VisitCase,
)
from banhao.core.cases.codec import encode_turns
from banhao.core.cases.stops import stopped_on

_CASE = f"select {CASE_COLUMNS} from cases_caserecord where id = %s"  # noqa: S608 - our constants
_BRANCHES = f"select {BRANCH_COLUMNS} from cases_branchrecord where case_id = %s order by place"  # noqa: S608 - our constants
_PARTS = """
select v.visit, v."on", p.item, p.result, p.officers, p.recorded_on
  from cases_visitrecord v join cases_partrecord p on p.case_id = v.case_id and p.visit = v.visit
 where v.case_id = %s order by v.id, p.place"""


def read(case_id: UUID, *, with_visits: bool) -> Case | None:
    """Return the case as it stands now. None: there is none."""
    key = (case_id.hex,)
    with connection.cursor() as cursor:
        row = cursor.execute(_CASE, key).fetchone()
        if row is None:
            return None
        branches = cursor.execute(_BRANCHES, key).fetchall()
        parts = [
            (*part[:4], json.loads(part[4]), part[5])
            for part in (cursor.execute(_PARTS, key).fetchall() if with_visits else ())
        ]
    return to_case(case_id, row, branches, parts)


def write(change: Change) -> bool:
    """Write the change; False if the case has moved on since it was read."""
    with connection.cursor() as cursor:
        written = _write_case(cursor, change)
        if written:
            _write_entry(cursor, change)
            _write_branches(cursor, change)
            _write_news(cursor, change)
            for visit in change.visits:
                _write_visit(cursor, change.after.id, visit)
            _write_again(cursor, change)
    return written


def create(change: Change, filing: Filing) -> None:
    """Write a new case with its branches, visits, events and news."""
    case = change.after
    submitted_at = connection.ops.adapt_datetimefield_value(change.now)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_caserecord (id, number, seq, head, theme, region, plan, applicant,"
            " firm, helper, channel, state, submitted_at, submitted_on, accepted_on, notice_on,"
            " due_on) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                *(case.id.hex, case.number, case.seq, case.head, case.theme, case.region),
                *(
                    bytes.fromhex(case.plan),
                    case.applicant,
                    filing.firm,
                    filing.helper,
                    filing.channel,
                ),
                *(case.state.value, submitted_at, case.submitted_on, case.accepted_on),
                *(change.notice_on, change.due_on),
            ),
        )
        _write_new_parts(cursor, case, filing)
        _write_entry(cursor, change)
        _write_news(cursor, change)


def _write_new_parts(cursor: Any, case: Case, filing: Filing) -> None:
    key = case.id.hex
    pairs = zip(case.branches, filing.departments, strict=True)
    cursor.executemany(
        "insert into cases_branchrecord (case_id, place, item, region, department, state)"
        " values (%s, %s, %s, %s, %s, %s)",
        [
            (key, place, branch.item, case.region, department, branch.state.value)
            for place, (branch, department) in enumerate(pairs)
        ],
    )
    _write_new_visits(cursor, key, case.visits)


def _write_new_visits(cursor: Any, key: str, visits: Sequence[VisitCase]) -> None:
    cursor.executemany(
        "insert into cases_visitrecord (case_id, visit) values (%s, %s)",
        [(key, visit.id) for visit in visits],
    )
    cursor.executemany(
        "insert into cases_partrecord (case_id, visit, place, item, officers)"
        " values (%s, %s, %s, %s, '[]')",
        [
            (key, visit.id, place, part.item)
            for visit in visits
            for place, part in enumerate(visit.parts)
        ],
    )


def _write_again(cursor: Any, change: Change) -> None:
    """Add what is filed again."""
    case = change.after
    cursor.executemany(
        "insert into cases_branchrecord (case_id, place, item, region, department, state, attempt,"
        " refiled_on, due_on) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (
                *(case.id.hex, place, b.item, case.region, department, b.state.value),
                *(b.attempt, b.refiled_on, due_on),
            )
            for place, b, due_on, department in change.added
        ],
    )
    _write_new_visits(cursor, case.id.hex, change.added_visits)


def _write_case(cursor: Any, change: Change) -> bool:
    case = change.after
    cursor.execute(
        "update cases_caserecord set seq = %s, head = %s, state = %s, accepted_on = %s,"
        " composite = %s,"
        " notice_on = case when %s then coalesce(%s, notice_on) end,"
        " due_on = coalesce(%s, due_on), answer_on = %s, turns = %s where id = %s and seq = %s",
        (
            *(case.seq, case.head, case.state.value, case.accepted_on, case.composite),
            *(waits_for_word(case), change.notice_on, change.due_on),
            *(change.answer_on, encode_turns(case.turns)),
            *(case.id.hex, change.before.seq),
        ),
    )
    return bool(cursor.rowcount == 1)


def _write_entry(cursor: Any, change: Change) -> None:
    stamp, entry = change.stamp, change.entry
    at = connection.ops.adapt_datetimefield_value(stamp.at)
    cursor.execute(
        'insert into cases_eventrecord ("case", seq, kind, version, at, by, machine, office, data,'
        " hash) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            *(entry.case.hex, entry.seq, entry.kind, entry.version, at, stamp.by),
            *(stamp.machine, stamp.office, entry.data, change.after.head),
        ),
    )


def _write_branches(cursor: Any, change: Change) -> None:
    cursor.executemany(
        "update cases_branchrecord set state = %s, accepted_on = %s,"
        " due_on = coalesce(%s, due_on), claimed_by = %s,"
        " examined_by = %s, finding = %s, decided_by = %s, decided_on = %s, stopped_on = %s"
        " where case_id = %s and place = %s",
        [
            (
                *(b.state.value, b.accepted_on, due_on, b.claimed_by, b.examined_by),
                *(b.finding and b.finding.value, b.decided_by, b.decided_on),
                *(stopped_on(change.after, b), change.after.id.hex, place),
            )
            for place, b, due_on in change.branches
        ],
    )


def _write_news(cursor: Any, change: Change) -> None:
    now = connection.ops.adapt_datetimefield_value(change.now)
    cursor.executemany(
        'insert into deliveries_deliveryrecord (subscriber, kind, "case", seq, state, attempts,'
        " next_at, error) values (%s, %s, %s, %s, 'waiting', 0, %s, '')",
        [
            (subscriber, kind, change.after.id.hex, seq, now)
            for subscriber, kind, seq in change.news
        ],
    )


def _write_visit(cursor: Any, case_id: UUID, visit: VisitCase) -> None:
    cursor.execute(
        'update cases_visitrecord set "on" = %s where case_id = %s and visit = %s',
        (visit.on, case_id.hex, visit.id),
    )
    cursor.executemany(
        "update cases_partrecord set result = %s, officers = %s, recorded_on = %s"
        " where case_id = %s and visit = %s and item = %s",
        [
            (
                *(part.result and part.result.value, json.dumps(part.officers), part.recorded_on),
                *(case_id.hex, visit.id, part.item),
            )
            for part in visit.parts
        ],
    )
