"""Bring every open case of the copy to its end, by the operations that officers call."""

from dataclasses import dataclass, field
from datetime import datetime

from banhao.apps.cases.jobs import notice_silence
from banhao.apps.cases.operations.branches import decide_branch
from banhao.apps.deliveries.jobs import tell_subscribers
from banhao.apps.organisations.operations.posts import appoint, create_person
from banhao.apps.people import queries as people
from banhao.core.authority.acts import THE_OPERATOR, Actor, Role
from banhao.core.cases.case import BranchState, Case, State
from banhao.core.catalogue.values import Mode
from banhao.core.clock.local import localdate
from banhao.core.errors import NotAllowed
from banhao.site.demo.working import Desk

OPEN = frozenset(State) - {State.DELIVERED, State.NOT_ACCEPTED, State.WITHDRAWN}
NAME = "升级检查"
ARTICLE = "《行政许可法》第三十八条"
REASON = "升级检查：此前已认定不符合条件。"
Place = tuple[str, str, Role]  # region, department or "", role


@dataclass(slots=True)
class Staff:
    """Officers made on the copy, one for each place as it is needed."""

    now: datetime
    made: dict[Place, Actor] = field(default_factory=dict)

    def officer(self, region: str, department: str, role: Role) -> Actor:
        """Return the helper who holds this post, appointed from today."""
        place = (region, department, role)
        if place not in self.made:
            self.made[place] = self._appointed(place)
        return self.made[place]

    def _appointed(self, place: Place) -> Actor:
        region, department, role = place
        account = create_person(
            actor=THE_OPERATOR,
            email=f"check-upgrade-{len(self.made)}@example.org",
            display_name=NAME,
            region=region,
            now=self.now,
        ).account
        inspector = [Role.INSPECTOR] if department else []
        for each in (role, *inspector):
            appoint(
                actor=THE_OPERATOR,
                account_id=account,
                role=each,
                region=region,
                department=department,
                since=localdate(self.now),
                now=self.now,
            )
        return people.actor(account)


@dataclass(frozen=True, slots=True)
class Finisher(Desk):
    """The officers of the copy at work on one case: it gets all that it still lacks."""

    staff: Staff

    def end(self, now: datetime) -> Case:
        """Accept, decide, hand out; returns the case. :raises Refusal: what stands against it."""
        notice_silence(now)
        if self.case().state is State.SUBMITTED:
            self.accept(now)
        self.finish(now)
        if self.case().state is State.DECIDED:
            self.hand_out(now)
        tell_subscribers(now)
        return self.case()

    def officer(self, item: str, role: Role) -> Actor:
        """Return who has taken the branch, else a helper in its department."""
        taken = self.case().branch(item).claimed_by
        if role is Role.EXAMINER and taken is not None:
            return people.actor(taken)
        department = self.plan().branch(item).department
        return self.staff.officer(self.case().region, department, role)

    def clerk(self) -> Actor:
        """Return the helper at the counter of the region."""
        return self.staff.officer(self.case().region, "", Role.CLERK)

    def decide(self, now: datetime) -> None:
        """Grant what is ready; what was found wanting before is refused."""
        plan = self.plan()
        for branch in self.case().branches:
            sole = plan.branch(branch.item).mode is Mode.SOLE
            if branch.state is (BranchState.ACCEPTED if sole else BranchState.EXAMINED):
                self._decide(branch.item, now)
        tell_subscribers(now)

    def _decide(self, item: str, now: datetime) -> None:
        decider = self.officer(item, Role.DECIDER)
        try:
            decide_branch(actor=decider, case_id=self.case_id, item=item, grant=True, now=now)
        except NotAllowed as refusal:
            if refusal.message.code not in {"case.inspection_failed", "case.examination_failed"}:
                raise
            decide_branch(
                actor=decider,
                case_id=self.case_id,
                item=item,
                grant=False,
                reason=REASON,
                article=ARTICLE,
                remedy=REASON,
                now=now,
            )
