"""Tables of organisations: regions, departments, counters, offices (posts), firms."""

from django.db import models

from banhao.apps.organisations.values import Counter, Department, Firm, Region
from banhao.core.authority.acts import Mandate, Office, Role
from banhao.core.authority.deputies import Absence
from banhao.core.messages import Text


class RegionRecord(models.Model):
    """A region by its code of GB/T 2260. What lies below it is said by the code alone."""

    code = models.CharField(max_length=6, unique=True)
    slug = models.CharField(max_length=60, unique=True)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "organisations_region"

    def to_region(self) -> Region:
        """Return the row as a value."""
        return Region(self.code, self.slug, Text(self.title_zh, self.title_en))


class DivisionRecord(models.Model):
    """An administrative division (行政区划), from province to street, by its code of 2–9 digits."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=80)
    parent = models.CharField(max_length=6, blank=True)

    class Meta:
        db_table = "organisations_division"


class DepartmentRecord(models.Model):
    """An authority of a region; `slug` is its id in the catalogue."""

    region = models.ForeignKey("organisations.RegionRecord", models.PROTECT)
    slug = models.CharField(max_length=60)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    uscc = models.CharField(max_length=18, blank=True)

    class Meta:
        db_table = "organisations_department"
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="organisations_department_slug")
        ]

    def to_department(self) -> Department:
        """Return the row, read with its region, as a value."""
        return Department(
            self.pk, self.region.code, self.slug, Text(self.title_zh, self.title_en), self.uscc
        )


class CounterRecord(models.Model):
    """A hall counter (综合窗口) of a region."""

    region = models.ForeignKey("organisations.RegionRecord", models.PROTECT)
    slug = models.CharField(max_length=60)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    address_zh = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "organisations_counter"
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="organisations_counter_slug")
        ]

    def to_counter(self) -> Counter:
        """Return the row, read with its region, as a value."""
        return Counter(
            self.pk,
            self.region.code,
            self.slug,
            Text(self.title_zh, self.title_en),
            Text(self.address_zh, self.address_en),
        )


class OfficerRecord(models.Model):
    """The region an officer's account belongs to, and whose administrator looks after it.

    `region` None: the whole installation.
    """

    account = models.OneToOneField("people.AccountRecord", models.CASCADE, primary_key=True)
    region = models.ForeignKey("organisations.RegionRecord", models.PROTECT, null=True)

    class Meta:
        db_table = "organisations_officer"


class OfficeRecord(models.Model):
    """A post: ended by a last day, never deleted. `region` None: the whole installation.

    `items`: ids of items; empty = all of the department. Both ends of since/until count.
    """

    account = models.ForeignKey("people.AccountRecord", models.PROTECT)
    role = models.CharField(max_length=20)
    region = models.ForeignKey("organisations.RegionRecord", models.PROTECT, null=True)
    department = models.ForeignKey("organisations.DepartmentRecord", models.PROTECT, null=True)
    counter = models.ForeignKey("organisations.CounterRecord", models.PROTECT, null=True)
    items = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "organisations_office"

    def to_office(self) -> Office:
        """Return the row, read with region, department and counter, as a value."""
        return Office(
            id=self.pk,
            role=Role(self.role),
            region=self.region.code if self.region else "",
            department=self.department.slug if self.department else "",
            counter=self.counter.slug if self.counter else "",
            items=frozenset(self.items),
            since=self.since,
            until=self.until,
        )


class AbsenceRecord(models.Model):
    """An officer's absence, both days included, and who stands in. `ended_at`: ended before.

    `made_by`: the officer, their head or an administrator, who then say why (`reason`).
    """

    absent = models.ForeignKey("people.AccountRecord", models.PROTECT, related_name="+")
    deputy = models.ForeignKey("people.AccountRecord", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    reason = models.CharField(max_length=200, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_absence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="absence_has_days"
            ),
            models.CheckConstraint(
                condition=~models.Q(absent=models.F("deputy")), name="absence_needs_another"
            ),
        ]

    def to_absence(self) -> Absence:
        """Return the row as a value."""
        return Absence(self.pk, self.absent_id, self.deputy_id, self.since, self.until)


class FirmRecord(models.Model):
    """A firm by its unified social credit code."""

    uscc = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "organisations_firm"

    def to_firm(self) -> Firm:
        """Return the row as a value."""
        return Firm(self.uscc, self.name)


class FirmMemberRecord(models.Model):
    """Somebody who may act for a firm."""

    firm = models.ForeignKey("organisations.FirmRecord", models.CASCADE)
    account = models.ForeignKey("people.AccountRecord", models.CASCADE)
    since = models.DateTimeField()

    class Meta:
        db_table = "organisations_firm_member"
        constraints = [
            models.UniqueConstraint(fields=["firm", "account"], name="one_membership_per_firm")
        ]


class MandateRecord(models.Model):
    """授权: an account lets another act for it, or for a firm of its own; never deleted.

    `themes`: ids of themes, empty = all. It stands once accepted, until its last day or until
    either side ends it (`ended_at`).
    """

    principal = models.ForeignKey("people.AccountRecord", models.PROTECT, related_name="+")
    firm = models.ForeignKey("organisations.FirmRecord", models.PROTECT, null=True)
    agent = models.ForeignKey("people.AccountRecord", models.PROTECT, related_name="+")
    themes = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField()
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "organisations_mandate"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="mandate_has_days"
            ),
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("agent")), name="mandate_needs_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agent"], name="mandate_standing", condition=models.Q(ended_at=None)
            )
        ]

    def to_mandate(self) -> Mandate:
        """Return the row, read with its firm, as a value."""
        return Mandate(
            id=self.pk,
            principal=self.principal_id,
            firm=self.firm.uscc if self.firm else "",
            themes=frozenset(self.themes),
            since=self.since,
            until=self.until,
        )
