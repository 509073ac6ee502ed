"""Organisations as values. Regions are named by code, departments and counters by their slug."""

from dataclasses import dataclass, field
from datetime import date

from banhao.core.authority.acts import Office, Role
from banhao.core.authority.rules import is_valid
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class Region:
    """A region; `slug` is its id in the catalogue."""

    code: str
    slug: str
    title: Text


@dataclass(frozen=True, slots=True)
class Department:
    """An authority of a region; `slug` is its id in the catalogue, `uscc` "" when not known."""

    id: int
    region: str
    slug: str
    title: Text
    uscc: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A hall counter of a region."""

    id: int
    region: str
    slug: str
    title: Text
    address: Text


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer's account as the administrator sees it; `region` "" = whole installation."""

    id: int
    name: str
    email: str
    phone: str
    region: str
    is_active: bool
    offices: tuple[Office, ...] = ()

    def works_in(self, region: str, department: str, on: date) -> bool:
        """Return whether the account is open and a post of the department is held on that day."""
        return self.is_active and any(
            (post.region, post.department) == (region, department) and is_valid(post, on)
            for post in self.offices
        )


@dataclass(frozen=True, slots=True)
class Post:
    """An office with the names around it, for lists."""

    office: Office
    account: int
    name: str
    region: Text
    department: Text
    counter: Text
    on: date = field(default=date.min, kw_only=True)

    @property
    def standing(self) -> Message:
        """Return in words whether the office is held on the day `on`."""
        if self.office.until is not None and self.office.until < self.on:
            return Message("organisations.office.ended")
        if self.office.since > self.on:
            return Message("organisations.office.to_come")
        return Message("organisations.office.held")

    @property
    def role(self) -> Message:
        """Return the role in words."""
        return Message(f"organisations.role.{self.office.role}")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm."""

    uscc: str
    name: str


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """A fresh account and its first password, which is shown once and stored only as a hash."""

    account: int
    password: str


NEEDS_DEPARTMENT = frozenset({Role.EXAMINER, Role.DECIDER, Role.INSPECTOR})
