"""Work on a case in the demo as clerks, examiners, inspectors and deciders would."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.cases.operations.acceptance import accept_case
from banhao.apps.cases.operations.branches import claim_branch, decide_branch, examine_branch
from banhao.apps.cases.operations.ends import deliver_case
from banhao.apps.cases.operations.stops import start_procedure
from banhao.apps.cases.operations.supplement import ask_supplement, note_line
from banhao.apps.cases.operations.visits import arrange_visit, record_inspection
from banhao.apps.cases.queries import cases_by_id
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.core.authority.acts import Actor, Role
from banhao.core.cases.case import (
    BranchState,
    Case,
    Finding,
)
from banhao.core.cases.turns import About
from banhao.core.clock.local import localdate
from banhao.core.compiler.plan import Plan
from banhao.site.demo.people import People

OPINION = "材料齐全，符合条件。（示例）"
NOTES = "现场与申报一致。（示例）"
WRONG = "看不清公章和日期，请换一份清楚的。（示例）"
EXAMPLE = "四角完整、字迹清楚的扫描件或照片。（示例）"
NOTICE = "依法进行{what}，所需时间不计入审批期限。（示例）"
MOST_ROUNDS = 10  # waves of branches that wait for each other's results


@dataclass(frozen=True, slots=True)
class Desk:
    """The officers of the demo at work on one case."""

    people: People
    case_id: UUID

    def case(self) -> Case:
        """Return the case as it stands."""
        return cases_by_id([self.case_id])[self.case_id]

    def plan(self) -> Plan:
        """Return the plan of the case."""
        return catalogues.plan(self.case().plan)

    def officer(self, item: str, role: Role) -> Actor:
        """Return who holds a role in the department of an item."""
        department = next(b.department for b in self.plan().branches if b.item == item)
        return self.people.officers[self.case().region, department, role]

    def clerk(self) -> Actor:
        """Return the clerk of the region."""
        return self.people.officers[self.case().region, "", Role.CLERK]

    def accept(self, now: datetime) -> None:
        """Accept the case at the counter."""
        accept_case(actor=self.clerk(), case_id=self.case_id, now=now)
        tell_subscribers(now)

    def ask(self, now: datetime) -> None:
        """Let a department note one paper that is not good enough, and the counter ask for it."""
        branch = next(b for b in self.plan().branches if b.materials)
        note_line(
            actor=self.officer(branch.item, Role.EXAMINER),
            case_id=self.case_id,
            item=branch.item,
            kind=About.MATERIAL,
            about=branch.materials[-1],
            wrong=WRONG,
            example=EXAMPLE,
            now=now,
        )
        ask_supplement(actor=self.clerk(), case_id=self.case_id, now=now)
        tell_subscribers(now)

    def stop(self, now: datetime) -> None:
        """Start the first special procedure that law knows for a branch that has started."""
        known = [(b.item, b.off_clock[0]) for b in self.plan().branches if b.off_clock]
        for item, procedure in known[:1]:
            start_procedure(
                actor=self.officer(item, Role.EXAMINER),
                case_id=self.case_id,
                item=item,
                kind=procedure.id,
                notice=NOTICE.format(what=procedure.title.zh),
                days=procedure.usual_days,
                unit=procedure.unit,
                now=now,
            )
        tell_subscribers(now)

    def claim(self, now: datetime) -> None:
        """Let each examiner take the branches that have started."""
        for item in self._in_state(BranchState.ACCEPTED):
            examiner = self.officer(item, Role.EXAMINER)
            claim_branch(actor=examiner, case_id=self.case_id, item=item, now=now)

    def examine(self, now: datetime) -> None:
        """Let each examiner find that the branches that have started meet the conditions."""
        for item in self._in_state(BranchState.ACCEPTED):
            examine_branch(
                actor=self.officer(item, Role.EXAMINER),
                case_id=self.case_id,
                item=item,
                finding=Finding.MEETS,
                comment=OPINION,
                now=now,
            )

    def arrange(self, now: datetime) -> None:
        """Set today as the day of every joint inspection that has none."""
        for visit in self.case().visits:
            if visit.on is None:
                item = visit.parts[0].item
                arrange_visit(
                    actor=self.officer(item, Role.EXAMINER),
                    case_id=self.case_id,
                    visit=visit.id,
                    item=item,
                    on=localdate(now),
                    now=now,
                )

    def inspect(self, now: datetime) -> None:
        """Let two officers of each member record their part of every joint inspection."""
        for visit in self.case().visits:
            for part in visit.parts:
                if part.result is None:
                    self._record(visit.id, part.item, now)

    def _record(self, visit: str, item: str, now: datetime) -> None:
        examiner, decider = self.officer(item, Role.EXAMINER), self.officer(item, Role.DECIDER)
        record_inspection(
            actor=examiner,
            case_id=self.case_id,
            visit=visit,
            item=item,
            result=Finding.MEETS,
            officers=(examiner.person or 0, decider.person or 0),
            notes=NOTES,
            now=now,
        )

    def decide(self, now: datetime) -> None:
        """Let each decider grant what has been examined."""
        for item in self._in_state(BranchState.EXAMINED):
            decider = self.officer(item, Role.DECIDER)
            decide_branch(actor=decider, case_id=self.case_id, item=item, grant=True, now=now)
        tell_subscribers(now)

    def finish(self, now: datetime) -> None:
        """Bring every branch to its grant, wave by wave."""
        for _ in range(MOST_ROUNDS):
            self.examine(now)
            self.arrange(now)
            self.inspect(now)
            self.decide(now)
            if not self._in_state(BranchState.ACCEPTED, BranchState.EXAMINED):
                return

    def hand_out(self, now: datetime) -> None:
        """Hand the results out at the counter."""
        deliver_case(actor=self.clerk(), case_id=self.case_id, how="counter", now=now)
        tell_subscribers(now)

    def _in_state(self, *states: BranchState) -> list[str]:
        return [branch.item for branch in self.case().branches if branch.state in states]
