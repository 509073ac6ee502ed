"""Tables of people: accounts, who read what, tries that slow down, the mark of a demo database."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from banhao.apps.people.accounts import Account


class AccountRecord(AbstractBaseUser):
    """An account: a private person, or an officer (who acts in it only for the office).

    `email` in lower case; None for walk-ins without one, who cannot sign in.
    `must_change_password`: the password was given out by an administrator. `email_confirmed_at`:
    when somebody showed that mail to the address reaches them, None: not yet, and only the mail
    that asks for it may go there. `confirmation_wanted_at`: that mail is still to be put out.
    """

    email = models.EmailField(max_length=254, unique=True, null=True)
    display_name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    consent_to_e_service = models.BooleanField(default=False)
    wants_mail = models.BooleanField(default=False)
    is_officer = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    email_confirmed_at = models.DateTimeField(null=True)
    confirmation_wanted_at = models.DateTimeField(null=True, db_index=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BaseUserManager()

    class Meta:
        db_table = "people_account"

    def to_account(self) -> Account:
        """Return the row as a value."""
        return Account(
            id=self.pk,
            email=self.email or "",
            display_name=self.display_name,
            phone=self.phone,
            consent_to_e_service=self.consent_to_e_service,
            wants_mail=self.wants_mail,
            is_officer=self.is_officer,
            is_active=self.is_active,
            must_change_password=self.must_change_password,
            email_confirmed=self.email_confirmed_at is not None,
            may_sign_in=self.has_usable_password(),
        )


class AccessLogRecord(models.Model):
    """Who read or tried to reach what, and why. No foreign keys: it outlives what it names.

    `whose`: "case:<uuid>", "account:<id>", "" when it was not found. `why`: act or purpose.
    """

    at = models.DateTimeField()
    person = models.BigIntegerField()
    office = models.BigIntegerField(null=True)
    whose = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=60)
    result = models.CharField(max_length=20)
    path = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "people_access_log"
        indexes = [
            models.Index(fields=["person", "at"], name="people_access_person"),
            models.Index(fields=["whose", "at"], name="people_access_whose"),
        ]


class PreferenceRecord(models.Model):
    """How somebody likes a page, by the page's name: the filters of a list. Nothing personal."""

    person = models.ForeignKey("people.AccountRecord", models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=120)

    class Meta:
        db_table = "people_preference"
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="people_preference_one")
        ]


class TryRecord(models.Model):
    """Tries of one kind by one key (a keyed digest of address or account), to slow them down."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "people_try"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="people_try_key")]


class DemoRecord(models.Model):
    """One row: this whole database is a demo, made at that moment. Never written twice."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "people_demo"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="people_demo_one")]


class PersonaRecord(models.Model):
    """A made-up person of the demo with one-click sign-in, and what they are there to show."""

    account = models.OneToOneField("people.AccountRecord", models.CASCADE, primary_key=True)
    position = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)

    class Meta:
        db_table = "people_persona"
