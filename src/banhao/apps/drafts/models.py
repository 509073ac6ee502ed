"""Drafts: answers, standing and plan before filing. Form values are sealed in the vault."""

from django.db import models

from banhao.apps.drafts.draft import Draft, DraftState
from banhao.core.compiler.plan import Standing


class DraftRecord(models.Model):
    """A draft; its id becomes the id of the case. Deleted 90 days after the last change.

    `helper`: the clerk who helps, None when people do it themselves. `firm`: uscc, "" = a person.
    `mandate`: under which an agent began it, None = no agent. `again_of`: the returned case that it
    begins again, whose files may be used.
    """

    id = models.UUIDField(primary_key=True)
    theme = models.CharField(max_length=120)
    catalogue_version = models.CharField(max_length=64)
    applicant = models.ForeignKey("people.AccountRecord", models.PROTECT, related_name="+")
    helper = models.ForeignKey("people.AccountRecord", models.PROTECT, null=True, related_name="+")
    mandate = models.BigIntegerField(null=True)
    again_of = models.UUIDField(null=True)
    firm = models.CharField(max_length=18, blank=True)
    region = models.CharField(max_length=6)
    answers = models.JSONField()
    standing = models.JSONField()
    plan = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in DraftState])
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "drafts_draft"
        indexes = [
            models.Index(fields=["applicant", "state"], name="drafts_by_applicant"),
            models.Index(fields=["state", "updated_at"], name="drafts_by_age"),
        ]

    def to_draft(self) -> Draft:
        """Return the row as a value."""
        return Draft(
            id=self.id,
            theme=self.theme,
            catalogue_version=self.catalogue_version,
            applicant=self.applicant_id,
            helper=self.helper_id,
            mandate=self.mandate,
            again_of=self.again_of,
            firm=self.firm,
            region=self.region,
            answers=self.answers,
            standing=Standing(**self.standing),
            plan=self.plan,
            state=DraftState(self.state),
            started_at=self.started_at,
            updated_at=self.updated_at,
        )
