"""Pledges as the office looks at them after the decision: the list, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.cases.checklist import CheckPlace, checks_to_do
from banhao.apps.cases.operations.after_checks import AFTER_CHECK
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.pledges import queries as pledges
from banhao.apps.vault import queries as vault
from banhao.channels.office.lights import left_words, light_code
from banhao.channels.office.naming import applicants
from banhao.channels.office.steps import allowed
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.lights import Left, left
from banhao.core.catalogue.values import Way, WayKind
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text
from banhao.core.pledges.checks import AfterCheck, CheckState


@dataclass(frozen=True, slots=True)
class Pledged:
    """One pledge and its check. `left`: None when it is closed; `notes`: of the last look."""

    case: UUID
    number: str
    applicant: str
    check: AfterCheck
    theme: Text
    item: Text
    material: Text
    promise: Text
    consequence: Text
    left: Left | None
    may_record: bool = False
    notes: str = ""

    @property
    def code(self) -> str:
        """Return the code of the check's state."""
        return f"pledges.state.{self.check.state.value}"

    @property
    def light(self) -> str:
        """Return the code of the light, "" when it is closed."""
        return light_code(self.left) if self.left else ""

    @property
    def left_words(self) -> Message | None:
        """Return how long is left in words."""
        return left_words(self.left) if self.left else None

    @property
    def is_second(self) -> bool:
        """Whether it was found not kept before, and is looked at again."""
        return self.check.state is CheckState.TO_PUT_RIGHT


def to_check(
    actor: Actor, now: datetime, after: CheckPlace | None
) -> tuple[Sequence[Pledged], CheckPlace | None]:
    """Return the checks that the actor's departments have to do, and where the next page begins."""
    page, today = checks_to_do(actor, now, after), localdate(now)
    names = applicants([line for line, _ in page.rows])
    found = [
        _pledged(check, catalogues.plan(line.plan), line.number, names[line.id], today)
        for line, check in page.rows
    ]
    return found, page.more


def pledged(actor: Actor, case_id: UUID, item: str, material: str, now: datetime) -> Pledged:
    """Return one pledge of a branch of the actor's departments. :raises NotFound: otherwise."""
    row = cases.branch_row(actor, case_id, item, now)
    case, plan = cases.cases_by_id([case_id])[case_id], catalogues.plan(row.case.plan)
    found = [c for c in pledges.checks_of(case_id) if (c.item, c.material) == (item, material)]
    if not found:
        raise NotFound(Message("pledges.no_check"))
    check, today = found[0], localdate(now)
    name = applicants([row.case], firms_in_full=True)[case_id]
    seen = _pledged(check, plan, case.number, name, today)
    may = Act.CHECK_PLEDGE in allowed(actor, case, plan, item, today)
    notes = vault.unseal(case_id, AFTER_CHECK, f"{item}/{material}") or b""
    return replace(seen, may_record=may and not check.is_closed, notes=notes.decode())


def _pledged(check: AfterCheck, plan: Plan, number: str, applicant: str, today: date) -> Pledged:
    material = next(m for m in plan.materials if m.id == check.material)
    way = next((w for w in material.ways if w.kind is WayKind.PLEDGE), Way(WayKind.PLEDGE))
    days = left(check.opened_on, check.ends_on, today, catalogues.calendar())
    return Pledged(
        check.case,
        number,
        applicant,
        check,
        plan.title,
        plan.branch(check.item).title,
        material.title,
        way.promise,
        way.consequence,
        None if check.is_closed else days,
    )
