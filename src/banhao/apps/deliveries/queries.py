"""Reads of deliveries."""

from datetime import datetime

from banhao.apps.deliveries.models import DeliveryRecord, DeliveryState


def waiting(now: datetime, limit: int = 100) -> list[DeliveryRecord]:
    """Return deliveries whose time has come, the oldest first."""
    rows = DeliveryRecord.objects.filter(state=DeliveryState.WAITING, next_at__lte=now)
    return list(rows.order_by("next_at")[:limit])


def dead() -> list[DeliveryRecord]:
    """Return deliveries that were given up and wait for a person."""
    return list(DeliveryRecord.objects.filter(state=DeliveryState.DEAD).order_by("id"))
