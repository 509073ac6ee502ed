"""Claim, release, examine and decide a branch."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from banhao.apps.cases.authorise import thing_of
from banhao.apps.cases.ledger import read
from banhao.apps.cases.operations.act import act_on, errand
from banhao.apps.people import queries as people
from banhao.apps.vault.operations import seal
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.cases.case import (
    Case,
    Finding,
)
from banhao.core.cases.commands import (
    Claim,
    Decide,
    Examine,
    Reassign,
    Release,
)
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput
from banhao.core.messages import Message


@errand
def claim_branch(*, actor: Actor, case_id: UUID, item: str, now: datetime) -> Case:
    """Take a branch as one's own task."""
    return act_on(case_id, Claim(item), actor=actor, act=Act.WORK_BRANCH, item=item, now=now)


@errand
def release_branch(*, actor: Actor, case_id: UUID, item: str, now: datetime) -> Case:
    """Give a branch back to the department."""
    return act_on(case_id, Release(item), actor=actor, act=Act.WORK_BRANCH, item=item, now=now)


@errand
def reassign_branch(
    *, actor: Actor, case_id: UUID, item: str, officer: int, reason: str = "", now: datetime
) -> Case:
    """Give a branch to another officer of the department.

    :raises BadInput: the officer holds no office that works on it today.
    """
    command = _given(case_id, item, officer, reason, now)
    return act_on(case_id, command, actor=actor, act=Act.REASSIGN_BRANCH, item=item, now=now)


@errand
def give_task(
    *, actor: Actor, case_id: UUID, item: str, officer: int, reason: str, now: datetime
) -> Case:
    """Give it as an administrator, who does not see the case itself. :raises BadInput: as
    `reassign_branch`, or without a reason.
    """
    if not reason.strip():
        raise BadInput(Message("case.reason_for_task"), field="reason")
    command = _given(case_id, item, officer, reason, now)
    return act_on(case_id, command, actor=actor, act=Act.ADMINISTER, item=item, now=now)


@errand
def examine_branch(
    *, actor: Actor, case_id: UUID, item: str, finding: Finding, comment: str, now: datetime
) -> Case:
    """Examine: what was found, with the opinion as sealed content."""

    def command() -> Examine:
        return Examine(item, finding, _sealed(case_id, "opinion", item, comment))

    return act_on(case_id, command, actor=actor, act=Act.EXAMINE_BRANCH, item=item, now=now)


@errand
def decide_branch(
    *,
    actor: Actor,
    case_id: UUID,
    item: str,
    grant: bool,
    reason: str = "",
    article: str = "",
    remedy: str = "",
    now: datetime,
) -> Case:
    """Grant, or refuse with reason, article and remedy (《行政许可法》 art. 38)."""

    def command() -> Decide:
        if grant:
            return Decide(item, grant=True)
        return Decide(
            item,
            grant=False,
            reason=_sealed(case_id, "reason", item, reason),
            article=article.strip(),
            remedy=_sealed(case_id, "remedy", item, remedy),
        )

    return act_on(case_id, command, actor=actor, act=Act.DECIDE_BRANCH, item=item, now=now)


def _given(
    case_id: UUID, item: str, officer: int, reason: str, now: datetime
) -> Callable[[], Reassign]:
    def command() -> Reassign:
        case, plan = read(case_id, with_visits=False)
        if not _may_work(officer, thing_of(case, plan, "", item), now):
            raise BadInput(Message("case.not_their_task"), field="officer")
        return Reassign(item, officer, _sealed(case_id, "reassigned", item, reason))

    return command


def _may_work(officer: int, thing: Thing, now: datetime) -> bool:
    """Whether somebody holds an office that works on such a branch today."""
    if officer not in people.accounts([officer]):
        return False
    return isinstance(may(people.actor(officer), Act.WORK_BRANCH, thing, localdate(now)), Allowed)


def _sealed(case_id: UUID, kind: str, item: str, text: str) -> str:
    """Seal a text that an officer wrote; its keyed digest goes into the event, "" for nothing."""
    text = text.strip()
    return text and seal(subject=case_id, kind=kind, name=item, content=text.encode())
