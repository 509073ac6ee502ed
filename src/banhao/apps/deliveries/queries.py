"""Reads of deliveries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from banhao.apps.deliveries.models import DeliveryRecord, DeliveryState


def waiting(now: datetime, limit: int = 100) -> list[DeliveryRecord]:
    """Return deliveries whose time has come, the oldest first."""
    rows = DeliveryRecord.objects.filter(state=DeliveryState.WAITING, next_at__lte=now)
    return list(rows.order_by("next_at")[:limit])


def failed(among: QuerySet[Any], most: int) -> list[DeliveryRecord]:
    """Return deliveries that have failed at least once, the dead first. `among`: ids of cases."""
    rows = DeliveryRecord.objects.filter(case__in=among, attempts__gt=0)
    return list(rows.order_by("state", "id")[:most])  # "dead" comes before "waiting"


def is_dead(row: DeliveryRecord) -> bool:
    """Return whether it was given up."""
    return row.state == DeliveryState.DEAD


def case_of(delivery_id: int) -> list[UUID]:
    """Return the case of a delivery in a list, an empty one if there is no such delivery."""
    return list(DeliveryRecord.objects.filter(id=delivery_id).values_list("case", flat=True))


def dead() -> list[DeliveryRecord]:
    """Return deliveries that were given up and wait for a person."""
    return list(DeliveryRecord.objects.filter(state=DeliveryState.DEAD).order_by("id"))
