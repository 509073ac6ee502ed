"""Deliveries: one row per event and subscriber, deleted when it has been told."""

from django.db import models


class DeliveryState(models.TextChoices):
    """What has become of a delivery; DEAD waits for a person after the last retry."""

    WAITING = "waiting"
    DEAD = "dead"


class DeliveryRecord(models.Model):
    """News of one event of a case for one subscriber."""

    subscriber = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    case = models.UUIDField()
    seq = models.IntegerField()
    state = models.CharField(max_length=8, default=DeliveryState.WAITING)
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seq", "subscriber"], name="one_delivery_per_event_and_subscriber"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="delivery_waiting", condition=models.Q(state="waiting")
            )
        ]
