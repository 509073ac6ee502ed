"""What somebody typed whose session was over: sealed at once, theirs again after they sign in."""

import json
from uuid import UUID

from django.db import transaction

from banhao.apps.drafts.models import DraftRecord
from banhao.apps.drafts.queries import TYPED_BEFORE
from banhao.apps.vault import operations as vault
from banhao.apps.vault.queries import is_destroyed
from banhao.core.forms.values import Fields

LARGEST_TYPED = 200_000  # bytes: a form with its tables full


@transaction.atomic(durable=True)
def seal_typed(*, subject: UUID, fields: Fields) -> bytes | None:
    """Seal what somebody has typed about a draft or case whose session is over.

    Anybody may (Act.SEE_PUBLIC): nothing is read or changed, and it is opened only for who works on
    it (`queries.typed_before`). None: no such draft or case, or more than a form holds.
    """
    plain = json.dumps({name: list(texts) for name, texts in fields.items()}).encode()
    is_known = DraftRecord.objects.filter(id=subject).exists() and not is_destroyed(subject)
    if not is_known or len(plain) > LARGEST_TYPED:
        return None
    return vault.encrypt(subject=subject, content=plain, name=TYPED_BEFORE)
