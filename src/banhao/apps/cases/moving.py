"""Open cases whose dates a calendar moves: which, and by how much. For worker and preview."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.cases.queries import to_value
from banhao.apps.catalogues import calendars
from banhao.apps.catalogues import queries as catalogues
from banhao.core.cases.commands import End, Ends
from banhao.core.cases.moving import OPEN, foremost, moves
from banhao.core.clock.notices import Notice
from banhao.core.clock.tables import first_day_of_notice
from banhao.core.clock.values import Calendar

AT_ONCE = 200  # cases of one turn of the worker
LOOKED_AT = 2000  # cases of a preview: a page is waiting


@dataclass(frozen=True, slots=True)
class Preview:
    """What a calendar would do to the open cases that were looked at.

    `by_days`: how many calendar days later (negative: earlier) → how many cases, by the end that
    says most. `not_seen`: open cases that reach the changed days and were not looked at.
    """

    seen: int
    not_seen: int
    by_days: Mapping[int, int]

    @property
    def moving(self) -> int:
        """Return how many cases move."""
        return sum(self.by_days.values())


def of_notice(notice: Notice) -> Preview:
    """Return what a notice would move that is not imported yet."""
    return preview(first_day_of_notice(notice.year), calendars.calendar_with(notice))


def preview(first: date, calendar: Calendar) -> Preview:
    """Return what a calendar would move; `first`: the first day on which it differs."""
    rows, by_days = _rows(reaching(first).order_by("id")[:LOOKED_AT]), Counter[int]()
    for row in rows:
        moved = moves(to_value(row), catalogues.plan(row.plan), calendar, stood(row))
        if moved:
            main = foremost(moved)
            by_days[(main.new - main.old).days] += 1
    return Preview(len(rows), reaching(first).count() - len(rows), dict(sorted(by_days.items())))


def next_cases(first: date, after: UUID | None) -> Sequence[UUID]:
    """Return the next open cases with an end on or after a day, in the order of their ids."""
    rows = reaching(first)
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id").values_list("id", flat=True)[:AT_ONCE])


def reaching(first: date) -> QuerySet[CaseRecord]:
    """Return open cases with an end on or after a day: no other can move by what changes then."""
    mine = BranchRecord.objects.filter(case=OuterRef("pk"), due_on__gte=first)
    ends = Q(notice_on__gte=first) | Q(answer_on__gte=first) | Q(due_on__gte=first)
    states = [state.value for state in OPEN]
    return CaseRecord.objects.filter(ends | Q(Exists(mine)), state__in=states)


def stood(row: CaseRecord) -> Ends:
    """Return the ends of a case as its rows have them; of an item, those of the latest attempt."""
    found = {
        (End.TOLD, ""): row.notice_on,
        (End.ANSWER, ""): row.answer_on,
        (End.CASE, ""): row.due_on,
    }
    for branch in sorted(row.branches.all(), key=lambda one: one.attempt):
        found[End.ITEM, branch.item] = branch.due_on
    return {place: day for place, day in found.items() if day}


def _rows(rows: QuerySet[CaseRecord]) -> Sequence[CaseRecord]:
    return list(rows.prefetch_related("branches", "visits", "parts"))
