"""The one supplement of a case: read what is asked, put it right, answer once."""

from uuid import UUID

from django.utils import timezone
from ninja import File, Router
from ninja.files import UploadedFile

from banhao.apps.cases import notes, queries
from banhao.apps.cases.operations import supplement as operations
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import corrections
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.resources.drafts import fields_of
from banhao.channels.api.schemas import supplements as shapes
from banhao.channels.api.schemas.cases import CaseOut, case_out
from banhao.channels.api.schemas.drafts import FieldsIn, FormOut, UploadOut, problem_out
from banhao.core.authority.acts import Act
from banhao.core.authority.scopes import Scope
from banhao.core.cases.dates import answer_due
from banhao.core.errors import NotFound
from banhao.core.messages import Message

router = Router()
ANSWERING = Door(Act.ANSWER_SUPPLEMENT, Scope.CASES)
PLACE = "/cases/{uuid:case_id}/supplement"


@operation(router, "GET", PLACE, ANSWERING, answers=shapes.SupplementOut)
def read_supplement(request: Call, case_id: UUID) -> shapes.SupplementOut:
    """要补什么 · What is to be put right, until when."""
    case, plan = queries.case(request.actor, case_id, Act.ANSWER_SUPPLEMENT, timezone.now())
    supplement, due = case.turns.supplement, answer_due(case, catalogues.calendar())
    if supplement is None or due is None:
        raise NotFound(Message("case.not_asked"))
    elements = corrections.elements_of(plan, supplement.elements)
    done = {*corrections.correction(case_id).values, *supplement.supplied}
    return shapes.SupplementOut(
        due_on=due.on,
        lines=[
            shapes.LineOut(
                item=line.item,
                kind=line.kind.value,
                about=line.about,
                wrong=said.wrong,
                example=said.example,
                done=line.about in done,
            )
            for line, said in notes.asked(case)
        ],
        fields={n: list(t) for n, t in corrections.fields(case_id, elements).items()},
    )


@operation(router, "PUT", PLACE + "/form", ANSWERING, answers=FormOut)
def correct_form(request: Call, case_id: UUID, payload: FieldsIn) -> FormOut:
    """改表单 · Correct what the notice names in the form."""
    problems = operations.correct_form(
        actor=request.actor, case_id=case_id, sent=fields_of(payload), now=timezone.now()
    )
    return FormOut(problems=[problem_out(each) for each in problems])


@operation(
    router,
    "POST",
    PLACE + "/materials/{material}/files",
    ANSWERING,
    answers=UploadOut,
    status=201,
)
def supply_asked(
    request: Call, case_id: UUID, material: str, file: File[UploadedFile]
) -> UploadOut:
    """补交通知里要的材料 · Hand in a material that the notice names."""
    upload = operations.supply_asked(
        actor=request.actor, case_id=case_id, material=material, file=file, now=timezone.now()
    )
    return UploadOut(id=upload, material=material)


@operation(router, "POST", PLACE + "/answer", ANSWERING, answers=CaseOut)
def answer_supplement(request: Call, case_id: UUID) -> CaseOut:
    """补齐，提交 · Answer once, with everything."""
    now = timezone.now()
    operations.answer_supplement(actor=request.actor, case_id=case_id, now=now)
    return case_out(*queries.case(request.actor, case_id, Act.ANSWER_SUPPLEMENT, now))
