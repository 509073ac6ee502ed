"""Tables of cases. The ledger alone writes them; rows are projections, events are the history."""

from typing import ClassVar

from django.db import models

from banhao.apps.vault.digests import DigestField


class CaseRecord(models.Model):
    """A case as it stands after event `seq` (projection). No names: content is in the vault.

    `head`: hash of event `seq`. `plan`: content hash of the pinned plan. `firm`: uscc or "".
    `due_on`, `notice_on`, `answer_on`: derived, recomputed when a calendar changes. `notice_on`
    only while the office has to tell something, `answer_on` while the applicant has to answer.
    `turns`: what few cases have (core/cases/turns.py), null for the others. `composite`: version
    of the composite certificate, 0 = none yet.
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    seq = models.IntegerField()
    head = models.BinaryField(max_length=32)
    theme = models.CharField(max_length=120)
    region = models.CharField(max_length=12)
    plan = DigestField()
    applicant = models.BigIntegerField()
    firm = models.CharField(max_length=18, default="")
    helper = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    submitted_at = models.DateTimeField()
    submitted_on = models.DateField()
    accepted_on = models.DateField(null=True)
    notice_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    answer_on = models.DateField(null=True)
    turns = models.JSONField(null=True)
    composite = models.SmallIntegerField(db_default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["applicant", "-submitted_at"], name="case_by_applicant"),
            models.Index(fields=["region", "state", "submitted_at"], name="case_by_region"),
            models.Index(
                fields=["firm", "-submitted_at"],
                name="case_by_firm",
                condition=~models.Q(firm=""),
            ),
            models.Index(
                fields=["notice_on"],
                name="case_to_tell",
                condition=models.Q(notice_on__isnull=False),
            ),
            models.Index(
                fields=["answer_on"],
                name="case_to_return",
                condition=models.Q(answer_on__isnull=False),
            ),
        ]


class BranchRecord(models.Model):
    """A branch as it stands (projection).

    `attempt`: 1 as filed, more for each re-filing of the item. `due_on`: the day it is worked
    towards; of a re-filed one, the last day to accept it. `stopped_on`: since when its clock stands
    still, null while it runs.
    """

    case = models.ForeignKey(CaseRecord, models.CASCADE, related_name="branches", db_index=False)
    place = models.SmallIntegerField()
    item = models.CharField(max_length=60)
    region = models.CharField(max_length=12)
    department = models.CharField(max_length=60)
    state = models.CharField(max_length=16)
    accepted_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    claimed_by = models.BigIntegerField(null=True)
    examined_by = models.BigIntegerField(null=True)
    finding = models.CharField(max_length=8, null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_on = models.DateField(null=True)
    attempt = models.SmallIntegerField(db_default=1)
    refiled_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "place"], name="one_branch_per_place")
        ]
        indexes: ClassVar = [
            # All that the grouped count of the task list reads, so that it reads no rows.
            models.Index(
                fields=[
                    *("region", "department", "due_on", "accepted_on", "item"),
                    *("stopped_on", "claimed_by", "state", "id"),
                ],
                name="branch_tasks",
                condition=models.Q(state__in=["accepted", "examined"]),
            ),
            models.Index(
                fields=["region", "department"],
                name="branch_to_come",
                condition=models.Q(state="received"),
            ),
            models.Index(
                fields=["region", "due_on"],
                name="branch_to_accept",
                condition=models.Q(state="refiled"),
            ),
        ]


class VisitRecord(models.Model):
    """A site inspection: one visit, its parts below."""

    case = models.ForeignKey(CaseRecord, models.CASCADE, related_name="visits", db_index=False)
    visit = models.CharField(max_length=60)
    on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "visit"], name="one_visit_per_id")
        ]


class PartRecord(models.Model):
    """A member's part of a visit: its own result, two officers or more.

    By case and visit id, not by the visit's row, so that all of a case is read by its id.
    """

    case = models.ForeignKey(CaseRecord, models.CASCADE, related_name="parts", db_index=False)
    visit = models.CharField(max_length=60)
    place = models.SmallIntegerField()
    item = models.CharField(max_length=60)
    result = models.CharField(max_length=8, null=True)
    officers = models.JSONField(default=list)
    recorded_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "visit", "item"], name="one_part_per_member")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["case"], name="part_open", condition=models.Q(result__isnull=True)
            ),
        ]


class NoteRecord(models.Model):
    """A working note of completeness, outside the journal and told to nobody: a line of a
    supplement to come (`kind` material or element), or `kind` complete: nothing is missing.

    The words are sealed under kind "note" and the line's place; `digest` is theirs.
    """

    case = models.ForeignKey(CaseRecord, models.CASCADE, related_name="notes", db_index=False)
    item = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "item", "kind", "about"], name="one_note_per_place"
            )
        ]


class EventRecord(models.Model):
    """One entry of the journal, for ever: triggers forbid update and delete on both databases.

    It holds what one errand wrote: its events, from place `seq` on (core/cases/codec.py).
    """

    case = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    machine = models.CharField(max_length=12, default="")
    office = models.BigIntegerField(null=True)
    data = models.TextField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_event_per_place")
        ]


class NumberRecord(models.Model):
    """Numbers given out: the id of a new row is the next number; gaps are allowed."""

    given_at = models.DateTimeField()


class RequestRecord(models.Model):
    """Idempotency: what was answered to a caller's key, and for which body (digest)."""

    caller = models.BigIntegerField()
    operation = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    body = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["caller", "operation", "key"], name="one_answer_per_key"
            )
        ]
