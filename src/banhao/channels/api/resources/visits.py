"""Site inspections for a department's system: see them, set the day, tell what was found."""

from uuid import UUID

from django.utils import timezone
from ninja import Router

from banhao.apps.cases import queries
from banhao.apps.cases.operations import visits as operations
from banhao.apps.organisations.queries import inspectors
from banhao.apps.people.doors import log_read
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import visits as shapes
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.cases.case import Case, Finding
from banhao.core.cases.inspections import part_of, visit_of
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import BadInput
from banhao.core.messages import Message

router = Router()
PLACE = "/tasks/{uuid:case_id}/{item}/visits"


@operation(router, "GET", PLACE, Door(Act.SEE_OFFICE, Scope.VISITS), answers=shapes.VisitsOut)
def list_visits(request: Call, case_id: UUID, item: str) -> shapes.VisitsOut:
    """任务的踏勘，谁可以去 · The visits of a task, and who of the department can go."""
    case, plan = _opened(request, case_id, item)
    mine = [each for each in case.visits if any(part.item == item for part in each.parts)]
    department, today = plan.branch(item).department, localdate(timezone.now())
    return shapes.visits_out(mine, plan, inspectors(case.region, department, today))


@operation(
    router,
    "PUT",
    PLACE + "/{visit}/day",
    Door(Act.ARRANGE_VISIT, Scope.VISITS),
    answers=shapes.VisitOut,
)
def arrange_visit(
    request: Call, case_id: UUID, item: str, visit: str, payload: shapes.DayIn
) -> shapes.VisitOut:
    """定踏勘日期，申请人和其他部门会知道 · Set the day; the applicant is told."""
    operations.arrange_visit(
        actor=request.actor,
        case_id=case_id,
        visit=visit,
        item=item,
        on=payload.on,
        now=timezone.now(),
    )
    return _shown(request, case_id, item, visit)


@operation(
    router,
    "POST",
    PLACE + "/{visit}/result",
    Door(Act.RECORD_INSPECTION, Scope.VISITS),
    answers=shapes.VisitOut,
)
def record_inspection(
    request: Call, case_id: UUID, item: str, visit: str, payload: shapes.ResultIn
) -> shapes.VisitOut:
    """报一项的踏勘结果 · Tell what two officers or more of the department have found."""
    now = timezone.now()
    case, plan = _opened(request, case_id, item)
    part_of(visit_of(case, visit), item)
    known = dict(inspectors(case.region, plan.branch(item).department, localdate(now)))
    strangers = [each for each in payload.officers if each not in known]
    if strangers:
        raise BadInput(Message("office.no_such_inspector", officer=strangers[0]), field="officers")
    operations.record_inspection(
        actor=request.actor,
        case_id=case_id,
        visit=visit,
        item=item,
        result=Finding(payload.result),
        officers=tuple(payload.officers),
        notes=payload.notes,
        now=now,
    )
    return _shown(request, case_id, item, visit)


def _shown(request: Call, case_id: UUID, item: str, visit: str) -> shapes.VisitOut:
    case, plan = _opened(request, case_id, item)
    return shapes.visit_out(visit_of(case, visit), plan)


def _opened(request: Call, case_id: UUID, item: str) -> tuple[Case, Plan]:
    """Return the case of a task of the caller's department. :raises NotFound: it is not one."""
    now = timezone.now()
    queries.branch_row(request.actor, case_id, item, now)
    log_read(request.actor, f"case:{case_id}", Act.SEE_OFFICE, now)
    return queries.case(request.actor, case_id, Act.SEE_OFFICE, now)
