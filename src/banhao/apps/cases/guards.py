"""Who may read or add files of a case, and whose it is: `files` and `certificates` ask here (their
registries, at start).
"""

from datetime import datetime
from uuid import UUID

from banhao.apps.cases.authorise import thing_of
from banhao.apps.cases.models import CaseRecord
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.catalogues.queries import plan as plan_by_hash
from banhao.core.authority.acts import Act, Actor, Allowed, Thing
from banhao.core.authority.rules import may
from banhao.core.cases.case import (
    BranchState,
    Case,
    State,
)
from banhao.core.cases.commands import (
    RecordEvidence,
    Refile,
)
from banhao.core.cases.rules import ALLOWED
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan


class CaseGuard:
    """The applicant sees their files, a clerk those of the region, an officer those of the item."""

    def may_read(self, actor: Actor, subject: UUID, material: str, now: datetime) -> bool | None:
        """Return whether the actor may see files of a material; None: not a case."""
        found = _case(subject)
        if found is None:
            return None
        case, plan, firm = found
        readers = next((m.for_items for m in plan.materials if m.id == material), ())
        seeing = [(Act.SEE_OWN_CASE, ""), (Act.SEE_COUNTER, "")]
        seeing += [(Act.SEE_OFFICE, item) for item in readers]
        return any(
            isinstance(may(actor, act, thing_of(case, plan, firm, item), localdate(now)), Allowed)
            for act, item in seeing
        )

    def may_add(self, actor: Actor, subject: UUID, material: str, now: datetime) -> bool | None:
        """Return whether the actor may add files for a material; None: not a case."""
        found = _case(subject)
        if found is None:
            return None
        case, plan, firm = found
        act = Act.ANSWER_SUPPLEMENT if case.state is State.SUPPLEMENT else Act.SEE_OWN_CASE
        own = may(actor, act, thing_of(case, plan, firm), localdate(now))
        readers = next((m.for_items for m in plan.materials if m.id == material), None)
        if not isinstance(own, Allowed) or readers is None:
            return False
        return case.state in ALLOWED[RecordEvidence] or _may_be_refiled(case, readers)


def thing_of_case(case_id: UUID) -> Thing | None:
    """Return what authority must know of a case, for its certificates; None: not a case."""
    found = _case(case_id)
    return thing_of(*found) if found else None


def _may_be_refiled(case: Case, items: tuple[str, ...]) -> bool:
    """Whether one of the items was refused, so that a better material may be prepared for it."""
    refused = any(case.branch(item).state is BranchState.REFUSED for item in items)
    return refused and case.state in ALLOWED[Refile]


def _case(subject: UUID) -> tuple[Case, Plan, str] | None:
    row = CaseRecord.objects.filter(id=subject).first()
    if row is None:
        return None
    return cases_by_id([subject])[subject], plan_by_hash(row.plan), row.firm
