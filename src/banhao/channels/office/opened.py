"""One branch as the office sees it: facts, papers, clocks, what others do, and what is next."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.organisations.queries import officers_with
from banhao.apps.papers import queries as documents
from banhao.apps.people import queries as people
from banhao.apps.vault import queries as vault
from banhao.channels.office import facts as reading
from banhao.channels.office.checking import Check, checked
from banhao.channels.office.clocks import Clock, clocks
from banhao.channels.office.lights import left_words, light_code
from banhao.channels.office.naming import applicants
from banhao.channels.office.papers import Paper, papers
from banhao.channels.office.past import Line, history
from banhao.channels.office.steps import Step, allowed, step_of
from banhao.channels.office.stopping import Stopping, stopping
from banhao.core.authority.acts import Act, Actor, Role
from banhao.core.cases.case import (
    CLOSED,
    BranchCase,
    BranchState,
    Case,
    Finding,
    Part,
    VisitCase,
)
from banhao.core.cases.dates import branch_dates
from banhao.core.cases.events import BranchResumed, Examined, Refiled, Refused
from banhao.core.cases.inspections import parts_of, visit_title
from banhao.core.cases.lights import Left, left
from banhao.core.cases.progress import progress_of
from banhao.core.cases.stops import stopped_on
from banhao.core.catalogue.values import Mode
from banhao.core.clock.local import localdate
from banhao.core.clock.values import Calendar
from banhao.core.compiler.picture import plain, truth_of
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.messages import Message, Text


@dataclass(frozen=True, slots=True)
class VisitSeen:
    """A visit that the branch takes part in, and its own part of it.

    `counts`: for the decision; an earlier one does not after a visit anew.
    """

    visit: VisitCase
    title: Text | Message
    part: Part
    notes: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Other:
    """The branch of another item: only where it stands."""

    title: Text
    department: Text
    code: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """What officers wrote: the opinion, and of a refusal article, reason and remedy.

    `before`: the refusal is of the attempt before this one.
    """

    opinion: str
    article: str
    reason: str
    remedy: str
    before: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything on the page of a branch. `may`: acts that one of the actor's offices allows."""

    case: Case
    plan: Plan
    branch: Branch
    mine: BranchCase
    applicant: str
    step: Step
    acts: Set[Act]
    left: Left | None
    first: date | None
    clocks: Sequence[Clock]
    facts: Sequence[reading.Fact]
    papers: Sequence[Paper]
    visits: Sequence[VisitSeen]
    others: Sequence[Other]
    said: Said
    history: Sequence[Line]
    documents: Sequence[documents.Paper]
    check: Check
    stopping: Stopping
    names: Mapping[int, str]
    colleagues: Sequence[tuple[int, str]]
    picture: object

    @property
    def light(self) -> str:
        """Return the code of the light, "" when the clock does not run."""
        return light_code(self.left) if self.left else ""

    @property
    def left_words(self) -> Message | None:
        """Return how long is left in words."""
        return left_words(self.left) if self.left else None

    @property
    def state_code(self) -> str:
        """Return the code of the branch's state."""
        return f"office.state.{self.mine.state.value}"

    @property
    def may_grant(self) -> bool:
        """Whether nothing that was found stands against granting."""
        failed = any(s.counts and s.part.result is Finding.FAILS for s in self.visits)
        return not failed and self.mine.finding is not Finding.FAILS

    @property
    def may_release(self) -> bool:
        """Whether the reader can give it back."""
        return self.step in {Step.EXAMINE, Step.DECIDE} and (
            self.mine.state is BranchState.ACCEPTED and self.mine.claimed_by is not None
        )

    @property
    def keeper(self) -> str:
        """Return the name of who has it, "" for nobody."""
        return self.names.get(self.mine.claimed_by or 0, "")

    @property
    def examiner(self) -> str:
        """Return the name of who examined, "" for nobody."""
        return self.names.get(self.mine.examined_by or 0, "")

    @property
    def points(self) -> Sequence[tuple[str, Text]]:
        """Return what is to be looked at: differing facts, the form, each material."""
        differing = [(f"fact-{f.element}", f.title) for f in self.facts if f.differs]
        form = [("form", Text("申请表里的内容", "What the form says"))] if self.facts else []
        return [*differing, *form, *((f"paper-{p.id}", p.title) for p in self.papers)]


