"""How far a case has come, for the plan picture: a course per branch and attempt; its visits."""

from collections.abc import Mapping
from datetime import date

from banhao.core.cases.case import CLOSED, BranchCase, BranchState, Case, State, VisitCase
from banhao.core.cases.dates import Dates, case_dates, dates_of_branch
from banhao.core.cases.inspections import visit_title
from banhao.core.cases.stops import stopped_on, stops
from banhao.core.clock.values import Calendar, Stretch
from banhao.core.clock.working import working_days_between
from banhao.core.compiler.plan import Plan
from banhao.core.compiler.progress import Course, Look, Progress, Seen
from banhao.core.messages import Message

ENDED = frozenset({State.NOT_ACCEPTED, State.RETURNED, State.WITHDRAWN})
OVER = frozenset({State.DECIDED, State.DELIVERED})
LOOKS: Mapping[BranchState, Look] = {
    BranchState.RECEIVED: Look.WAITING,
    BranchState.ACCEPTED: Look.RUNNING,
    BranchState.EXAMINED: Look.RUNNING,
    BranchState.GRANTED: Look.DONE,
    BranchState.REFUSED: Look.REFUSED,
    BranchState.STOPPED: Look.STOPPED,
    BranchState.REFILED: Look.WAITING,
    BranchState.WITHDRAWN: Look.STOPPED,
}


def progress_of(case: Case, plan: Plan, calendar: Calendar, today: date) -> Progress:
    """Return how far a case has come on a day."""
    whole = case_dates(case, plan, calendar)
    return Progress(
        submitted_on=case.submitted_on,
        accepted_on=case.accepted_on,
        promised_on=whole.promised.on if whole.promised else None,
        courses=tuple(
            _course(
                case,
                each,
                dates=dates_of_branch(case, plan.branch(each.item), plan, calendar, each),
                off=stops(case, plan, calendar, each),
                calendar=calendar,
                today=today,
            )
            for each in case.branches
        ),
        visits={visit.id: _seen(visit, plan) for visit in case.visits},
        over=case.state in OVER,
        ended=case.state in ENDED,
    )


def _course(
    case: Case,
    branch: BranchCase,
    *,
    dates: Dates,
    off: tuple[Stretch, ...],
    calendar: Calendar,
    today: date,
) -> Course:
    closed = branch.state in CLOSED
    due = dates.promised.on if dates.promised and not closed else None
    left = working_days_between(today, due, calendar) if due else None
    still = stopped_on(case, branch) is not None
    late = left is not None and left < 0 and not still
    return Course(
        item=branch.item,
        look=Look.LATE if late else LOOKS[branch.state],
        state=Message("state.branch.clock-stopped" if still else f"state.branch.{branch.state}"),
        began_on=branch.accepted_on,
        ends_on=branch.decided_on or due,
        closed=closed,
        left=left,
        off=off,
    )


def _seen(visit: VisitCase, plan: Plan) -> Seen:
    recorded = [part.recorded_on for part in visit.parts if part.recorded_on]
    done = bool(visit.parts) and all(part.result is not None for part in visit.parts)
    on = max(recorded, default=visit.on) if done else visit.on
    return Seen(on, done, visit_title(plan, visit.id), tuple(part.item for part in visit.parts))
