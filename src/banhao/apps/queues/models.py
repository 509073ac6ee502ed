"""Tables of queues: tickets of a day, opening times for appointments, appointments."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from banhao.core.queues.slots import Opening
from banhao.core.queues.tickets import OPEN, Ticket, TicketState


class TicketRecord(models.Model):
    """A ticket. It names nobody; `appointment` is the id of the one it was taken for.

    `number` counts up per region and day; the unique constraint gives each number once, without a
    row that all must lock.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    region = models.CharField(max_length=6)
    day = models.DateField()
    number = models.IntegerField()
    theme = models.CharField(max_length=120, default="")
    state = models.CharField(max_length=8, default=TicketState.WAITING.value)
    taken_at = models.DateTimeField()
    slot_begins_at = models.DateTimeField(null=True)
    slot_ends_at = models.DateTimeField(null=True)
    appointment = models.UUIDField(null=True, unique=True)
    counter = models.CharField(max_length=60, default="")
    clerk = models.BigIntegerField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.SmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    case = models.UUIDField(null=True)

    class Meta:
        db_table = "queues_ticket"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "day", "number"], name="one_ticket_a_number"),
            models.UniqueConstraint(
                fields=["clerk", "day"],
                condition=models.Q(state__in=sorted(state.value for state in OPEN)),
                name="one_open_ticket_a_clerk",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "day", "state"], name="ticket_by_state"),
            models.Index(
                fields=["case"], name="ticket_of_case", condition=models.Q(case__isnull=False)
            ),
        ]

    def to_ticket(self) -> Ticket:
        """Return the row as a value."""
        slot = None
        if self.slot_begins_at and self.slot_ends_at:
            slot = (self.slot_begins_at, self.slot_ends_at)
        return Ticket(
            id=self.id,
            region=self.region,
            day=self.day,
            number=self.number,
            theme=self.theme,
            state=TicketState(self.state),
            taken_at=self.taken_at,
            slot=slot,
            counter=self.counter,
            clerk=self.clerk,
            called_at=self.called_at,
            calls=self.calls,
            ended_at=self.ended_at,
            case=self.case,
        )


class OpeningRecord(models.Model):
    """Slots of one counter: on a weekday, or on a single day (core/queues/slots.py)."""

    region = models.CharField(max_length=6)
    counter = models.CharField(max_length=60)
    weekday = models.SmallIntegerField(null=True)
    day = models.DateField(null=True)
    first = models.SmallIntegerField()
    last = models.SmallIntegerField()
    minutes = models.SmallIntegerField()
    places = models.SmallIntegerField()

    class Meta:
        db_table = "queues_opening"
        indexes: ClassVar = [models.Index(fields=["region", "counter"], name="opening_by_counter")]

    def to_opening(self) -> Opening:
        """Return the row as a value."""
        return Opening(
            *(self.counter, self.weekday, self.day),
            *(self.first, self.last, self.minutes, self.places),
        )


class AppointmentState(models.TextChoices):
    """What has become of an appointment."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    CAME = "came"


class AppointmentRecord(models.Model):
    """A place in a slot. `place`: 0 and up within the slot: who is second at once gets the next.

    `code`: six digits with which the holder takes the ticket in the hall.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    region = models.CharField(max_length=6)
    counter = models.CharField(max_length=60)
    day = models.DateField()
    first = models.SmallIntegerField()
    last = models.SmallIntegerField()
    place = models.SmallIntegerField()
    account = models.BigIntegerField()
    theme = models.CharField(max_length=120, default="")
    code = models.CharField(max_length=6)
    state = models.CharField(max_length=10, default=AppointmentState.BOOKED)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "queues_appointment"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "counter", "day", "first", "place"],
                condition=~models.Q(state="cancelled"),
                name="one_appointment_a_place",
            ),
            models.UniqueConstraint(
                fields=["account", "day"],
                condition=models.Q(state="booked"),
                name="one_open_appointment_a_day",
            ),
            models.UniqueConstraint(fields=["region", "day", "code"], name="one_code_a_day"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "-day"], name="appointment_by_account")
        ]
