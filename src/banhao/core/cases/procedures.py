"""Special procedures (特别程序, 《行政许可法》 art. 45): their time is not counted.

Which an item may have stands in the catalogue; the applicant is told in writing how long it takes.
"""

from datetime import date

from banhao.core.cases.branches import branch_of, not_now
from banhao.core.cases.case import BranchCase, BranchState, Case
from banhao.core.cases.commands import EndProcedure, StartProcedure
from banhao.core.cases.events import Event, ProcedureEnded, ProcedureStarted
from banhao.core.cases.stops import open_procedures
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message

RUNNING = frozenset({BranchState.ACCEPTED, BranchState.EXAMINED})
MOST_DAYS = 365  # longer than any procedure of the field


def start(
    case: Case, command: StartProcedure, plan: Plan, today: date, who: frozenset[int]
) -> tuple[Event, ...]:
    """Stop the clock of a branch. `who`: the person who acts, and those whose deputy they are.

    :raises NotAllowed: not running, a colleague's, not declared, open already, without notice.
    """
    branch, c = _running(case, command.item), command
    if branch.state is BranchState.ACCEPTED and branch.claimed_by not in {None, *who}:
        raise NotAllowed(Message("case.claimed_by_other"))
    if all(each.id != c.kind for each in plan.branch(c.item).off_clock):
        raise NotAllowed(Message("case.procedure_not_declared"))
    if any(each.kind == c.kind for each in open_procedures(case, c.item)):
        raise NotAllowed(Message("case.procedure_open_already"))
    if not c.notice:
        raise NotAllowed(Message("case.procedure_needs_notice"))
    if not 1 <= c.days <= MOST_DAYS:
        raise NotAllowed(Message("case.procedure_days", most=MOST_DAYS))
    return (ProcedureStarted(c.item, c.kind, c.days, c.unit, c.notice, today),)


def end(case: Case, command: EndProcedure, today: date) -> tuple[Event, ...]:
    """Let the clock of a branch run again. :raises NotAllowed: not open, or without result."""
    _running(case, command.item)
    if all(each.kind != command.kind for each in open_procedures(case, command.item)):
        raise NotAllowed(Message("case.procedure_not_open"))
    if not command.result:
        raise NotAllowed(Message("case.procedure_needs_result"))
    return (ProcedureEnded(command.item, command.kind, command.result, today),)


def ended_with(case: Case, item: str, today: date) -> tuple[Event, ...]:
    """Return the ends of open procedures when their item is taken back."""
    return tuple(ProcedureEnded(item, p.kind, "", today) for p in open_procedures(case, item))


def none_open(case: Case, item: str) -> None:
    """:raises NotAllowed: a procedure is open; nothing is decided while the clock stands still."""
    if open_procedures(case, item):
        raise NotAllowed(Message("case.procedure_first"))


def _running(case: Case, item: str) -> BranchCase:
    branch = branch_of(case, item)
    if branch.state not in RUNNING:
        raise NotAllowed(not_now(branch))
    return branch
