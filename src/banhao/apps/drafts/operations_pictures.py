"""A photograph of a draft put upright and cut, before filing."""

from datetime import datetime
from uuid import UUID

from banhao.apps.drafts import operations, queries
from banhao.apps.drafts.draft import DraftState
from banhao.apps.files import operations as files
from banhao.apps.files import queries as file_queries
from banhao.apps.files.straighten import Cut
from banhao.core.authority.acts import Act, Actor
from banhao.core.errors import Conflict, NotFound
from banhao.core.messages import Message

ACT = Act.DRAFT


def change_picture(
    *, actor: Actor, draft_id: UUID, upload_id: UUID, turn: str, cut: Cut, now: datetime
) -> str:
    """Turn and cut an uploaded picture of an open draft; returns its material.

    :raises NotFound: not of this draft, or not one's own. :raises Conflict: it is filed.
    :raises BadInput: no picture, or nothing would be left of it.
    """
    draft = queries.draft(actor, draft_id)
    if draft.state is not DraftState.OPEN:
        raise Conflict(Message("drafts.filed"))
    if upload_id not in {upload.id for upload in file_queries.uploads(draft.id)}:
        raise NotFound(Message("files.not_found"))
    old = files.change_picture(actor=actor, upload_id=upload_id, turn=turn, cut=cut, now=now)
    operations.mark_supplied(actor=actor, draft_id=draft.id, material=old.material, now=now)
    return old.material
