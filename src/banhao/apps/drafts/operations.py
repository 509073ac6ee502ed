"""Errands of a draft: start, answer, fill in, choose ways, supply, delete. No journal: no case yet.

Who: the applicant, people of the firm it is for, and the clerk who helps. For anybody else there
is no such draft (NotFound).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import randbits
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import forms, plans, queries, recompile, refiled_form, tabs
from banhao.apps.drafts.draft import Change, Draft, DraftState
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.evidence import operations as evidence
from banhao.apps.files import operations as files
from banhao.apps.files import queries as file_queries
from banhao.apps.people.doors import require
from banhao.apps.vault import operations as vault
from banhao.core.authority.acts import THE_WORKER, Act, Actor, Mandate, Thing
from banhao.core.catalogue.values import WayKind
from banhao.core.clock.local import localdate
from banhao.core.codes import case_id
from banhao.core.compiler.plan import Plan, Standing
from banhao.core.conditions.tree import Value
from banhao.core.errors import BadInput, Conflict, NotAllowed, NotFound
from banhao.core.forms.values import Fields, FormProblem
from banhao.core.messages import Message

KEPT_FOR = timedelta(days=90)
RECEIPTS_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Whose:
    """Who a draft is for (account id, uscc or ""), the clerk who helps, the theme's region."""

    applicant: int
    helper: int | None
    firm: str
    region: str
    theme: str


@transaction.atomic(durable=True)
def start_draft(
    *,
    actor: Actor,
    theme: str,
    answers: Mapping[str, Value],
    standing: Standing,
    firm: str = "",
    applicant: int | None = None,
    mandate: int | None = None,
    now: datetime,
) -> Draft:
    """Start a draft: compile its plan with the published catalogue, keep it, prepare its slots.

    `applicant` None or oneself: one's own (or for a firm one may act for). Somebody else: the actor
    is the clerk who helps. `mandate`: the actor acts under it, in their own name, for whoever gave
    it; then `by_agent` is part of the standing. :raises NotFound: no such theme. :raises BadInput:
    an answer is unknown or missing. :raises NotAllowed: not one's firm, no clerk, no such mandate,
    or unlawful (`drafts.unlawful`).
    """
    catalogue = catalogues.published()
    region = plans.region_code(catalogue, theme)
    under = _mandate(actor, mandate)
    if under is not None:
        applicant, firm, standing = under.principal, under.firm, replace(standing, by_agent=True)
    person = applicant if applicant is not None else actor.person
    helper = None if under is not None or person == actor.person else actor.person
    if person is None:
        raise NotAllowed(Message("authority.sign_in"))
    _require(actor, Whose(person, helper, firm, region, theme), now)
    plan = plans.compiled(catalogue, theme, answers, standing)
    row = DraftRecord(
        id=case_id.make(region, localdate(now), randbits(case_id.CHANCE)),
        theme=theme,
        applicant_id=person,
        helper_id=helper,
        firm=firm,
        mandate=mandate,
        region=region,
        state=DraftState.OPEN,
        started_at=now,
    )
    recompile.keep(row, catalogue, plan, answers, now)
    forms.begin(row.to_draft(), plan, catalogue)
    return row.to_draft()


@transaction.atomic(durable=True)
def save_answers(
    *,
    actor: Actor,
    draft_id: UUID,
    answers: Mapping[str, Value],
    standing: Standing | None = None,
    now: datetime,
) -> Change:
    """Answer anew: compile with the published catalogue and say what changed.

    `answers` replaces all answers. Form values that still have an element are kept.
    :raises BadInput: an answer is unknown or missing. :raises NotAllowed: unlawful.
    """
    row = _open(actor, draft_id, now)
    return recompile.compile_again(row, answers, standing or row.to_draft().standing, (), now)


@transaction.atomic(durable=True)
def change_standing(*, actor: Actor, draft_id: UUID, standing: Standing, now: datetime) -> Change:
    """Say anew what holds for the applicant (pledges, e-licences, …), with the same answers.

    :raises NotAllowed: unlawful that way; nothing is changed then.
    """
    row = _open(actor, draft_id, now)
    draft = row.to_draft()
    if draft.mandate is not None:
        standing = replace(standing, by_agent=True)
    kept, dropped = plans.still_known(catalogues.published(), draft.theme, draft.answers)
    return recompile.compile_again(row, kept, standing, dropped, now)


