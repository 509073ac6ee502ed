"""Extension (延期, 《行政许可法》 art. 42): once, with the head's approval and the reason told."""

from datetime import date

from banhao.core.cases.branches import branch_of, not_now, person
from banhao.core.cases.case import Case, Stamp
from banhao.core.cases.commands import ExtendLimit
from banhao.core.cases.dates import Dates, extension_of
from banhao.core.cases.events import Event, Extended
from banhao.core.cases.procedures import RUNNING
from banhao.core.errors import NotAllowed
from banhao.core.law import EXTENSION_DAYS, JOINT_EXTENSION_DAYS
from banhao.core.messages import Message


def extend(
    case: Case, command: ExtendLimit, ends: Dates, today: date, stamp: Stamp
) -> tuple[Event, ...]:
    """Extend the limits of one item, or of joint handling (item ""); `ends`: as they are.

    :raises NotAllowed: without reason, too many days, twice, overdue, by who works on it.
    """
    item, most = command.item, EXTENSION_DAYS if command.item else JOINT_EXTENSION_DAYS
    if not command.reason:
        raise NotAllowed(Message("case.extension_needs_reason"))
    if not 1 <= command.days <= most:
        raise NotAllowed(Message("case.extension_days", most=most))
    if item:
        _by_another(case, item, stamp)
    if extension_of(case, case.branch(item) if item else None) is not None:
        raise NotAllowed(Message("case.extension_once"))
    if ends.first is not None and ends.first < today:
        raise NotAllowed(Message("case.extension_late", on=ends.first))
    return (Extended(item, command.days, command.reason, today),)


def _by_another(case: Case, item: str, stamp: Stamp) -> None:
    branch = branch_of(case, item)
    if branch.state not in RUNNING:
        raise NotAllowed(not_now(branch))
    if person(stamp) in {branch.examined_by, branch.claimed_by}:
        raise NotAllowed(Message("case.extension_by_another"))
