"""Ends that come near, by region: answers to supplements, after-checks, tasks. For the worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from banhao.apps.cases.literals import RUNNING
from banhao.apps.cases.models import BranchRecord, CaseRecord
from banhao.apps.catalogues.queries import calendar
from banhao.apps.pledges import queries as pledges
from banhao.core.cases.lights import Light, left

MOST = 1000  # of a kind at a time; what is left comes with the next turn of the worker


@dataclass(frozen=True, slots=True)
class Ending:
    """Something of a case that ends on a day."""

    case: UUID
    number: str
    applicant: int
    plan: str
    on: date
    item: str = ""
    material: str = ""
    department: str = ""
    state: str = ""
    claimed_by: int | None = None


def answers(region: str, since: date, until: date) -> Iterator[Ending]:
    """Yield cases whose applicant has to answer a supplement by a day in between."""
    rows = CaseRecord.objects.filter(region=region, answer_on__range=(since, until))
    for row in rows.order_by("answer_on", "id")[:MOST]:
        if row.answer_on:
            yield Ending(row.id, row.number, row.applicant, row.plan, row.answer_on)


def checks(region: str, since: date, until: date) -> Iterator[Ending]:
    """Yield pledges that are checked by a day in between."""
    mine = CaseRecord.objects.filter(region=region).values("id")
    found = pledges.ending(since, until).filter(case__in=mine)[:MOST]
    cases = CaseRecord.objects.in_bulk({row.case for row in found})
    for row in found:
        of, on = cases[row.case], row.put_right_by or row.due_on
        yield Ending(
            of.id, of.number, of.applicant, of.plan, on, item=row.item, material=row.material
        )


def soon(region: str, today: date) -> Iterator[Ending]:
    """Yield running branches whose light is 临期 on a day."""
    rows = BranchRecord.objects.filter(region=region, state__in=RUNNING, due_on__gte=today)
    days, near = calendar(), Q(pk__in=[])
    for started, due in rows.order_by().values_list("accepted_on", "due_on").distinct():
        if started and due and left(started, due, today, days).light is Light.SOON:
            near |= Q(accepted_on=started, due_on=due)
    for row in rows.filter(near).select_related("case").order_by("due_on", "id")[:MOST]:
        assert row.due_on is not None  # the filter asks for it
        yield Ending(
            row.case.id,
            row.case.number,
            row.case.applicant,
            row.case.plan,
            row.due_on,
            item=row.item,
            department=row.department,
            state=row.state,
            claimed_by=row.claimed_by,
        )
