"""Tables of after-checks: what was pledged and is to be looked at after the decision."""

from django.db import models

from banhao.core.pledges.checks import AfterCheck, CheckState


class AfterCheckRecord(models.Model):
    """One after-check of one pledge: material `material`, relied on by item `item` of a case."""

    case = models.UUIDField()
    item = models.CharField(max_length=80)
    material = models.CharField(max_length=80)
    opened_on = models.DateField()
    due_on = models.DateField()
    put_right_by = models.DateField(null=True)
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in CheckState])

    class Meta:
        db_table = "pledges_after_check"
        constraints = [
            models.UniqueConstraint(fields=["case", "item", "material"], name="pledges_check_one")
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="pledges_check_due")]

    def to_check(self) -> AfterCheck:
        """Return the row as a value."""
        return AfterCheck(
            case=self.case,
            item=self.item,
            material=self.material,
            opened_on=self.opened_on,
            due_on=self.due_on,
            state=CheckState(self.state),
            put_right_by=self.put_right_by,
        )
