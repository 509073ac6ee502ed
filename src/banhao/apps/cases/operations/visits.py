"""Arrange a joint inspection and record a member's part of it."""

from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import (
    Case,
    Finding,
)
from banhao.core.cases.commands import (
    ArrangeVisit,
    RecordInspection,
)


@errand
def arrange_visit(
    *, actor: Actor, case_id: UUID, visit: str, item: str, on: date, now: datetime
) -> Case:
    """Set the day of a visit, as the member `item` of it."""
    return act_on(
        case_id,
        ArrangeVisit(visit, item, on),
        actor=actor,
        act=Act.ARRANGE_VISIT,
        item=item,
        now=now,
    )


@errand
def record_inspection(
    *,
    actor: Actor,
    case_id: UUID,
    visit: str,
    item: str,
    result: Finding,
    officers: tuple[int, ...],
    notes: str,
    now: datetime,
) -> Case:
    """Record one member's part: result, two officers or more (art. 34), notes as content.

    Who records was there; a system in an office of its own was not, and tells who was.
    """

    def command() -> RecordInspection:
        text = notes.strip()
        digest = text and seal(
            subject=case_id, kind="inspection", name=f"{visit}/{item}", content=text.encode()
        )
        return RecordInspection(visit, item, result, officers, digest, not actor.own_things)

    return act_on(case_id, command, actor=actor, act=Act.RECORD_INSPECTION, item=item, now=now)
