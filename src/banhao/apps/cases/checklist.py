"""After-checks that an office still has to do, the first due first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.queries import PAGE, my_branches
from banhao.apps.cases.tasklist import CaseLine
from banhao.apps.pledges import queries as pledges
from banhao.core.authority.acts import Actor
from banhao.core.clock.local import localdate
from banhao.core.pledges.checks import AfterCheck


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """A place in the list, for the page after it: the last row's day and id."""

    ends_on: date
    id: int


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One page of the list. `more`: None on the last page."""

    rows: Sequence[tuple[CaseLine, AfterCheck]]
    more: CheckPlace | None


def checks_to_do(actor: Actor, now: datetime, after: CheckPlace | None = None) -> CheckPage:
    """Return the checks, not closed, of granted branches of the actor's departments."""
    mine = my_branches(actor, localdate(now))
    rows = pledges.unfinished().filter(
        Exists(mine.filter(case=OuterRef("case"), item=OuterRef("item")))
    )
    if after is not None:
        same_day = Q(ends=after.ends_on, id__gt=after.id)
        rows = rows.filter(Q(ends__gt=after.ends_on) | same_day)
    found: list[Any] = list(rows[: PAGE + 1])
    cases = CaseRecord.objects.in_bulk({row.case for row in found})
    lines = [(_line(cases[row.case]), row.to_check()) for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return CheckPage(lines, CheckPlace(last.ends, last.id) if last else None)


def _line(row: CaseRecord) -> CaseLine:
    return CaseLine(row.id, row.number, row.applicant, row.firm, row.plan)
