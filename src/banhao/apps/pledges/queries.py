"""Reading after-checks. The caller has checked that the reader may know of the case."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from banhao.apps.pledges.models import AfterCheckRecord
from banhao.core.pledges.checks import ALLOWED, AfterCheck

UNFINISHED = tuple(state.value for state, following in ALLOWED.items() if following)


def checks_of(case: UUID) -> tuple[AfterCheck, ...]:
    """Return the after-checks of a case, first due first."""
    rows = AfterCheckRecord.objects.filter(case=case).order_by("due_on", "item", "material")
    return tuple(row.to_check() for row in rows)


def unfinished() -> QuerySet[AfterCheckRecord]:
    """Return the rows of checks that are not closed, each with the day it `ends`, first due first.

    The caller filters by what its reader may see.
    """
    rows = AfterCheckRecord.objects.filter(state__in=UNFINISHED)
    return rows.annotate(ends=Coalesce("put_right_by", "due_on")).order_by("ends", "id")


def ending(since: date, until: date) -> QuerySet[AfterCheckRecord]:
    """Return the rows of checks that are not closed and end on a day in between."""
    first = Q(put_right_by=None, due_on__range=(since, until))
    again = Q(put_right_by__range=(since, until))
    rows = AfterCheckRecord.objects.filter(first | again, state__in=UNFINISHED)
    return rows.order_by("due_on", "id")
