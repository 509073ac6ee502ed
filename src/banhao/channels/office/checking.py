"""Whether a filed case is complete for one item: what was noted, and until when it can be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import notes
from banhao.apps.cases.completeness import to_check
from banhao.apps.cases.noting import Shown, shown
from banhao.apps.catalogues import queries as catalogues
from banhao.channels.office.naming import names_of
from banhao.channels.office.taskrows import SHORT
from banhao.core.authority.acts import Actor
from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.case import Case
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Text


@dataclass(frozen=True, slots=True)
class Check:
    """`noted`: lines of this item that nobody was told of yet; `asked`: what the notice said."""

    noted: Sequence[Shown]
    complete: bool
    asked: Sequence[Shown]
    tell_by: date
    may_note: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A filed branch to check for completeness."""

    case: UUID
    item: str
    number: str
    applicant: str
    title: Text
    theme: Text
    tell_by: date | None
    noted: bool

    @property
    def short(self) -> str:
        """Return the end of the number."""
        return self.number[-SHORT:]


def to_be_checked(actor: Actor, now: datetime) -> Sequence[CheckRow]:
    """Return filed branches of the actor's departments, the first day to tell first."""
    found = to_check(actor, now)
    names = names_of([row.case for row in found])
    return [
        CheckRow(
            row.case.id,
            row.item,
            row.case.number,
            names.applicant(row.case),
            plan.branch(row.item).title,
            plan.title,
            row.tell_by,
            row.noted,
        )
        for row in found
        for plan in [catalogues.plan(row.case.plan)]
    ]


def checked(case: Case, plan: Plan, item: str, calendar: Calendar) -> Check:
    """Return what is known of the completeness of one item."""
    found = notes.notes(case.id, item)
    asked = [(line, words) for line, words in notes.asked(case) if line.item == item]
    return Check(
        shown(plan, [(note.line, note.words) for note in found]),
        item in notes.complete_items(case.id),
        shown(plan, asked),
        last_day_to_tell(case.submitted_on, calendar),
        case.turns.supplement is None,
    )
