"""Whether a filed case is complete for one item: what was noted, and until when it can be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banhao.apps.cases import notes
from banhao.apps.cases.noting import Shown, shown
from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.case import Case
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan


@dataclass(frozen=True, slots=True)
class Check:
    """`noted`: lines of this item that nobody was told of yet; `asked`: what the notice said."""

    noted: Sequence[Shown]
    complete: bool
    asked: Sequence[Shown]
    tell_by: date
    may_note: bool


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
