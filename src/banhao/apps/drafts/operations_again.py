"""File again: a new draft from what a case was filed with (answers, form, firm, files)."""

from datetime import datetime
from secrets import randbits
from uuid import UUID

from django.db import transaction

from banhao.apps.catalogues import queries as catalogues
from banhao.apps.drafts import forms, operations, plans, queries, recompile
from banhao.apps.drafts.draft import Draft, DraftState
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.files import operations as files
from banhao.apps.people.doors import require
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.clock.local import localdate
from banhao.core.codes.case_id import CHANCE
from banhao.core.codes.case_id import make as new_id
from banhao.core.errors import NotFound
from banhao.core.forms.values import Reading
from banhao.core.messages import Message


@transaction.atomic(durable=True)
def start_again(*, actor: Actor, case_id: UUID, now: datetime) -> Draft:
    """Start a draft with the answers and form values of a filed case, on today's catalogue.

    Materials begin anew; files of the case are taken over one material at a time, if one says so
    (`reuse_files`). :raises NotFound: not one's own case.
    :raises BadInput: the published catalogue asks something more. :raises NotAllowed: unlawful.
    """
    old = queries.draft(actor, case_id)
    if old.state is not DraftState.FILED:
        raise NotFound(Message("drafts.not_found"))
    owner = None if old.firm else old.applicant
    require(actor, Act.DRAFT, Thing(owner=owner, firm=old.firm), localdate(now))
    catalogue = catalogues.published()
    kept, _ = plans.still_known(catalogue, old.theme, old.answers)
    plan = plans.compiled(catalogue, old.theme, kept, old.standing)
    row = DraftRecord(
        id=new_id(old.region, localdate(now), randbits(CHANCE)),
        theme=old.theme,
        applicant_id=old.applicant,
        firm=old.firm,
        region=old.region,
        state=DraftState.OPEN,
        again_of=case_id,
        started_at=now,
    )
    recompile.keep(row, catalogue, plan, kept, now)
    forms.begin(row.to_draft(), plan, catalogue)
    wanted = {one.element for one in plan.form} - forms.values(row.id).keys()
    filed = {n: v for n, v in forms.values(case_id).items() if n in wanted}
    forms.write(row.id, Reading(filed, frozenset(), {}, ()))
    return row.to_draft()


def reuse_files(*, actor: Actor, draft_id: UUID, material: str, now: datetime) -> int:
    """Take the files of a material over from the case that the draft begins again.

    They are copies, checked as if they were uploaded today; returns how many. Twice is as once, and
    a draft that begins no case again has none.
    :raises NotFound: not one's own draft or case. :raises BadInput: a file is refused today.
    """
    draft = queries.draft(actor, draft_id)
    found = queries.reusable(draft).get(material, ())
    for upload in found:
        files.copy_upload(actor=actor, upload_id=upload.id, subject=draft.id, now=now)
    if found:
        operations.mark_supplied(actor=actor, draft_id=draft.id, material=material, now=now)
    return len(found)
