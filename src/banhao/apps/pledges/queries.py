"""Reading after-checks. The caller has checked that the reader may know of the case."""

from datetime import date
from uuid import UUID

from banhao.apps.pledges.models import AfterCheckRecord
from banhao.core.pledges.checks import AfterCheck, CheckState


def checks_of(case: UUID) -> tuple[AfterCheck, ...]:
    """Return the after-checks of a case, first due first."""
    rows = AfterCheckRecord.objects.filter(case=case).order_by("due_on", "item", "material")
    return tuple(row.to_check() for row in rows)


def late_checks(today: date, most: int = 100) -> tuple[AfterCheck, ...]:
    """Return open checks that should have been done before today, oldest first."""
    rows = AfterCheckRecord.objects.filter(state=CheckState.OPEN, due_on__lt=today)
    return tuple(row.to_check() for row in rows.order_by("due_on", "id")[:most])
