"""Counting tries, so that sign-in, registration and look-ups slow down who guesses."""

from datetime import datetime

from django.db import transaction

from banhao.apps.people.models import TryRecord
from banhao.apps.people.tries import FORGET, try_key
from banhao.core.authority.acts import Act

ACT = Act.SEE_PUBLIC  # strangers' tries are counted, too


@transaction.atomic(durable=True)
def count_try(*, kind: str, key: str, now: datetime) -> None:
    """Count one try of a kind by an address or account; an hour of rest forgets them."""
    row, made = TryRecord.objects.select_for_update().get_or_create(
        kind=kind, key=try_key(kind, key), defaults={"count": 1, "last_at": now}
    )
    if not made:
        row.count = 1 if now - row.last_at >= FORGET else row.count + 1
        row.last_at = now
        row.save(update_fields=["count", "last_at"])


@transaction.atomic(durable=True)
def forget_tries(*, kind: str, key: str) -> None:
    """Forget the tries of a key: it succeeded."""
    TryRecord.objects.filter(kind=kind, key=try_key(kind, key)).delete()
