"""Cases of a region for the system of a counter: read, accept, refuse to accept."""

from typing import Literal
from uuid import UUID

from django.utils import timezone
from ninja import Router

from banhao.apps.cases import paging, queries
from banhao.apps.cases.operations import acceptance
from banhao.apps.people.doors import log_read
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.resources.cases import page_out
from banhao.channels.api.schemas import cases as shapes
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.cases.case import State

router = Router()
SEEING = Door(Act.SEE_COUNTER, Scope.COUNTER)
ACCEPTING = Door(Act.ACCEPT_CASE, Scope.COUNTER)
StateName = Literal[
    "submitted", "supplement", "accepted", "not-accepted", "returned", "decided", "delivered",
    "withdrawn",
]  # fmt: skip


@operation(router, "GET", "/counter/cases", SEEING, answers=shapes.CasesOut)
def list_counter_cases(
    request: Call, state: StateName = "submitted", after: str = ""
) -> shapes.CasesOut:
    """本地区的办件，先到的在前 · Cases of the region, the longest waiting first."""
    found = paging.counter_cases(request.actor, State(state), timezone.now(), after)
    return page_out(found)


@operation(router, "GET", "/counter/cases/{uuid:case_id}", SEEING, answers=shapes.CaseOut)
def read_counter_case(request: Call, case_id: UUID) -> shapes.CaseOut:
    """本地区的一个办件 · One case of the region."""
    return _shown(request, case_id)


@operation(
    router, "POST", "/counter/cases/{uuid:case_id}/acceptance", ACCEPTING, answers=shapes.CaseOut
)
def accept_case(request: Call, case_id: UUID) -> shapes.CaseOut:
    """受理 · Accept; the clocks start."""
    acceptance.accept_case(actor=request.actor, case_id=case_id, now=timezone.now())
    return _shown(request, case_id)


@operation(
    router, "POST", "/counter/cases/{uuid:case_id}/refusal", ACCEPTING, answers=shapes.CaseOut
)
def refuse_to_accept(request: Call, case_id: UUID, payload: shapes.NotAcceptedIn) -> shapes.CaseOut:
    """不受理或不予受理 · Refuse to accept, with article and reason."""
    acceptance.refuse_to_accept(
        actor=request.actor,
        case_id=case_id,
        not_needed=payload.not_needed,
        article=payload.article,
        reason=payload.reason,
        now=timezone.now(),
    )
    return _shown(request, case_id)


def _shown(request: Call, case_id: UUID) -> shapes.CaseOut:
    now = timezone.now()
    found = queries.case(request.actor, case_id, Act.SEE_COUNTER, now)
    log_read(request.actor, f"case:{case_id}", Act.SEE_COUNTER, now)
    return shapes.case_out(*found)
