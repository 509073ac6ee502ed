"""A case as its owner sees it: one sentence, the next date and why, the plan with the truth."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates import queries as certificates
from banhao.apps.papers import queries as papers
from banhao.apps.papers.news import moved_words
from banhao.apps.people import queries as people
from banhao.apps.pledges import queries as pledges
from banhao.channels.portal import evidenced, supplementing
from banhao.channels.portal.gist import gist, start_of
from banhao.channels.portal.planned import day_number, on_day, promised_on
from banhao.channels.portal.rating import to_rate
from banhao.channels.portal.refused import refusals
from banhao.channels.portal.stopped import Stopped, extended, stopped
from banhao.channels.portal.strip import strip_of
from banhao.core.authority.acts import Act, Actor
from banhao.core.cases.case import (
    CLOSED,
    LOST,
    BranchCase,
    BranchState,
    Case,
    State,
    VisitCase,
)
from banhao.core.cases.commands import RecordEvidence, Withdraw, WithdrawBranch
from banhao.core.cases.dates import answer_due, branch_dates, case_dates, delivery_due, telling_due
from banhao.core.cases.events import DueMoved, FiledUnderMandate
from banhao.core.cases.inspections import attempt_of, visit_title
from banhao.core.cases.progress import progress_of
from banhao.core.cases.rules import ALLOWED
from banhao.core.cases.stops import names_of_stops
from banhao.core.cases.withdrawal import anything_left, was_decided
from banhao.core.catalogue.values import WayKind
from banhao.core.clock import explain
from banhao.core.clock.limits import due
from banhao.core.clock.local import localdate
from banhao.core.clock.values import Calendar, Due, Unit
from banhao.core.clock.working import working_days_between
from banhao.core.compiler.picture import plain, truth_of
from banhao.core.compiler.plan import Branch, Plan
from banhao.core.law import SUPPLEMENT_NOTICE_DAYS
from banhao.core.messages import Message, Text

RUNNING = frozenset({BranchState.ACCEPTED, BranchState.EXAMINED})
OPEN = frozenset({State.SUBMITTED, State.SUPPLEMENT, State.ACCEPTED, State.DECIDED})


def received(actor: Actor, case_id: UUID, now: datetime) -> dict[str, object]:
    """Return the number and three dated lines: told, decided, certificate."""
    case, plan = cases.case(actor, case_id, Act.SEE_OWN_CASE, now)
    calendar = catalogues.calendar()
    told = due(case.submitted_on, SUPPLEMENT_NOTICE_DAYS, Unit.WORKING_DAY, calendar)
    return {
        "case": case,
        "plan": plan,
        "told_on": told.on,
        "done_on": promised_on(plan, told.on, calendar),
        "if_today_on": promised_on(plan, case.submitted_on, calendar),
        "visits": [on_day(day_number(v.at, plan), told.on, calendar) for v in plan.visits],
    }


def case_page(actor: Actor, case_id: UUID, now: datetime) -> dict[str, object]:
    """Return everything the page of a case shows."""
    case, plan = cases.case(actor, case_id, Act.SEE_OWN_CASE, now)
    catalogue = catalogues.catalogue(plan.catalogue_version)
    calendar, today = catalogues.calendar(), localdate(now)
    end = answer_due(case, calendar)
    found = evidenced.papers_of(case_id, plan, catalogue, now)
    stops = stopped(case, plan, calendar)
    missing = [p for p in (*found.bring, *found.fetch, *found.pledge) if not p.slot.settled]
    return {
        "case": case,
        "plan": plan,
        "headline": headline(case, plan, today, stops),
        "next": next_date(case, plan, calendar, today),
        "picture": plain(truth_of(plan, progress_of(case, plan, calendar, today), today, calendar)),
        "waiting_for": waiting_for(case, plan, stops),
        "coming": coming(case, plan, calendar, today),
        "missing": missing if case.state in OPEN else [],
        "to_supply": [p for p in missing if p.blocks] if case.state in OPEN else [],
        "may_supply": case.state in ALLOWED[RecordEvidence],
        "letters": papers.letters(actor, case=case_id),
        "documents": papers.papers_of(case_id),
        "items": {branch.item: branch.title for branch in plan.branches},
        "certificates": certificates.certificates_of(case_id),
        "refusals": refusals(case, plan),
        "promises": promises(case_id, plan),
        "to_rate": to_rate(case_id, now),
        "may_withdraw": case.state in ALLOWED[Withdraw] and not was_decided(case),
        "may_take_back": may_take_back(case, plan),
        "visits_again": visits_again(case, plan),
        "agent": agent_of(case),
        "supplement": supplementing.summary(case, plan, end.on if end else None),
        "answers": end is not None,
        "stopped": stops,
        "extended": extended(case, plan),
        "moved": moved(case),
    }


def headline(case: Case, plan: Plan, today: date, stops: Sequence[Stopped] = ()) -> Message:
    """Return the state in one plain sentence."""
    granted = [b for b in case.latest if b.state is BranchState.GRANTED]
    refused = [b for b in case.latest if b.state is BranchState.REFUSED]
    gone = [b for b in case.latest if b.state in LOST and b not in refused]
    total = len(case.latest)
    if case.state is State.ACCEPTED and (again := running_again(case)):
        titles = [plan.branch(branch.item).title for branch in again]
        return Message("portal.headline.again", item=titles[0], n=len(titles))
    if case.state is State.ACCEPTED:
        visits = [v.on for v in case.visits if v.on and v.on >= today and _not_done(v, case)]
        if visits:
            return Message("portal.headline.visit", on=min(visits))
        paused = [one for one in stops if one.is_open]
        if paused:
            return Message("portal.headline.stopped", item=paused[0].item, what=paused[0].what)
        if granted:
            return Message("portal.headline.some", done=len(granted), total=total)
        return Message("portal.headline.running", total=total, n=_departments(case, plan))
    if case.state in {State.DECIDED, State.DELIVERED} and refused:
        return Message("portal.headline.mixed", done=len(granted), refused=len(refused))
    if case.state in {State.DECIDED, State.DELIVERED} and gone:
        return Message("portal.headline.parts", done=len(granted), gone=len(gone))
    return Message(f"portal.headline.{case.state.value}", total=total)


def next_date(case: Case, plan: Plan, calendar: Calendar, today: date) -> dict[str, object] | None:
    """Return the date that comes next: its words, its reasons, how many working days are left."""
    match case.state:
        case State.SUBMITTED | State.SUPPLEMENT:
            asked, told = answer_due(case, calendar), telling_due(case, calendar)
            if (waits := asked or told) is None:
                return None
            code, end = "answer" if asked else "told", waits
        case State.ACCEPTED:
            code, promised = _promised(case, plan, calendar)
            if promised is None:
                return None
            end = promised
        case State.DECIDED:
            decided = max((b.decided_on for b in case.branches if b.decided_on), default=today)
            code, end = "delivered", delivery_due(decided, calendar)
        case _:
            return None
    limit = case_dates(case, plan, calendar).statutory if code == "promised" else None
    names, left = names_of_stops(plan), working_days_between(today, end.on, calendar)
    return _said(code, end, left, today, names) | {"limit": limit.on if limit else None}


def _promised(case: Case, plan: Plan, calendar: Calendar) -> tuple[str, Due | None]:
    """Return the next date of a running case: the theme's promise, or of what is done again."""
    again = running_again(case)
    if not again:
        return "promised", case_dates(case, plan, calendar).promised
    filed = again[0].refiled_on
    if again[0].state is BranchState.REFILED and filed:
        return "told", due(filed, SUPPLEMENT_NOTICE_DAYS, Unit.WORKING_DAY, calendar)
    dates = branch_dates(case, plan, calendar)
    ends = [end for branch in again if (end := dates[branch.item].promised)]
    return "again", max(ends, key=lambda end: end.on, default=None)


