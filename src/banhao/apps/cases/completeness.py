"""What an office has to check for completeness: branches of filed cases, before acceptance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from banhao.apps.cases.literals import Word
from banhao.apps.cases.models import CaseRecord, NoteRecord
from banhao.apps.cases.notes import COMPLETE
from banhao.apps.cases.queries import PAGE, my_branches
from banhao.apps.cases.tasklist import CaseLine
from banhao.core.authority.acts import Actor
from banhao.core.cases.case import BranchState, State
from banhao.core.clock.local import localdate


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A branch to check. `tell_by`: the last day to tell the applicant; `noted`: lines stand."""

    case: CaseLine
    item: str
    tell_by: date | None
    noted: bool


def to_check(actor: Actor, now: datetime) -> Sequence[ToCheck]:
    """Return branches of the actor's departments that nobody has called complete, first due first.

    Those for which lines are noted stay until the notice is sent: more may be missing.
    """
    own = NoteRecord.objects.filter(case=OuterRef("case"), item=OuterRef("item"))
    rows = (
        my_branches(actor, localdate(now))
        .filter(state=Word(BranchState.RECEIVED), case__state=State.SUBMITTED.value)
        .exclude(Exists(own.filter(kind=COMPLETE)))
        .annotate(noted=Exists(own))
        .select_related("case")
        .order_by("case__notice_on", "id")
    )
    return [
        ToCheck(
            _case(row.case),
            row.item,
            row.case.notice_on,
            row.noted,
        )
        for row in rows[:PAGE]
    ]


def _case(row: CaseRecord) -> CaseLine:
    return CaseLine(row.id, row.number, row.applicant, row.firm, row.plan)
