"""Look after the decision whether a pledge was kept."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.pledges.operations import record_check
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.commands import (
    RecordAfterCheck,
)
from banhao.core.pledges.checks import CheckState

AFTER_CHECK = "after-check"  # kind of the sealed notes; each look is a revision


@errand
def record_after_check(
    *,
    actor: Actor,
    case_id: UUID,
    item: str,
    material: str,
    kept: bool,
    notes: str,
    put_right_days: int = 0,
    now: datetime,
) -> Case:
    """Record a look at a pledge: kept, to be put right in so many working days, or failed."""

    def command() -> RecordAfterCheck:
        check = record_check(
            case=case_id,
            item=item,
            material=material,
            kept=kept,
            put_right_days=put_right_days,
            now=now,
        )
        days = put_right_days if check.state is CheckState.TO_PUT_RIGHT else 0
        name, text = f"{item}/{material}", notes.strip()
        digest = text and seal(subject=case_id, kind=AFTER_CHECK, name=name, content=text.encode())
        return RecordAfterCheck(item, material, check.state, days, digest)

    return act_on(case_id, command, actor=actor, act=Act.CHECK_PLEDGE, item=item, now=now)
