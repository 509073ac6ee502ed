"""File again: a new draft from what a case was filed with (answers, form, firm, files)."""

from dataclasses import dataclass
from datetime import datetime
from secrets import randbits
from uuid import UUID

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
from banhao.core.compiler.plan import Plan
from banhao.core.forms.values import Reading


@dataclass(frozen=True, slots=True)
class Filed:
    """What a case was filed with, as the case itself keeps it: a filed draft's row does not last.

    `plan`: the pinned one, with answers and standing.
    """

    case: UUID
    applicant: int
    firm: str
    region: str
    plan: Plan


def begin_again(*, actor: Actor, filed: Filed, now: datetime) -> Draft:
    """Start a draft with the answers and form values of a filed case, on today's catalogue.

    Call it inside a transaction, for a case that the actor may see. Materials begin anew; files of
    the case are taken over one material at a time, if one says so (`reuse_files`).
    :raises BadInput: the published catalogue asks something more. :raises NotAllowed: unlawful, or
        not the applicant's.
    """
    owner = None if filed.firm else filed.applicant
    require(actor, Act.DRAFT, Thing(owner=owner, firm=filed.firm), localdate(now))
    catalogue, theme = catalogues.published(), filed.plan.theme
    kept, _ = plans.still_known(catalogue, theme, filed.plan.answers)
    plan = plans.compiled(catalogue, theme, kept, filed.plan.standing)
    row = DraftRecord(
        id=new_id(filed.region, localdate(now), randbits(CHANCE)),
        theme=theme,
        applicant_id=filed.applicant,
        firm=filed.firm,
        region=filed.region,
        state=DraftState.OPEN,
        again_of=filed.case,
        started_at=now,
    )
    recompile.keep(row, catalogue, plan, kept, now)
    forms.begin(row.to_draft(), plan, catalogue)
    wanted = {one.element for one in plan.form} - forms.values(row.id).keys()
    values = {n: v for n, v in forms.values(filed.case).items() if n in wanted}
    forms.write(row.id, Reading(values, frozenset(), {}, ()))
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
