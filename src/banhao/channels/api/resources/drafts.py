"""Drafts of whoever gave the token's mandate, or of who stands at the counter: begin, fill in,
bring materials, file.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import TypedDict
from uuid import UUID

from django.utils import timezone
from ninja import File, HeaderEx, P, Router
from ninja.files import UploadedFile

from banhao.apps.cases.operations.submit import submit_case
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import operations, queries
from banhao.apps.evidence import queries as evidence
from banhao.apps.organisations.queries import firms_of
from banhao.apps.people import queries as people
from banhao.channels.api.applicants import account_of
from banhao.channels.api.doors import Call, Door, operation
from banhao.channels.api.keys import HEADER, LONGEST
from banhao.channels.api.resources.themes import answers_of, theme_of
from banhao.channels.api.schemas import drafts as shapes
from banhao.core.authority.acts import Act, Actor
from banhao.core.authority.scopes import Scope
from banhao.core.catalogue.values import WayKind
from banhao.core.errors import BadInput, NotAllowed
from banhao.core.messages import Message

router = Router()
FILING = Door(Act.DRAFT, Scope.FILE)


@operation(router, "GET", "/drafts", FILING, answers=shapes.DraftsOut)
def list_drafts(request: Call) -> shapes.DraftsOut:
    """没有提交的草稿 · Drafts that are not filed."""
    found = queries.open_drafts(request.actor)
    lines = [shapes.DraftLine(id=d.id, theme=d.theme, updated_at=d.updated_at) for d in found]
    return shapes.DraftsOut(drafts=lines)


@operation(router, "POST", "/drafts", FILING, answers=shapes.DraftOut, status=201)
def start_draft(request: Call, payload: shapes.DraftIn) -> shapes.DraftOut:
    """新建草稿 · Begin a draft for whoever gave the mandate, or for who stands at the counter."""
    catalogue, theme = theme_of(payload.theme)
    made = operations.start_draft(
        actor=request.actor,
        theme=theme.id,
        answers=answers_of(catalogue, theme, payload.answers),
        standing=payload.standing.value(),
        now=timezone.now(),
        **_for_whom(request.actor, payload),
    )
    return _shown(request, made.id)


class _ForWhom(TypedDict, total=False):
    mandate: int
    applicant: int
    firm: str


def _for_whom(actor: Actor, payload: shapes.DraftIn) -> _ForWhom:
    """:raises NotAllowed: no mandate and nobody at the counter. :raises NotFound: such a person."""
    if actor.mandates:
        return {"mandate": actor.mandates[0].id}
    if not payload.applicant:
        raise NotAllowed(Message("mandate.none"))
    applicant = account_of(payload.applicant, actor.person or 0)
    if payload.firm and payload.firm not in firms_of(applicant):
        raise BadInput(Message("counter.not_their_firm", uscc=payload.firm), field="firm")
    return {"applicant": applicant, "firm": payload.firm}


@operation(router, "GET", "/drafts/{uuid:draft_id}", FILING, answers=shapes.DraftOut)
def read_draft(request: Call, draft_id: UUID) -> shapes.DraftOut:
    """一份草稿 · One draft: its form, its materials, what is missing."""
    return _shown(request, draft_id, filled_in=True)


@operation(router, "DELETE", "/drafts/{uuid:draft_id}", FILING, answers=None, status=204)
def delete_draft(request: Call, draft_id: UUID) -> None:
    """删除草稿 · Delete a draft with all that is in it."""
    operations.delete_draft(actor=request.actor, draft_id=draft_id, now=timezone.now())


@operation(router, "POST", "/drafts/{uuid:draft_id}/refresh", FILING, answers=shapes.DraftOut)
def refresh_draft(request: Call, draft_id: UUID) -> shapes.DraftOut:
    """更新到在用的事项目录 · Bring a draft to the catalogue that is offered now."""
    operations.refresh_draft(actor=request.actor, draft_id=draft_id, now=timezone.now())
    return _shown(request, draft_id)


@operation(router, "PUT", "/drafts/{uuid:draft_id}/form", FILING, answers=shapes.FormOut)
def fill_in_form(request: Call, draft_id: UUID, payload: shapes.FieldsIn) -> shapes.FormOut:
    """填表 · Fill in the form; what can be read is saved, what is wrong is said."""
    problems = operations.save_section(
        actor=request.actor, draft_id=draft_id, fields=fields_of(payload), now=timezone.now()
    )
    return shapes.FormOut(problems=[shapes.problem_out(each) for each in problems])


@operation(
    router,
    "PUT",
    "/drafts/{uuid:draft_id}/materials/{material}",
    FILING,
    answers=shapes.DraftOut,
)
def choose_way(
    request: Call, draft_id: UUID, material: str, payload: shapes.WayIn
) -> shapes.DraftOut:
    """选材料的办理方式 · Choose a way of getting a material."""
    operations.choose_way(
        actor=request.actor,
        draft_id=draft_id,
        material=material,
        kind=WayKind(payload.way),
        now=timezone.now(),
    )
    return _shown(request, draft_id)


@operation(
    router,
    "POST",
    "/drafts/{uuid:draft_id}/materials/{material}/files",
    FILING,
    answers=shapes.UploadOut,
    status=201,
)
def upload_material(
    request: Call, draft_id: UUID, material: str, file: File[UploadedFile]
) -> shapes.UploadOut:
    """上传材料：PDF、JPEG、PNG · Upload a material: PDF, JPEG, PNG."""
    upload = operations.supply_material(
        actor=request.actor, draft_id=draft_id, material=material, file=file, now=timezone.now()
    )
    return shapes.UploadOut(id=upload, material=material)


@operation(router, "POST", "/drafts/{uuid:draft_id}/sources", FILING, answers=shapes.DraftOut)
def ask_sources(request: Call, draft_id: UUID, payload: shapes.SourcesIn) -> shapes.DraftOut:
    """同意查询数据源 · Agree that sources are asked; read the draft again for their answers."""
    operations.ask_sources(
        actor=request.actor, draft_id=draft_id, consents=payload.sources, now=timezone.now()
    )
    return _shown(request, draft_id)


@operation(
    router,
    "POST",
    "/drafts/{uuid:draft_id}/case",
    Door(Act.FILE_CASE, Scope.FILE),
    answers=shapes.ReceiptOut,
    status=201,
)
def file_case(
    request: Call,
    draft_id: UUID,
    payload: shapes.SignatureIn,
    key: HeaderEx[str, P(alias=HEADER, min_length=1, max_length=LONGEST, pattern="^[!-~]+$")],
) -> shapes.ReceiptOut:
    """签名并提交 · Sign and file; the same again gives the same receipt."""
    draft, me = queries.draft(request.actor, draft_id), request.actor.person or 0
    signer = people.account(draft.applicant if draft.helper == me else me).display_name
    if payload.name != signer:
        raise BadInput(Message("portal.sign.name", name=signer), field="name")
    receipt = submit_case(
        actor=request.actor,
        draft_id=draft_id,
        key=f"api {key}",
        body=sha256(f"{draft_id}\n{payload.name}".encode()).hexdigest(),
        signature=payload.name,
        now=timezone.now(),
    )
    return shapes.ReceiptOut(case=receipt.case_id, number=receipt.number)


def fields_of(payload: shapes.FieldsIn) -> Mapping[str, list[str]]:
    """Return fields as a page posts them: every name with a list."""
    return {n: [v] if isinstance(v, str) else v for n, v in payload.fields.items()}


def _shown(request: Call, draft_id: UUID, *, filled_in: bool = False) -> shapes.DraftOut:
    """Return a draft as it goes out; what is filled in only to who reads it: the answers to changes
    are kept for their idempotency keys.
    """
    draft, now = queries.draft(request.actor, draft_id), timezone.now()
    return shapes.draft_out(
        draft,
        catalogues.plan(draft.plan),
        catalogues.catalogue(draft.catalogue_version),
        stale=queries.is_stale(draft),
        fields=queries.form_fields(draft) if filled_in else {},
        problems=queries.form_problems(draft, now),
        slots=evidence.slots(draft.id),
        blocking=evidence.blocking(draft.id),
    )
