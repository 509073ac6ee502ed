"""Move the ends of an open case after days off were announced."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.moving import stood
from banhao.apps.cases.operations.act import act_on, errand
from banhao.core.authority.acts import THE_WORKER, Act
from banhao.core.cases.case import Case
from banhao.core.cases.commands import MoveEnds


@errand
def move_ends(*, case_id: UUID, year: int, now: datetime) -> Case:
    """Write the dates of the calendar in force, with one event that says from where to where.

    `year`: whose days off were announced. :raises NotAllowed: nothing moves, or it is not open.
    """

    def command() -> MoveEnds:
        return MoveEnds(year, stood(CaseRecord.objects.get(id=case_id)))

    return act_on(case_id, command, actor=THE_WORKER, act=Act.RUN_JOBS, now=now, whole=True)
