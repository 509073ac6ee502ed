"""The two lists of the counter: who waits to be told, and what waits to be handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.people import queries as people
from banhao.core.authority.acts import Actor
from banhao.core.certificates.masking import person_name
from banhao.core.clock.local import localdate
from banhao.core.messages import Message, Text

AN_HOUR = 60  # minutes
MINUTES_SHOWN = 600  # after ten hours nobody counts minutes


class Row(Protocol):
    """What is read of a case's row."""

    @property
    def id(self) -> UUID:
        """Return the id of the case."""

    @property
    def number(self) -> str:
        """Return its number."""

    @property
    def state(self) -> str:
        """Return the code of its state."""

    @property
    def plan(self) -> str:
        """Return the hash of its plan."""

    @property
    def applicant(self) -> int:
        """Return the applicant's account."""

    @property
    def submitted_at(self) -> datetime:
        """Return when it was received."""

    @property
    def notice_on(self) -> date | None:
        """Return the last day to tell the applicant."""

    @property
    def answer_on(self) -> date | None:
        """Return the applicant's last day to answer a supplement."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case in a list. `tell_by`: last day to tell the applicant (art. 32); `light`: its code.

    `applicant` is masked: the list is open on a screen in the hall.
    """

    id: UUID
    number: str
    title: Text
    applicant: str
    since: datetime
    waited: Message
    tell_by: date | None
    light: str
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class Refiled:
    """An item that was filed again: of which case, for whom, until when to tell (art. 32)."""

    case: UUID
    number: str
    title: Text
    applicant: str
    tell_by: date | None
    light: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What the clerk's regions have to do now; `more`: from when the queue goes on, if it does."""

    waiting: Sequence[Entry]
    handing_out: Sequence[Entry]
    asked: Sequence[Entry]
    more: datetime | None
    again: Sequence[Refiled]


def lists(actor: Actor, now: datetime, after: datetime | None = None) -> Lists:
    """Return all lists, the longest waiting first."""
    waiting = cases.waiting_cases(actor, now, after)
    decided, again = cases.decided_cases(actor, now), cases.refilings(actor, now)
    asked = cases.asked_cases(actor, now)
    rows = (*waiting, *decided, *asked, *(branch.case for branch in again))
    names = people.accounts({row.applicant for row in rows})
    masked = {number: person_name(account.display_name) for number, account in names.items()}
    return Lists(
        [_entry(row, masked, now) for row in waiting],
        [_entry(row, masked, now) for row in decided],
        [_entry(row, masked, now) for row in asked],
        waiting[-1].submitted_at if len(waiting) == cases.PAGE else None,
        [
            Refiled(
                branch.case.id,
                branch.case.number,
                catalogues.plan(branch.case.plan).branch(branch.item).title,
                masked.get(branch.case.applicant, ""),
                branch.due_on,
                light(branch.due_on, localdate(now)),
            )
            for branch in again
        ],
    )


def waited(since: datetime, now: datetime) -> Message:
    """Return how long somebody has waited: minutes, from two hours on hours, after ten days."""
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 2 * AN_HOUR:
        return Message("counter.waited_minutes", minutes=minutes)
    if minutes <= MINUTES_SHOWN:
        return Message("counter.waited_hours", hours=minutes // AN_HOUR)
    days = (localdate(now) - localdate(since)).days
    return Message("counter.waited_days", days=days) if days else Message("counter.waited_long")


def light(tell_by: date | None, today: date) -> str:
    """Return the code of the light: the day to tell is over, today, or still to come."""
    if tell_by is None or tell_by > today:
        return "counter.light.normal"
    return "counter.light.today" if tell_by == today else "counter.light.over"


def _entry(row: Row, names: dict[int, str], now: datetime) -> Entry:
    return Entry(
        row.id,
        row.number,
        catalogues.plan(row.plan).title,
        names.get(row.applicant, ""),
        row.submitted_at,
        waited(row.submitted_at, now),
        row.notice_on,
        light(row.notice_on, localdate(now)),
        row.answer_on,
    )
