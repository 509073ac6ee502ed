"""Hand results out, take a case back, add a material after filing."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.commands import (
    Deliver,
    Withdraw,
)


@errand
def deliver_case(*, actor: Actor, case_id: UUID, how: str, now: datetime) -> Case:
    """Hand the results out (art. 44); `how`: "counter", "post" or "electronic"."""
    return act_on(case_id, Deliver(how), actor=actor, act=Act.DELIVER_RESULT, now=now)


@errand
def withdraw_case(*, actor: Actor, case_id: UUID, reason: str, now: datetime) -> Case:
    """Take the case back before it is decided; nothing that was granted is undone."""

    def command() -> Withdraw:
        text = reason.strip()
        return Withdraw(
            text and seal(subject=case_id, kind="reason", name="withdrawn", content=text.encode())
        )

    return act_on(case_id, command, actor=actor, act=Act.WITHDRAW_CASE, now=now)
