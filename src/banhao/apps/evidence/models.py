"""Tables of evidence: slots, consents, the log of what was asked of whom, sources that are down."""

from datetime import datetime

from django.db import models

from banhao.core.evidence.slots import Outcome, Slot, Try


class SubjectRecord(models.Model):
    """A draft or case (`filed`) whose slots are kept, and the plan (hash) they come from."""

    subject = models.UUIDField(primary_key=True)
    plan = models.CharField(max_length=64)
    filed = models.BooleanField(default=False)

    class Meta:
        db_table = "evidence_subject"


class SlotRecord(models.Model):
    """One material of one subject. `tried`: list of {step, outcome, source, at} of earlier steps.

    `next_try_at`: when the worker asks again, None = nothing to ask. `failures`: in a row, for the
    pause before the next try.
    """

    subject = models.UUIDField()
    material = models.CharField(max_length=80)
    step = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Outcome])
    source = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(null=True)
    tried = models.JSONField(default=list)
    next_try_at = models.DateTimeField(null=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "evidence_slot"
        constraints = [
            models.UniqueConstraint(fields=["subject", "material"], name="evidence_slot_one")
        ]

    def to_slot(self) -> Slot:
        """Return the row as a value."""
        return Slot(
            material=self.material,
            step=self.step,
            outcome=Outcome(self.outcome),
            source=self.source,
            digest=self.digest,
            at=self.at,
            tried=tuple(
                Try(
                    one["step"],
                    Outcome(one["outcome"]),
                    one["source"],
                    datetime.fromisoformat(one["at"]),
                )
                for one in self.tried
            ),
        )

    def take(self, slot: Slot) -> None:
        """Put a value into the row (not saved)."""
        self.step, self.outcome, self.source = slot.step, slot.outcome, slot.source
        self.digest, self.at = slot.digest, slot.at
        self.tried = [
            {"step": t.step, "outcome": t.outcome, "source": t.source, "at": t.at.isoformat()}
            for t in slot.tried
        ]


class ConsentRecord(models.Model):
    """A person agreed that one source is asked for one subject; the ground is shown with it."""

    subject = models.UUIDField()
    source = models.CharField(max_length=80)
    person = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "evidence_consent"
        constraints = [
            models.UniqueConstraint(fields=["subject", "source"], name="evidence_consent_one")
        ]


class QueryRecord(models.Model):
    """What was asked: of which source, for which subject, who agreed, on what ground, with what
    result. No answer in it and nobody's name; `milliseconds` 0: not sent, the source rests.
    """

    at = models.DateTimeField()
    subject = models.UUIDField(db_index=True)
    material = models.CharField(max_length=80)
    source = models.CharField(max_length=80)
    person = models.BigIntegerField(null=True)
    ground = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "evidence_query"


class CircuitRecord(models.Model):
    """A source that failed: how often in a row, and until when nobody asks it."""

    source = models.CharField(max_length=80, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "evidence_circuit"
