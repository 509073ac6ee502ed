"""Tables of evidence: what has become of materials, what was asked of whom, sources at rest."""

import json
from datetime import datetime

from django.db import models

from banhao.apps.evidence.kept import Consent
from banhao.apps.vault.digests import DigestField


class SubjectRecord(models.Model):
    """A draft or case (`filed`), the plan (hash) it follows, and what has become of its materials.

    One row for all materials: to lock it is to lock the subject. `slots`: stored form of `kept`.
    `consents`: JSON list of [person, at, [source, …]]. `next_try_at`: the first moment at which the
    worker has to ask about one of them, None = nothing to ask.
    """

    subject = models.UUIDField(primary_key=True)
    plan = DigestField()
    filed = models.BooleanField(default=False)
    slots = models.BinaryField(default=b"")
    consents = models.TextField(default="[]")
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "evidence_subject"
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="evidence_to_ask",
                condition=models.Q(next_try_at__isnull=False),
            )
        ]

    def to_consents(self) -> tuple[Consent, ...]:
        """Return who agreed to what."""
        return tuple(
            Consent(person, datetime.fromisoformat(at), tuple(sources))
            for person, at, sources in json.loads(self.consents)
        )


class QueryLogRecord(models.Model):
    """What was asked about one subject: of which source, who agreed, on what ground, the result.

    `entries`: list of [at, person, ground, [[material, source, outcome, milliseconds], …]]. No
    answer in it and nobody's name; 0 milliseconds: not sent, the source rests. It outlives the
    subject.
    """

    subject = models.UUIDField(primary_key=True)
    entries = models.TextField(default="[]")

    class Meta:
        db_table = "evidence_query_log"


class CircuitRecord(models.Model):
    """A source that failed: how often in a row, and until when nobody asks it."""

    source = models.CharField(max_length=80, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "evidence_circuit"
