"""Writes of deliveries: mark one told, or failed with a later try."""

from datetime import datetime, timedelta

from django.db import transaction

from banhao.apps.deliveries.models import DeliveryRecord, DeliveryState
from banhao.core.authority.acts import Act

ACT = Act.RUN_JOBS
LAST_ATTEMPT = 12  # with doubling from 2 s that is well over an hour


@transaction.atomic(durable=True)
def mark_told(*, delivery_id: int) -> None:
    """The subscriber has heard it: nothing is left to keep, the event itself stays."""
    DeliveryRecord.objects.filter(id=delivery_id).delete()


@transaction.atomic(durable=True)
def mark_failed(*, delivery_id: int, error: str, now: datetime) -> None:
    """It failed: try again later, twice as late each time; give up after the last attempt."""
    row = DeliveryRecord.objects.select_for_update().get(id=delivery_id)
    row.attempts += 1
    row.error = error[:400]
    row.next_at = now + timedelta(seconds=2**row.attempts)
    if row.attempts >= LAST_ATTEMPT:
        row.state = DeliveryState.DEAD
    row.save()


def wake(*, delivery_id: int, now: datetime) -> None:
    """Wake a delivery up that was given up, or waits for a later try. Call it inside a transaction.

    Who may is asked by the errand that calls it: it knows the region of the case.
    """
    DeliveryRecord.objects.filter(id=delivery_id).update(
        state=DeliveryState.WAITING, attempts=0, next_at=now
    )
