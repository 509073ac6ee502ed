"""Statement texts for PostgreSQL, with its own `$n`: nothing has to be parsed before sending.

What stands in many rows of a change is sent once: $1 the case, $2 the moment, $3 who, $4 which
machine, $5 in which office. Texts depend only on how many rows they write, so that the server keeps
them prepared.
"""

import re
from functools import cache
from itertools import count

from banhao.apps.cases.pens.rows import BRANCH_COLUMNS, CASE_COLUMNS

SHARED = 5

_BRANCH_ARRAY = ", ".join(f"b.{name.strip()}" for name in BRANCH_COLUMNS.split(","))
_READ = f"""
select {CASE_COLUMNS},
  (select json_agg(json_build_array({_BRANCH_ARRAY}) order by b.place)
     from cases_branchrecord b where b.case_id = c.id)
from cases_caserecord c where c.id = $1"""  # noqa: S608 - our own constants
_READ_VISITS = """
select v.visit, v.on, p.item, p.result, p.officers::json, p.recorded_on
  from cases_visitrecord v join cases_partrecord p on p.case_id = $1 and p.visit = v.visit
 where v.case_id = $1 order by v.id, p.place"""

_ONE_ENTRY = "($1, %s, %s, %s, $2, $3, $4, $5, %s, %s)"
_ENTRY = """insert into cases_eventrecord
  ("case", seq, kind, version, at, by, machine, office, data, hash) values """
_BRANCH = """update cases_branchrecord
   set state = %s, accepted_on = %s, due_on = coalesce(%s, due_on), claimed_by = %s,
       examined_by = %s, finding = %s, decided_by = %s, decided_on = %s, stopped_on = %s
 where case_id = $1 and place = %s"""
_ONE_NEWS = "(%s, %s, $1, %s, 'waiting', 0, $2, '')"
_NEWS = """insert into deliveries_deliveryrecord
  (subscriber, kind, "case", seq, state, attempts, next_at, error) values """
_CASE = """update cases_caserecord
   set seq = %s, head = %s, state = %s, accepted_on = %s, composite = %s,
       notice_on = case when %s then coalesce(%s, notice_on) end, due_on = coalesce(%s, due_on),
       answer_on = %s, turns = %s
 where id = $1 and seq = %s"""

_NEW_CASE = """insert into cases_caserecord
  (id, number, seq, head, theme, region, plan, applicant, firm, helper, channel, state,
   submitted_at, submitted_on, accepted_on, notice_on, due_on) values
  ($1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, $2, %s, %s, %s, %s)"""
_NEW_BRANCHES = """insert into cases_branchrecord
  (case_id, place, item, region, department, state) values """
AGAIN = """insert into cases_branchrecord
  (case_id, place, item, region, department, state, attempt, refiled_on, due_on)
  values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""
_NEW_VISITS = "insert into cases_visitrecord (case_id, visit) values "
_NEW_PARTS = """insert into cases_partrecord
  (case_id, visit, place, item, officers) values """
ONE_VISIT = f"{_NEW_VISITS} (%s, %s)"
ONE_PART = f"{_NEW_PARTS} (%s, %s, %s, %s, '[]')"
VISIT = 'update cases_visitrecord set "on" = %s where case_id = %s and visit = %s'
PART = """update cases_partrecord set result = %s, officers = %s::jsonb, recorded_on = %s
 where case_id = %s and visit = %s and item = %s"""


@cache
def numbered(text: str, shared: int = 0) -> bytes:
    """Return the text with `$n` for each `%s`, counting on from the `shared` ones."""
    numbers = count(shared + 1)
    return re.sub("%s", lambda _: f"${next(numbers)}", text).encode()


READ, READ_VISITS = _READ.encode(), _READ_VISITS.encode()


@cache
def creation(*rows: int) -> bytes:
    """Return the text that makes a case with one entry, news, branches, visits and parts."""
    inserts = (
        (_ENTRY, _ONE_ENTRY),
        (_NEWS, _ONE_NEWS),
        (_NEW_BRANCHES, "($1, %s, %s, %s, %s, %s)"),
        (_NEW_VISITS, "($1, %s)"),
        (_NEW_PARTS, "($1, %s, %s, %s, '[]')"),
    )
    filled = [
        f"r{n} as ({insert}{', '.join([row] * count)})"
        for n, ((insert, row), count) in enumerate(zip(inserts, rows, strict=True))
        if count
    ]
    return numbered(f"with {', '.join(filled)} {_NEW_CASE}", SHARED)


@cache
def statement(branches: int, news: int) -> bytes:
    """Return the text that writes so many rows: everything hangs on the update of the case."""
    parts = [f"e as ({_ENTRY}{_ONE_ENTRY})"]
    parts += [f"b{n} as ({_BRANCH})" for n in range(branches)]
    if news:
        parts.append(f"d as ({_NEWS}{', '.join([_ONE_NEWS] * news)})")
    return numbered(f"with {', '.join(parts)} {_CASE}", SHARED)
