"""Stop the clock for a special procedure, let it run again, extend a limit."""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import Case
from banhao.core.cases.commands import EndProcedure, ExtendLimit, StartProcedure
from banhao.core.clock.values import Unit

NOTICE, RESULT, EXTENSION = "procedure-notice", "procedure-result", "extension"  # in the vault
WHOLE = "case"  # the name under which the reason of a joint extension is sealed


@errand
def start_procedure(
    *,
    actor: Actor,
    case_id: UUID,
    item: str,
    kind: str,
    notice: str,
    days: int,
    unit: Unit,
    now: datetime,
) -> Case:
    """Start a special procedure (《行政许可法》 art. 45), with the written notice as content."""

    def command() -> StartProcedure:
        digest = _sealed(case_id, NOTICE, f"{item}/{kind}", notice)
        return StartProcedure(item, kind, days, unit, digest)

    return act_on(case_id, command, actor=actor, act=Act.RUN_PROCEDURE, item=item, now=now)


@errand
def end_procedure(
    *, actor: Actor, case_id: UUID, item: str, kind: str, result: str, now: datetime
) -> Case:
    """End a special procedure with its result; the clock runs again from the next day."""

    def command() -> EndProcedure:
        return EndProcedure(item, kind, _sealed(case_id, RESULT, f"{item}/{kind}", result))

    return act_on(case_id, command, actor=actor, act=Act.RUN_PROCEDURE, item=item, now=now)


@errand
def extend_branch(
    *, actor: Actor, case_id: UUID, item: str, days: int, reason: str, now: datetime
) -> Case:
    """Approve the one extension of an item's limits (art. 42), as the head of its department."""

    def command() -> ExtendLimit:
        return ExtendLimit(item, days, _sealed(case_id, EXTENSION, item, reason))

    return act_on(case_id, command, actor=actor, act=Act.EXTEND_BRANCH, item=item, now=now)


@errand
def extend_case(*, actor: Actor, case_id: UUID, days: int, reason: str, now: datetime) -> Case:
    """Approve the one extension of joint handling (art. 42), as the head of the government."""

    def command() -> ExtendLimit:
        return ExtendLimit("", days, _sealed(case_id, EXTENSION, WHOLE, reason))

    return act_on(case_id, command, actor=actor, act=Act.EXTEND_CASE, now=now)


def _sealed(case_id: UUID, kind: str, name: str, text: str) -> str:
    text = text.strip()
    return text and seal(subject=case_id, kind=kind, name=name, content=text.encode())
