"""Accept a case, refuse to accept it, notice that silence has accepted it."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import THE_LAW, Act, Actor
from banhao.core.cases.case import (
    Case,
)
from banhao.core.cases.commands import (
    Accept,
    DeemAccepted,
    RefuseToAccept,
)


@errand
def accept_case(*, actor: Actor, case_id: UUID, now: datetime) -> Case:
    """Accept a submitted case and start its clocks (《行政许可法》 art. 32)."""
    return act_on(case_id, Accept(), actor=actor, act=Act.ACCEPT_CASE, now=now)


@errand
def refuse_to_accept(
    *, actor: Actor, case_id: UUID, not_needed: bool, article: str, reason: str, now: datetime
) -> Case:
    """不受理 (no permit needed) or 不予受理 (not competent), with article and reason."""

    def command() -> RefuseToAccept:
        text = reason.strip()
        digest = text and seal(
            subject=case_id, kind="reason", name="not-accepted", content=text.encode()
        )
        return RefuseToAccept(not_needed, article.strip(), digest)

    return act_on(case_id, command, actor=actor, act=Act.ACCEPT_CASE, now=now)


@errand
def deem_accepted(*, case_id: UUID, now: datetime) -> Case:
    """Record that silence has accepted the case, as of its receipt; the law is the actor."""
    return act_on(case_id, DeemAccepted(), actor=THE_LAW, act=Act.RUN_JOBS, now=now)
