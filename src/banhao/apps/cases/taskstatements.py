"""The statements of the task list, by hand, the same texts on both databases.

Built by the ORM they took as long as all the rest of the page (decision 0125). States stand in them
as words: SQLite looks up a partial index (`where state in ('accepted', 'examined')`) only if the
statement says the same words. `b` is a branch, `c` its case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper

from banhao.apps.cases.models import BranchRecord
from banhao.apps.catalogues.queries import THE_PUBLISHED
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.rules import offices_for

Rows = Sequence[tuple[Any, ...]]
Day = tuple[str, str, str, date, date, date | None, int]  # region … stopped since, light
RUNNING = "running"  # the first word of what is counted by days
MOST_DAYS = 2000  # in one statement: SQLite takes 32,766 values
LIGHT, ID, DUE = 5, 6, 11  # places in a row of `rows_of_days`

_COUNTS = """
select '{kind}', ({published}), b.region, b.department, b.item, b.accepted_on, b.due_on,
       b.stopped_on, count(*), {counts}
  from cases_branchrecord b
 where b.state in ('accepted', 'examined') and {running}
 group by b.region, b.department, b.due_on, b.accepted_on, b.item, b.stopped_on
union all
select c.state, ({published}), '', '', '', null, max(c.notice_on), null, count(*), {nothing}
  from cases_branchrecord b join cases_caserecord c on c.id = b.case_id
 where b.state = 'received' and c.state in ('submitted', 'accepted') and {coming}
 group by c.state"""

_CASE = "c.id, c.number, c.applicant, c.firm, c.plan"
_ROWS = """
with days (region, department, item, accepted_on, due_on, stopped_on, light) as (values {days}),
b as (
select b.*, days.light
  from days
  join cases_branchrecord b on b.region = days.region and b.department = days.department
   and b.due_on = days.due_on and b.accepted_on = days.accepted_on and b.item = days.item
   and b.stopped_on {is_same} days.stopped_on
 where b.state in ('accepted', 'examined') and {wanted}
 order by days.light, b.due_on, b.id limit %s)
select {case}, b.light, b.id, b.item, b.region, b.state, b.accepted_on, b.due_on, b.stopped_on,
       b.claimed_by, b.examined_by,
       (select coalesce(cast(v."on" as varchar), '')
          from cases_partrecord p
          join cases_visitrecord v on v.case_id = p.case_id and v.visit = p.visit
         where p.case_id = b.case_id and p.item = b.item and p.result is null limit 1)
  from b join cases_caserecord c on c.id = b.case_id"""

_PARTS = """
select {case}, p.visit, p.item, v."on"
  from cases_partrecord p
  join cases_caserecord c on c.id = p.case_id
  join cases_visitrecord v on v.case_id = p.case_id and v.visit = p.visit
 where p.result is null and c.state = 'accepted'
   and exists (select 1 from cases_branchrecord b
                where b.case_id = p.case_id and b.item = p.item
                  and b.state not in ('refused', 'stopped', 'withdrawn') and {own})
 order by v."on" nulls last, p.case_id, p.visit, p.place limit %s"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a branch `b`, with the values of its places."""

    text: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"{self.text} and {other.text}", self.values + other.values)


ALL = Condition("true")


def within(actor: Actor, on: date) -> Condition:
    """Return the branches of the actor's departments, as the offices of that day reach them: its
    region, department and items; "" or none of them means all.
    """
    offices = offices_for(actor, Act.SEE_OFFICE, on)
    reaches = {(o.region, o.department, tuple(sorted(o.items))) for o in offices}  # posts overlap
    return _any(_reach(*each) for each in sorted(reaches))


def one_of(column: str, values: Sequence[Any]) -> Condition:
    """Return that a column has one of some values, at least one."""
    return Condition(f"{column} in ({', '.join(['%s'] * len(values))})", tuple(values))


def numbered(part: str) -> Condition:
    """Return that this stands in the number of the case, in whatever letters."""
    like = f"%{_server().ops.prep_for_like_query(part)}%".upper()
    return Condition(
        "exists (select 1 from cases_caserecord n where n.id = b.case_id"
        r" and upper(n.number) like %s escape '\')",
        (like,),
    )


def count_by_days(running: Condition, coming: Condition, counts: Sequence[Condition]) -> Rows:
    """Return (RUNNING, version, region, department, item, start, end, stopped since, how many, how
    many of each of `counts`) of what runs, and of what waits in a filed or an accepted case (that
    state, version, …, last day to tell, …, how many, 0 …). `version`: of the published catalogue.
    """
    text = _COUNTS.format(
        kind=RUNNING,
        published=THE_PUBLISHED,
        counts=", ".join(f"count(*) filter (where {each.text})" for each in counts),
        nothing=", ".join(["0"] * len(counts)),
        running=running.text,
        coming=coming.text,
    )
    return _all(text, [v for each in (*counts, running, coming) for v in each.values])


def rows_of_days(days: Sequence[Day], wanted: Condition, most: int) -> Rows:
    """Return (case: id, number, applicant, firm, plan; light; branch: id, item, region, state,
    start, end, stopped since, claimed by, examined by; the open visit) by light, end and id.

    The open visit: its day as text, "" = none yet; None = there is no open one.
    """
    found: list[tuple[Any, ...]] = []
    on_sqlite = _server().vendor == "sqlite"
    for first in range(0, len(days), MOST_DAYS):
        some = days[first : first + MOST_DAYS]
        one = f"(%s, %s, %s, %s, %s, {'%s' if on_sqlite else '%s::date'}, %s)"
        text = _ROWS.format(
            days=", ".join([one] * len(some)),
            is_same="is" if on_sqlite else "is not distinct from",
            wanted=wanted.text,
            case=_CASE,
        )
        found += _all(text, [*(value for day in some for value in day), *wanted.values, most])
    return sorted(found, key=lambda row: (row[LIGHT], row[DUE], row[ID]))[:most]


def open_parts(own: Condition, most: int) -> Rows:
    """Return (case: id, number, applicant, firm, plan; visit, item, day) of the parts of visits
    without a result, the next first, those without a day last.
    """
    return _all(_PARTS.format(case=_CASE, own=own.text), [*own.values, most])


def _reach(region: str, department: str, items: tuple[str, ...]) -> Condition:
    given = [
        Condition(f"b.{name} = %s", (value,))
        for name, value in (("region", region), ("department", department))
        if value
    ]
    found = ALL
    for each in (*given, one_of("b.item", items)) if items else given:
        found &= each
    return found


def _any(conditions: Iterable[Condition]) -> Condition:
    found = list(conditions)
    text = " or ".join(each.text for each in found) or "false"
    return Condition(f"({text})", tuple(value for each in found for value in each.values))


def _all(text: str, values: Sequence[Any]) -> Rows:
    with _server().cursor() as cursor:
        cursor.execute(text, values)
        found: Rows = cursor.fetchall()
    return found


def _server() -> BaseDatabaseWrapper:
    """Return the server that is asked now: lists that may be seconds old ask a replica."""
    return connections[router.db_for_read(BranchRecord)]