@transaction.atomic(durable=True)
def refresh_draft(*, actor: Actor, draft_id: UUID, now: datetime) -> Change:
    """Bring a draft to the published catalogue, if that has moved on, and say what changed.

    Answers that the new version does not know are dropped. :raises BadInput: with
    `plan.answer_missing` when the new version asks something more: go through the questions.
    """
    row = _open(actor, draft_id, now)
    catalogue = catalogues.published()
    if row.catalogue_version == catalogue.version:
        return Change()
    draft = row.to_draft()
    kept, dropped = plans.still_known(catalogue, draft.theme, draft.answers)
    return recompile.compile_again(row, kept, draft.standing, dropped, now)


@transaction.atomic(durable=True)
def save_section(
    *, actor: Actor, draft_id: UUID, fields: Fields, seen: str = "", now: datetime
) -> tuple[FormProblem, ...]:
    """Save what was typed (`fields`: `dict(request.POST.lists())`); also the autosave.

    What can be read becomes a value, what cannot is kept as typed; elements that were not sent stay
    as they are. Returns what is wrong with what was sent. A value of a question that is saved here
    is an answer, too: the plan is compiled again, or the problem says why it cannot be. `seen`: the
    marks of the page it was typed in; what another page has changed meanwhile is not overwritten.
    """
    row = _open(actor, draft_id, now)
    draft = row.to_draft()
    plan, catalogue = catalogues.plan(row.plan), catalogues.catalogue(row.catalogue_version)
    before = forms.whom(row.id, plan, catalogue)
    fields, elsewhere = tabs.unseen(
        forms.elements_of(plan, catalogue),
        fields,
        tabs.read(seen),
        forms.values(row.id),
        forms.typed(row.id),
    )
    reading = forms.read(draft, plan, catalogue, fields, now)
    reading = recompile.follow_form(row, reading, fields, now)
    forms.write(row.id, reading)
    _touch(row, now)
    plan = catalogues.plan(row.plan)
    if forms.whom(row.id, plan, catalogues.catalogue(row.catalogue_version)) != before:
        evidence.forget_answers(subject=row.id)
    return elsewhere + reading.problems


@transaction.atomic(durable=True)
def choose_way(
    *, actor: Actor, draft_id: UUID, material: str, kind: WayKind, now: datetime
) -> None:
    """Choose a way of getting a material: pledge it, upload it oneself, or let it be asked.

    :raises BadInput: if the material has no such way.
    """
    row = _open(actor, draft_id, now)
    evidence.move_to(subject=row.id, material=material, kind=kind, now=now)
    _touch(row, now)


@transaction.atomic(durable=True)
def ask_sources(*, actor: Actor, draft_id: UUID, consents: Collection[str], now: datetime) -> None:
    """Agree that these sources (ids) are asked; the worker asks them within seconds.

    :raises Conflict: if the form does not yet say about whom (`drafts.nobody_to_ask_about`).
    """
    row = _open(actor, draft_id, now)
    plan, catalogue = catalogues.plan(row.plan), catalogues.catalogue(row.catalogue_version)
    if not any(forms.whom(row.id, plan, catalogue)):
        raise Conflict(Message("drafts.nobody_to_ask_about"))
    evidence.ask_slots(subject=row.id, person=actor.person, consents=consents, now=now)
    _touch(row, now)


def supply_material(
    *, actor: Actor, draft_id: UUID, material: str, file: "UploadedFile[bytes]", now: datetime
) -> UUID:
    """Check and keep an uploaded file, then mark its material as supplied; returns the upload id.

    The file is checked, sealed and written first, outside any transaction of ours.
    :raises BadInput: with a `files.…` message if the file is refused.
    """
    upload = files.keep_upload(actor=actor, subject=draft_id, material=material, file=file, now=now)
    mark_supplied(actor=actor, draft_id=draft_id, material=material, now=now)
    return upload


@transaction.atomic(durable=True)
def mark_supplied(*, actor: Actor, draft_id: UUID, material: str, now: datetime) -> None:
    """Note that the files of a material are there: the errand after keeping them."""
    row = _open(actor, draft_id, now)
    digest = file_queries.digest_of(row.id, material)
    evidence.supply(subject=row.id, material=material, digest=digest, now=now)
    _touch(row, now)


@transaction.atomic(durable=True)
def remove_upload(*, actor: Actor, draft_id: UUID, upload_id: UUID, now: datetime) -> None:
    """Take an upload back before filing; with the last one the material is open again."""
    row = _open(actor, draft_id, now)
    material = files.drop_upload(subject=row.id, upload_id=upload_id)
    evidence.move_to(subject=row.id, material=material, kind=WayKind.APPLICANT, now=now)
    _touch(row, now)


@transaction.atomic(durable=True)
def move_upload(*, actor: Actor, draft_id: UUID, upload_id: UUID, by: int, now: datetime) -> None:
    """Put an upload before (−1) or behind (1) its neighbour: the order in which it is read."""
    row = _open(actor, draft_id, now)
    material = files.move_upload(subject=row.id, upload_id=upload_id, by=by)
    digest = file_queries.digest_of(row.id, material)
    evidence.supply(subject=row.id, material=material, digest=digest, now=now)
    _touch(row, now)


