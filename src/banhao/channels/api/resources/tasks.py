"""Tasks of a department, for its own system: see, take, give back, examine, decide."""

from typing import Literal
from uuid import UUID

from django.utils import timezone
from ninja import Router

from banhao.apps.cases import paging, queries
from banhao.apps.cases.operations import branches
from banhao.apps.cases.taskcounts import Show
from banhao.apps.cases.tasklist import tasks
from banhao.apps.people.doors import log_read
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import tasks as shapes
from banhao.channels.api.schemas.cases import CaseOut, case_out
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.cases.case import Finding

router = Router()
ShowName = Literal["all", "mine", "free", "examine", "decide", "late", "soon", "stopped"]


@operation(router, "GET", "/tasks", Door(Act.SEE_OFFICE, Scope.TASKS), answers=shapes.TasksOut)
def list_tasks(request: Call, show: ShowName = "all", after: str = "") -> shapes.TasksOut:
    """部门的任务，急的在前 · Tasks of the department, the most urgent first."""
    place = paging.read_task_place(after)
    found = tasks(request.actor, timezone.now(), Show(show), after=place)
    return shapes.TasksOut(
        tasks=[shapes.task_out(each) for each in found.rows],
        next=paging.task_place(found.more) if found.more else None,
    )


@operation(
    router,
    "GET",
    "/tasks/{uuid:case_id}/{item}",
    Door(Act.SEE_OFFICE, Scope.TASKS),
    answers=CaseOut,
)
def read_task(request: Call, case_id: UUID, item: str) -> CaseOut:
    """任务所在的办件 · The case of a task."""
    return _shown(request, case_id, item)


@operation(
    router,
    "POST",
    "/tasks/{uuid:case_id}/{item}/claim",
    Door(Act.WORK_BRANCH, Scope.TASKS),
    answers=CaseOut,
)
def claim_task(request: Call, case_id: UUID, item: str) -> CaseOut:
    """领取任务 · Take a task."""
    branches.claim_branch(actor=request.actor, case_id=case_id, item=item, now=timezone.now())
    return _shown(request, case_id, item)


@operation(
    router,
    "DELETE",
    "/tasks/{uuid:case_id}/{item}/claim",
    Door(Act.WORK_BRANCH, Scope.TASKS),
    answers=CaseOut,
)
def release_task(request: Call, case_id: UUID, item: str) -> CaseOut:
    """退回任务 · Give a task back to the department."""
    branches.release_branch(actor=request.actor, case_id=case_id, item=item, now=timezone.now())
    return _shown(request, case_id, item)


@operation(
    router,
    "POST",
    "/tasks/{uuid:case_id}/{item}/examination",
    Door(Act.EXAMINE_BRANCH, Scope.EXAMINE),
    answers=CaseOut,
)
def examine_task(request: Call, case_id: UUID, item: str, payload: shapes.ExaminationIn) -> CaseOut:
    """审查 · Examine: what was found, with the opinion."""
    branches.examine_branch(
        actor=request.actor,
        case_id=case_id,
        item=item,
        finding=Finding(payload.finding),
        comment=payload.comment,
        now=timezone.now(),
    )
    return _shown(request, case_id, item)


@operation(
    router,
    "POST",
    "/tasks/{uuid:case_id}/{item}/decision",
    Door(Act.DECIDE_BRANCH, Scope.DECIDE),
    answers=CaseOut,
)
def decide_task(request: Call, case_id: UUID, item: str, payload: shapes.DecisionIn) -> CaseOut:
    """决定 · Decide: by another than who examined."""
    branches.decide_branch(
        actor=request.actor,
        case_id=case_id,
        item=item,
        grant=payload.grant,
        reason=payload.reason,
        article=payload.article,
        remedy=payload.remedy,
        now=timezone.now(),
    )
    return _shown(request, case_id, item)


def _shown(request: Call, case_id: UUID, item: str) -> CaseOut:
    now = timezone.now()
    queries.branch_row(request.actor, case_id, item, now)
    log_read(request.actor, f"case:{case_id}", Act.SEE_OFFICE, now)
    return case_out(*queries.case(request.actor, case_id, Act.SEE_OFFICE, now))