def running_again(case: Case) -> Sequence[BranchCase]:
    """Return what is done again after the case had been decided; nothing while it first runs."""
    if not was_decided(case):
        return ()
    return [branch for branch in case.latest if branch.state not in CLOSED]


def _said(
    code: str, end: Due, left: int, today: date, names: Mapping[str, Text]
) -> dict[str, object]:
    return {
        "on": end.on,
        "words": Message(f"portal.next.{code}", on=end.on),
        "rule": Message(f"portal.next.{code}.rule", n=_counted(end)),
        "left": Message("portal.left" if left >= 0 else "portal.late", n=abs(left)),
        "is_late": left < 0,
        "provisional": end.provisional,
        "start": start_of(code, end),
        "gist": gist(end, names),
        "reasons": explain.messages(end.reasons, names),
        "strip": strip_of(end, today),
    }


def _counted(end: Due) -> int:
    return sum(reason.days for reason in end.reasons)


def waiting_for(case: Case, plan: Plan, stops: Sequence[Stopped]) -> Sequence[Message]:
    """Return whom we wait for, and for what, in a sentence each; nothing while nobody works.

    What is off the clock waits for its procedure, the rest for decisions: the picture below says
    the same branch by branch.
    """
    paused = [one for one in stops if one.is_open]
    names = {one.item for one in paused}
    running = [
        branch
        for branch in plan.branches
        if case.branch(branch.item).state in RUNNING and branch.title not in names
    ]
    said = [Message("portal.waiting.stop", item=p.item, what=p.what, on=p.until) for p in paused]
    offices = tuple(dict.fromkeys(branch.department_title for branch in running))
    if len(running) == 1:
        said.append(Message("portal.waiting.one", office=offices[0], item=running[0].title))
    elif running:
        names_of = Text("、".join(o.zh for o in offices), ", ".join(o.en or o.zh for o in offices))
        said.append(Message("portal.waiting.some", offices=names_of, n=len(running)))
    return said


