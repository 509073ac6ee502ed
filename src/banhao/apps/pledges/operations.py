"""Opening after-checks, in the transaction of the decision that relied on a pledge."""

from datetime import datetime
from uuid import UUID

from banhao.apps.pledges.models import AfterCheckRecord
from banhao.core.clock.local import localdate
from banhao.core.clock.tables import announced_calendar
from banhao.core.pledges.checks import CheckState, due_on


def open_check(*, case: UUID, item: str, material: str, due_days: int, now: datetime) -> None:
    """Open the after-check of one pledge; repeatable. Call it inside a transaction.

    `due_days`: working days after today by which it is to be checked.
    """
    today = localdate(now)
    AfterCheckRecord.objects.get_or_create(
        case=case,
        item=item,
        material=material,
        defaults={
            "opened_on": today,
            "due_on": due_on(today, due_days, announced_calendar()),
            "state": CheckState.OPEN,
        },
    )