@transaction.atomic(durable=True)
def delete_draft(*, actor: Actor, draft_id: UUID, now: datetime) -> None:
    """Delete a draft with all that was typed, answered and uploaded."""
    _delete(_open(actor, draft_id, now))


@transaction.atomic(durable=True)
def delete_old_draft(*, draft_id: UUID, now: datetime) -> bool:
    """Delete one draft that nobody has changed for 90 days; the worker's errand (RUN_JOBS)."""
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    row = (
        DraftRecord.objects.select_for_update()
        .filter(id=draft_id, state=DraftState.OPEN, updated_at__lt=now - KEPT_FOR)
        .first()
    )
    if row is None:
        return False
    _delete(row)
    return True


@transaction.atomic(durable=True)
def forget_filed(*, now: datetime) -> int:
    """Delete rows of drafts filed 30 days ago or more; returns how many: the worker's errand.

    Form, slots, uploads and key are the case's. Until then posting the same again is answered with
    the receipt.
    """
    require(THE_WORKER, Act.RUN_JOBS, Thing(), localdate(now))
    old = DraftRecord.objects.filter(state=DraftState.FILED, updated_at__lt=now - RECEIPTS_FOR)
    some = old.order_by("updated_at").values_list("id", flat=True)[:1000]
    return DraftRecord.objects.filter(id__in=list(some)).delete()[0]


def close_draft(*, draft_id: UUID, now: datetime) -> Draft:
    """Lock an open draft and mark it as filed; returns it. Call it inside a transaction.

    Form values, slots, uploads and key keep the subject id, which is now the case's id.
    :raises NotFound: no such draft. :raises Conflict: it was filed already.
    """
    row = DraftRecord.objects.select_for_update().filter(id=draft_id).first()
    if row is None:
        raise NotFound(Message("drafts.not_found"))
    if row.state != DraftState.OPEN:
        raise Conflict(Message("drafts.filed"))
    row.state, row.updated_at = DraftState.FILED, now
    row.save(update_fields=["state", "updated_at"])
    evidence.mark_filed(subject=row.id)
    return row.to_draft()


def correct_form(*, subject: UUID, plan: Plan, item: str, fields: Fields, now: datetime) -> str:
    """Correct what one item of a filed case reads; returns the digest of the form.

    Call it inside a transaction, of an errand that has asked authority. :raises BadInput: not
    complete (`queries.correction_problems` says where).
    """
    form, problems = refiled_form.read(subject, plan, item, fields, now)
    if problems:
        raise BadInput(Message("case.form_not_complete", count=len(problems)))
    return refiled_form.write(subject, form)


def _mandate(actor: Actor, mandate: int | None) -> Mandate | None:
    """Return the mandate that the actor acts under. :raises NotAllowed: it does not stand."""
    if mandate is None:
        return None
    found = next((each for each in actor.mandates if each.id == mandate), None)
    if found is None:
        raise NotAllowed(Message("mandate.none"))
    return found


def _require(actor: Actor, whose: Whose, now: datetime) -> None:
    """Ask whether the actor may work on such a draft. :raises NotAllowed: if not."""
    if whose.helper is not None and whose.helper == actor.person:
        require(actor, Act.FILE_FOR_WALK_IN, Thing(region=whose.region), localdate(now))
        return
    # for a firm it must be one's own firm, even where one is the applicant oneself
    owner = None if whose.firm else whose.applicant
    thing = Thing(owner=owner, firm=whose.firm, theme=whose.theme)
    require(actor, Act.DRAFT, thing, localdate(now))


def _open(actor: Actor, draft_id: UUID, now: datetime) -> DraftRecord:
    """Lock an open draft that the actor may work on."""
    row = queries.visible(actor).select_for_update(of=("self",)).filter(id=draft_id).first()
    if row is None:
        raise NotFound(Message("drafts.not_found"))
    whose = Whose(row.applicant_id, row.helper_id, row.firm, row.region, row.theme)
    _require(actor, whose, now)
    if row.state != DraftState.OPEN:
        raise Conflict(Message("drafts.filed"))
    evidence.hold(subject=row.id)
    return row


def _touch(row: DraftRecord, now: datetime) -> None:
    row.updated_at = now
    row.save(update_fields=["updated_at"])


def _delete(row: DraftRecord) -> None:
    files.drop_subject(subject=row.id)
    evidence.delete_subject(subject=row.id)
    vault.destroy_key(subject=row.id)
    row.delete()
