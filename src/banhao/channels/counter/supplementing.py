"""What the counter sees of a supplement: noted lines before it is sent, the notice afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import notes
from banhao.apps.cases import queries as cases
from banhao.apps.cases.noting import Shown, shown
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.people import queries as people
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.case import Case, State
from banhao.core.cases.dates import answer_due
from banhao.core.cases.turns import Supplement
from banhao.core.clock.local import localdate
from banhao.core.clock.values import Due
from banhao.core.compiler.plan import Branch, Plan


@dataclass(frozen=True, slots=True)
class Noted:
    """A noted line in words, and who has noted it."""

    shown: Shown
    by: str


@dataclass(frozen=True, slots=True)
class Asking:
    """The page of a supplement. `checked`: (branch, whether its checker says complete or noted).

    `tell_by`: the last day on which the notice counts; `due`: the applicant's, once it is served.
    """

    case: Case
    plan: Plan
    noted: Sequence[Noted]
    seen: str
    checked: Sequence[tuple[Branch, str]]
    lines: Sequence[Shown]
    tell_by: date
    due: Due | None
    answer_days: int
    today: date

    @property
    def supplement(self) -> Supplement | None:
        """Return what was asked, None: nothing yet."""
        return self.case.turns.supplement

    @property
    def may_ask(self) -> bool:
        """Whether a notice can still be sent."""
        return (
            self.case.state is State.SUBMITTED
            and self.supplement is None
            and self.today <= self.tell_by
        )

    @property
    def unserved(self) -> bool:
        """Whether the notice has to be served by hand yet."""
        waits = self.case.state is State.SUPPLEMENT
        return waits and self.supplement is not None and self.supplement.served_on is None


def asking(actor: Actor, case_id: UUID, now: datetime) -> Asking:
    """Return the page for a clerk of the region. :raises NotFound: no case of theirs."""
    case, plan = cases.case(actor, case_id, Act.SEE_COUNTER, now)
    calendar, found = catalogues.calendar(), notes.notes(case_id)
    names = people.accounts({note.by for note in found})
    noted = [
        Noted(each, names[note.by].display_name if note.by in names else "—")
        for note, each in zip(found, shown(plan, [(n.line, n.words) for n in found]), strict=True)
    ]
    region = catalogues.catalogue(plan.catalogue_version).region_of(plan.theme)
    return Asking(
        case,
        plan,
        noted,
        notes.fingerprint(found),
        _checked(case_id, plan, {note.line.item for note in found}),
        shown(plan, notes.asked(case)),
        last_day_to_tell(case.submitted_on, calendar),
        answer_due(case, calendar),
        region.supplement_answer_days,
        localdate(now),
    )


def _checked(case_id: UUID, plan: Plan, noted: set[str]) -> Sequence[tuple[Branch, str]]:
    complete = notes.complete_items(case_id)
    return [
        (
            branch,
            "counter.check.noted"
            if branch.item in noted
            else "counter.check.complete"
            if branch.item in complete
            else "counter.check.open",
        )
        for branch in plan.branches
    ]
