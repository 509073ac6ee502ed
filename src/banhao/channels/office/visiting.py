"""One visit as its members see it: where, when, a part per member, who was there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.cases.holder import holder
from banhao.apps.cases.tasklist import my_items
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations.queries import inspectors
from banhao.apps.people import queries as people
from banhao.channels.office.naming import applicants
from banhao.channels.office.opened import text_of
from banhao.channels.office.steps import allowed
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import (
    Case,
    Part,
    State,
    VisitCase,
)
from banhao.core.cases.inspections import attempt_of, visit_of, visit_title
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text

Named = Sequence[tuple[int, str]]
NOBODY: Named = ()


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A member's part. `own`: of the reader's departments; `choices`: who can have been there.

    `notes` of other departments are not shown. `gates`: the decision waits for it.
    """

    part: Part
    branch: Branch
    own: bool
    may_record: bool
    gates: bool
    officers: Sequence[str]
    choices: Named
    notes: str

    @property
    def code(self) -> str:
        """Return the code of its state."""
        return f"office.part.{self.part.result.value if self.part.result else 'open'}"


@dataclass(frozen=True, slots=True)
class Visiting:
    """The page of a visit. `item`: the member as which the reader arranges; "" = may not."""

    case: Case
    plan: Plan
    visit: VisitCase
    title: Text | Message
    applicant: str
    address: str
    phone: str
    item: str
    today: date
    parts: Sequence[PartSeen]

    @property
    def begun(self) -> bool:
        """Whether some member has recorded a result: then the day stands."""
        return any(seen.part.result for seen in self.parts)

    @property
    def open(self) -> bool:
        """Whether anything can still be done."""
        return self.case.state is State.ACCEPTED

    @property
    def has_come(self) -> bool:
        """Whether the day has come, so that results can be recorded."""
        return self.visit.on is not None and self.visit.on <= self.today

    @property
    def may_arrange(self) -> bool:
        """Whether the reader can set the day now."""
        return bool(self.item) and self.open and not self.begun

    @property
    def own(self) -> Sequence[PartSeen]:
        """Return the parts of the reader's departments."""
        return [seen for seen in self.parts if seen.own]

    @property
    def others(self) -> Sequence[PartSeen]:
        """Return the parts of other departments."""
        return [seen for seen in self.parts if not seen.own]


def visiting(actor: Actor, case_id: UUID, visit_id: str, now: datetime) -> Visiting:
    """Return a visit in which one of the actor's departments takes part. :raises NotFound."""
    row = cases.case_row(actor, case_id, Act.SEE_OFFICE, now)
    case, plan = cases.case(actor, case_id, Act.SEE_OFFICE, now)
    visit, mine, today = visit_of(case, visit_id), my_items(actor, case_id, now), localdate(now)
    if not any(part.item in mine for part in visit.parts):
        raise NotFound(Message("case.not_found"))
    names = _names(visit)
    parts = [_part(actor, case, plan, visit, part, mine, names, today) for part in visit.parts]
    arranging = [
        seen.part.item
        for seen in parts
        if seen.own and Act.ARRANGE_VISIT in allowed(actor, case, plan, seen.part.item, today)
    ]
    return Visiting(
        case,
        plan,
        visit,
        visit_title(plan, visit_id),
        applicants([row], firms_in_full=True)[case_id],
        holder(case_id, plan, catalogues.catalogue(plan.catalogue_version)).address,
        people.account(case.applicant).phone,
        arranging[0] if arranging else "",
        today,
        parts,
    )


def _names(visit: VisitCase) -> Mapping[int, str]:
    found = people.accounts({officer for part in visit.parts for officer in part.officers})
    return {number: account.display_name for number, account in found.items()}


def _part(  # noqa: PLR0917 -- one part, out of what was read for all at once
    actor: Actor,
    case: Case,
    plan: Plan,
    visit: VisitCase,
    part: Part,
    mine: frozenset[str],
    names: Mapping[int, str],
    today: date,
) -> PartSeen:
    branch, own = plan.branch(part.item), part.item in mine
    gated = {item for each in plan.visits if each.id == visit.id for item in each.gated}
    may_record = own and Act.RECORD_INSPECTION in allowed(actor, case, plan, part.item, today)
    return PartSeen(
        part,
        branch,
        own,
        may_record,
        part.item in gated or attempt_of(visit.id) > 1,
        [names.get(officer, "—") for officer in part.officers],
        inspectors(case.region, branch.department, today) if may_record else NOBODY,
        text_of(case.id, "inspection", f"{visit.id}/{part.item}") if own else "",
    )