def coming(case: Case, plan: Plan, calendar: Calendar, today: date) -> Message | None:
    """Return the next decision in words: by when, or how late it is."""
    if case.state is not State.ACCEPTED:
        return None
    ends: Mapping[str, date | None] = {
        item: found.promised.on if found.promised else None
        for item, found in branch_dates(case, plan, calendar).items()
    }
    dated = [
        (end, branch.title)
        for branch in plan.branches
        if (end := ends.get(branch.item)) and case.branch(branch.item).state not in CLOSED
    ]
    if not dated:
        return None
    end, title = min(dated, key=lambda pair: pair[0])
    late = working_days_between(end, today, calendar) if end < today else 0
    return Message("portal.coming.late" if late else "portal.coming", on=end, item=title, n=late)


def moved(case: Case) -> Sequence[Message]:
    """Return how dates moved when days off were announced, as it was told; the latest last."""
    events = (event for _, event in cases.history(case.id))
    return [moved_words(event) for event in events if isinstance(event, DueMoved)]


def agent_of(case: Case) -> str:
    """Return the name of the agent who filed it under a mandate, "" if nobody did."""
    filed = (event for _, event in cases.history(case.id))
    agents = (event.agent for event in filed if isinstance(event, FiledUnderMandate))
    agent = next(agents, None)
    return people.account(agent).display_name if agent else ""


def visits_again(case: Case, plan: Plan) -> Sequence[tuple[Message | Text, date | None]]:
    """Return (title, day) of visits that only a re-filed item needs and that are not done."""
    return [
        (visit_title(plan, visit.id), visit.on)
        for visit in case.visits
        if attempt_of(visit.id) > 1 and _not_done(visit, case)
    ]


def may_take_back(case: Case, plan: Plan) -> Sequence[Branch]:
    """Return the items that can be taken back alone."""
    if case.state not in ALLOWED[WithdrawBranch]:
        return ()
    return [
        plan.branch(branch.item)
        for branch in case.latest
        if branch.state not in CLOSED and anything_left(case, branch.item)
    ]


def promises(case_id: UUID, plan: Plan) -> Sequence[dict[str, object]]:
    """Return what was pledged and relied on: the promise, by when it is checked, what was found."""
    materials = {material.id: material for material in plan.materials}
    return [
        {
            "title": materials[check.material].title,
            "way": next(w for w in materials[check.material].ways if w.kind is WayKind.PLEDGE),
            "check": check,
            "code": f"pledges.state.{check.state.value}",
        }
        for check in pledges.checks_of(case_id)
    ]


def open_count(case: Case) -> int:
    """Return how many branches have no result yet."""
    return sum(1 for branch in case.latest if branch.state not in CLOSED)


def _not_done(visit: VisitCase, case: Case) -> bool:
    return any(p.result is None and case.branch(p.item).state not in LOST for p in visit.parts)


def _departments(case: Case, plan: Plan) -> int:
    running = {b.item for b in case.latest if b.state in RUNNING}
    return len({b.department for b in plan.branches if b.item in running})
