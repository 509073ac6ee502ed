"""Which events of a case are a service that may be rated. One event, one occasion (一事一评)."""

from datetime import date

from banhao.core.cases.case import BranchState, Case, Channel
from banhao.core.cases.codec import KINDS
from banhao.core.cases.events import (
    Delivered,
    Event,
    NotAccepted,
    Refused,
    Returned,
    Submitted,
)
from banhao.core.catalogue.ratings import RatingChannel
from banhao.core.compiler.plan import Plan
from banhao.core.ratings.values import Kind, Occasion, Part

RATED = (Submitted, NotAccepted, Returned, Refused, Delivered)
KINDS_RATED = tuple(name for name, kind in KINDS.items() if kind in RATED)


def is_rated(event: object) -> bool:
    """Whether an event may be a service at all: who files on the portal has served themselves."""
    return not isinstance(event, Submitted) or event.channel is Channel.COUNTER


def occasion_of(
    event: Event, *, seq: int, on: date, case: Case, plan: Plan, came_in: Channel
) -> Occasion | None:
    """Return the service that an event did to the applicant, None if it did none.

    A filing is one only where a clerk took it in. `came_in`: which options the rater is shown.
    """
    items: set[str] = set()
    match event:
        case Submitted(channel=Channel.COUNTER):
            kind = Kind.TAKEN_IN
        case NotAccepted() | Returned():
            kind = Kind.NOT_ACCEPTED
        case Refused(item=item):
            kind, items = Kind.REFUSED, {item}
        case Delivered():
            kind, items = Kind.RESULT, _granted(case)
        case _:
            return None
    channel = RatingChannel.COUNTER if came_in is Channel.COUNTER else RatingChannel.ONLINE
    return Occasion(case.id, seq, kind, case.region, channel, on, _parts(plan, items))


def _granted(case: Case) -> set[str]:
    """Return the items whose work the result is; refused ones have an occasion of their own."""
    granted = {branch.item for branch in case.branches if branch.state is BranchState.GRANTED}
    return granted or {branch.item for branch in case.branches}


def _parts(plan: Plan, items: set[str]) -> tuple[Part, ...]:
    found = {Part(b.department, b.item) for b in plan.branches if b.item in items}
    return tuple(sorted(found))
