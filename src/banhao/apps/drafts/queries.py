"""Reading drafts: only those of the actor, of the actor's firms, or that the actor helps with."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import forms, refiled_form, tabs
from banhao.apps.drafts.draft import Draft, DraftState
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.files import queries as files
from banhao.apps.files.queries import Upload
from banhao.apps.vault import queries as vault
from banhao.core.authority.acts import Actor
from banhao.core.catalogue.values import Catalogue, Element
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.forms.values import Fields, FormProblem, FormValue
from banhao.core.messages import Message

TYPED_BEFORE = "typed-before"  # name under which it is sealed


def visible(actor: Actor) -> QuerySet[DraftRecord]:
    """Return the rows that the actor may know of."""
    if actor.person is None:
        return DraftRecord.objects.none()
    own = Q(applicant_id=actor.person) if actor.own_things else Q(pk__in=[])
    if actor.own_things or actor.offices:  # under a mandate alone one is no clerk
        own |= Q(helper_id=actor.person)
    for mandate in actor.mandates:
        themes = Q(theme__in=mandate.themes) if mandate.themes else Q()
        own |= Q(applicant_id=mandate.principal, firm=mandate.firm) & themes
    return DraftRecord.objects.filter(own | Q(firm__in=[*actor.firms]) if actor.firms else own)


def helped(actor: Actor) -> Sequence[Draft]:
    """Return the open drafts with which the actor helps somebody at the counter, newest first."""
    rows = DraftRecord.objects.filter(helper_id=actor.person or 0, state=DraftState.OPEN)
    return [row.to_draft() for row in rows.order_by("-updated_at")[:20]]


def draft(actor: Actor, draft_id: UUID) -> Draft:
    """Return a draft. :raises NotFound: if there is none that the actor may know of."""
    row = visible(actor).filter(id=draft_id).first()
    if row is None:
        raise NotFound(Message("drafts.not_found"))
    return row.to_draft()


def open_drafts(actor: Actor) -> tuple[Draft, ...]:
    """Return the actor's drafts that are not filed, last changed first."""
    rows = visible(actor).filter(state=DraftState.OPEN).order_by("-updated_at", "id")
    return tuple(row.to_draft() for row in rows)


def is_stale(draft: Draft) -> bool:
    """Return whether the catalogue has moved on since the plan was made: call `refresh_draft`."""
    return draft.catalogue_version != catalogues.published().version


def form_values(draft_id: UUID) -> Mapping[str, FormValue]:
    """Return element id → stored value (spelling: core/forms/values.py), also of a filed draft.

    The caller has checked that the reader may read them.
    """
    return forms.values(draft_id)


def asked_values(draft_id: UUID, plan: Plan, catalogue: Catalogue) -> Mapping[str, FormValue]:
    """Return the values of the elements that the form asks for, by what stands in it.

    The caller has checked that the reader may read them.
    """
    stored = forms.values(draft_id)
    asked = forms.asked(plan, forms.elements_of(plan, catalogue), stored)
    return {element.id: stored[element.id] for element in asked if element.id in stored}


def form_fields(draft: Draft) -> Mapping[str, list[str]]:
    """Return input name → strings for showing the form: what was typed last, read or not."""
    plan, catalogue = catalogues.plan(draft.plan), catalogues.catalogue(draft.catalogue_version)
    elements = forms.elements_of(plan, catalogue)
    return forms.all_fields(elements, forms.values(draft.id), forms.typed(draft.id))


def form_problems(draft: Draft, now: datetime) -> tuple[FormProblem, ...]:
    """Return all that is wrong or missing in the form, in its order."""
    plan, catalogue = catalogues.plan(draft.plan), catalogues.catalogue(draft.catalogue_version)
    return forms.problems(draft, plan, catalogue, now)


def correctable(plan: Plan, item: str) -> tuple[Element, ...]:
    """Return the elements that may be corrected when an item is filed again."""
    return refiled_form.correctable(plan, item)


def filed_fields(case_id: UUID, elements: Iterable[Element]) -> Mapping[str, list[str]]:
    """Return input name → strings of a filed form. The caller has checked the reader."""
    return forms.all_fields(elements, forms.values(case_id), {})


def correction_problems(
    case_id: UUID, plan: Plan, item: str, fields: Fields, now: datetime
) -> tuple[FormProblem, ...]:
    """Return what is wrong with the correction of an item as it was posted."""
    return refiled_form.read(case_id, plan, item, fields, now)[1]


def old_drafts(now: datetime, kept_for: timedelta, most: int = 100) -> tuple[UUID, ...]:
    """Return ids of open drafts that nobody has changed for `kept_for`."""
    rows = DraftRecord.objects.filter(state=DraftState.OPEN, updated_at__lt=now - kept_for)
    return tuple(rows.order_by("updated_at").values_list("id", flat=True)[:most])


def typed_before(subject: UUID, sealed: bytes) -> dict[str, list[str]] | None:
    """Return what `operations_typed.seal_typed` has sealed, None if it cannot be opened any more.

    The caller has checked that the reader works on the draft or case.
    """
    plain = vault.decrypt(subject, sealed, TYPED_BEFORE)
    return None if plain is None else {n: list(t) for n, t in json.loads(plain).items()}


def marks(draft: Draft, elements: Iterable[Element]) -> Mapping[str, str]:
    """Return element id → mark of what stands there now (`tabs.py`)."""
    return tabs.marks(elements, forms.values(draft.id), forms.typed(draft.id))


def reusable(draft: Draft) -> Mapping[str, tuple[Upload, ...]]:
    """Return material → files of the case that the draft begins again; none where the draft has
    files of its own, or does not ask for the material.
    """
    if draft.again_of is None or draft.state is not DraftState.OPEN:
        return {}
    own = {upload.material for upload in files.uploads(draft.id)}
    asked = {material.id for material in catalogues.plan(draft.plan).materials} - own
    found: dict[str, tuple[Upload, ...]] = {}
    for upload in files.uploads(draft.again_of):
        if upload.material in asked:
            found[upload.material] = (*found.get(upload.material, ()), upload)
    return found
