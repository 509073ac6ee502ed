"""Cases of whoever gave the token's mandate: follow, supply, withdraw."""

from uuid import UUID

from django.utils import timezone
from ninja import File, Router
from ninja.files import UploadedFile

from banhao.apps.cases import paging, queries
from banhao.apps.cases.operations.ends import withdraw_case as withdraw
from banhao.apps.cases.operations.evidence import supply_material
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.schemas import cases as shapes
from banhao.channels.api.schemas.drafts import UploadOut
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope

router = Router()
OWN = Door(Act.SEE_OWN_CASE, Scope.CASES)


@operation(router, "GET", "/cases", OWN, answers=shapes.CasesOut)
def list_cases(request: Call, after: str = "") -> shapes.CasesOut:
    """办件，新的在前 · Cases, the newest first."""
    return page_out(paging.own_cases(request.actor, timezone.now(), after))


@operation(router, "GET", "/cases/{uuid:case_id}", OWN, answers=shapes.CaseOut)
def read_case(request: Call, case_id: UUID) -> shapes.CaseOut:
    """一个办件 · One case: where it is, when it is due."""
    found = queries.case(request.actor, case_id, Act.SEE_OWN_CASE, timezone.now())
    return shapes.case_out(*found)


@operation(
    router,
    "POST",
    "/cases/{uuid:case_id}/materials/{material}/files",
    OWN,
    answers=UploadOut,
    status=201,
)
def supply_case_material(
    request: Call, case_id: UUID, material: str, file: File[UploadedFile]
) -> UploadOut:
    """补交还缺的材料 · Hand in a material that is still missing."""
    now = timezone.now()
    queries.case_row(request.actor, case_id, Act.SEE_OWN_CASE, now)
    upload = supply_material(
        actor=request.actor, case_id=case_id, material=material, file=file, now=now
    )
    return UploadOut(id=upload, material=material)


@operation(
    router,
    "POST",
    "/cases/{uuid:case_id}/withdrawal",
    Door(Act.WITHDRAW_CASE, Scope.CASES),
    answers=shapes.CaseOut,
)
def withdraw_case(request: Call, case_id: UUID, payload: shapes.ReasonIn) -> shapes.CaseOut:
    """撤回 · Withdraw a case before its decision."""
    now = timezone.now()
    withdraw(actor=request.actor, case_id=case_id, reason=payload.reason, now=now)
    return shapes.case_out(*queries.case(request.actor, case_id, Act.SEE_OWN_CASE, now))


def page_out(page: paging.CasePage) -> shapes.CasesOut:
    """Return a page of cases as it goes out."""
    return shapes.CasesOut(
        cases=[
            shapes.CaseLine(
                id=row.id,
                number=row.number,
                theme=row.theme,
                region=row.region,
                state=row.state,
                submitted_on=row.submitted_on,
            )
            for row in page.rows
        ],
        next=page.more,
    )
