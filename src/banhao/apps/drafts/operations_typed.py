"""What somebody typed whose session was over: sealed at once, saved after they sign in."""

import json
from uuid import UUID

from django.db import transaction

from banhao.apps.drafts.draft import DraftState
from banhao.apps.drafts.models import DraftRecord
from banhao.apps.drafts.queries import TYPED_BEFORE
from banhao.apps.vault import operations as vault
from banhao.core.forms.values import Fields

LARGEST_TYPED = 200_000  # bytes: a form with its tables full


@transaction.atomic(durable=True)
def seal_typed(*, draft_id: UUID, fields: Fields) -> bytes | None:
    """Seal what somebody has typed whose session is over, to be saved after they sign in.

    Anybody may (Act.SEE_PUBLIC): nothing is read or changed, and only who works on the draft opens
    it (`queries.typed_before`). None: no such open draft, or more than a form holds.
    """
    plain = json.dumps({name: list(texts) for name, texts in fields.items()}).encode()
    is_open = DraftRecord.objects.filter(id=draft_id, state=DraftState.OPEN).exists()
    if not is_open or len(plain) > LARGEST_TYPED:
        return None
    return vault.encrypt(subject=draft_id, content=plain, name=TYPED_BEFORE)