def opened(
    actor: Actor, case_id: UUID, item: str, now: datetime, shown: Set[str] = frozenset()
) -> Opened:
    """Return a branch of one of the actor's departments. :raises NotFound: if there is none."""
    row = cases.branch_row(actor, case_id, item, now)
    plan, case = catalogues.plan(row.case.plan), cases.cases_by_id([case_id])[case_id]
    catalogue, calendar = catalogues.catalogue(plan.catalogue_version), catalogues.calendar()
    today, branch, mine = localdate(now), plan.branch(item), case.branch(item)
    acts = allowed(actor, case, plan, item, today)
    visits = _visits(case, plan, item)
    limits = clocks(case, plan, branch, calendar, today)
    first = min((clock.due.on for clock in limits), default=None)
    private = reading.personal_values(case_id, branch, catalogue)
    return Opened(
        case=case,
        plan=plan,
        branch=branch,
        mine=mine,
        applicant=applicants([row.case], firms_in_full=True)[case_id],
        step=step_of(actor, acts, case, branch, today),
        acts=acts,
        left=_left(case, mine, first, today, calendar),
        first=first,
        clocks=limits,
        facts=reading.facts(case_id, plan, branch, catalogue, shown),
        papers=papers(case_id, item, plan, catalogue, private),
        visits=visits,
        others=_others(case, plan, item, calendar),
        said=_said(case_id, item),
        history=history(case_id, item, plan),
        documents=documents.papers_of(case_id, [item]),
        check=checked(case, plan, item, calendar),
        stopping=stopping(case, branch, acts, calendar),
        names=_names(mine, visits),
        colleagues=_colleagues(case, branch, mine, acts, today),
        picture=plain(truth_of(plan, progress_of(case, plan, calendar, today), today, calendar)),
    )


def _left(
    case: Case, mine: BranchCase, first: date | None, today: date, calendar: Calendar
) -> Left | None:
    if mine.accepted_on is None or first is None or mine.state in CLOSED:
        return None
    rule, stopped = catalogues.lights(case.region), stopped_on(case, mine) is not None
    return left(mine.accepted_on, first, today, calendar, rule, stopped=stopped)


def _names(mine: BranchCase, visits: Sequence[VisitSeen]) -> Mapping[int, str]:
    officers = {n for n in (mine.claimed_by, mine.examined_by, mine.decided_by) if n}
    officers |= {officer for seen in visits for officer in seen.part.officers}
    return {n: account.display_name for n, account in people.accounts(officers).items()}


def _colleagues(
    case: Case, branch: Branch, mine: BranchCase, acts: Set[Act], today: date
) -> Sequence[tuple[int, str]]:
    """Return (account, name) of those to whom the reader may give the branch, by name."""
    if Act.REASSIGN_BRANCH not in acts or mine.state is not BranchState.ACCEPTED:
        return ()
    role = Role.DECIDER if branch.mode is Mode.SOLE else Role.EXAMINER
    place = {"region": case.region, "department": branch.department}
    found = officers_with(role=role, on=today, **place)
    return sorted((o for o in found if o[0] != mine.claimed_by), key=lambda pair: pair[1])


def _visits(case: Case, plan: Plan, item: str) -> Sequence[VisitSeen]:
    counting = parts_of(case, case.branch(item))
    return [
        VisitSeen(
            visit,
            visit_title(plan, visit.id),
            part,
            text_of(case.id, "inspection", f"{visit.id}/{item}"),
            counts=part in counting,
        )
        for visit in case.visits
        for part in visit.parts
        if part.item == item
    ]


def _others(case: Case, plan: Plan, item: str, calendar: Calendar) -> Sequence[Other]:
    dates = branch_dates(case, plan, calendar)
    return [
        Other(
            branch.title,
            branch.department_title,
            f"office.state.{(theirs := case.branch(branch.item)).state.value}",
            theirs.decided_on or (dates[branch.item].first if theirs.accepted_on else None),
        )
        for branch in plan.branches
        if branch.item != item
    ]


def _said(case_id: UUID, item: str) -> Said:
    """Return the opinion about the latest attempt, and the last refusal of any."""
    opinion, refused, before = "", None, False
    for _, event in cases.history(case_id):
        match event:
            case Examined(item=about, comment=digest) if about == item:
                opinion = digest
            case Refused(item=about) if about == item:
                refused, before = event, False
            case Refiled(item=about) | BranchResumed(item=about) if about == item:
                opinion, before = "", True
    return Said(
        written(case_id, "opinion", item, opinion),
        refused.article if refused else "",
        written(case_id, "reason", item, refused.reason) if refused else "",
        written(case_id, "remedy", item, refused.remedy) if refused else "",
        before,
    )


def written(case_id: UUID, kind: str, name: str, digest: str) -> str:
    """Return the very text that an event speaks of by its digest; "" if there is none."""
    return (vault.with_digest(case_id, kind, name, digest) or b"").decode() if digest else ""


def text_of(case_id: UUID, kind: str, name: str) -> str:
    """Return a text that an officer wrote; "" if there is none, or its key was destroyed."""
    return (vault.unseal(case_id, kind, name) or b"").decode()
