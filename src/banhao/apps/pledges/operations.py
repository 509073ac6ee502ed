"""Opening after-checks and recording them, in the transactions of the case's errands."""

from datetime import datetime
from uuid import UUID

from banhao.apps.catalogues.queries import calendar
from banhao.apps.pledges.models import AfterCheckRecord
from banhao.core.clock.local import localdate
from banhao.core.errors import NotFound
from banhao.core.messages import Message
from banhao.core.pledges.checks import AfterCheck, CheckState, due_on, record


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
            "due_on": due_on(today, due_days, calendar()),
            "state": CheckState.OPEN,
        },
    )


def record_check(
    *, case: UUID, item: str, material: str, kept: bool, put_right_days: int, now: datetime
) -> AfterCheck:
    """Record what was found. Call it inside a transaction.

    :raises NotFound: nothing was pledged there. :raises NotAllowed: see `core/pledges/checks`.
    """
    rows = AfterCheckRecord.objects.select_for_update()
    row = rows.filter(case=case, item=item, material=material).first()
    if row is None:
        raise NotFound(Message("pledges.no_check"))
    found = record(
        row.to_check(),
        kept=kept,
        put_right_days=put_right_days,
        today=localdate(now),
        calendar=calendar(),
    )
    row.state, row.put_right_by = found.state, found.put_right_by
    row.save()
    return found
