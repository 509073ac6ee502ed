"""Receipt and acceptance (《行政许可法》 art. 32): accept, refuse to accept, or silence."""

from datetime import date

from banhao.core.cases.case import (
    BranchState,
    Case,
    State,
)
from banhao.core.cases.commands import (
    RefuseToAccept,
)
from banhao.core.cases.events import (
    Accepted,
    Event,
    NotAccepted,
)
from banhao.core.clock.values import Calendar
from banhao.core.clock.working import add_working_days
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.evidence.slots import Slot
from banhao.core.law import SUPPLEMENT_NOTICE_DAYS
from banhao.core.messages import Message


def last_day_to_tell(submitted_on: date, calendar: Calendar) -> date:
    """Return the 5th working day after receipt; silence is noticed on the working day after it."""
    return add_working_days(submitted_on, SUPPLEMENT_NOTICE_DAYS, calendar)


def silence_noticed_on(submitted_on: date, calendar: Calendar) -> date:
    """Return the 6th working day after receipt, at whose start silence is noticed."""
    return add_working_days(submitted_on, SUPPLEMENT_NOTICE_DAYS + 1, calendar)


def accept(case: Case, today: date, slots: tuple[Slot, ...], plan: Plan) -> tuple[Event, ...]:
    """Accept the whole case today. :raises NotAllowed: if a material is still missing.

    What only items read that were taken back is not missed.
    """
    wanted = {b.item for b in case.latest if b.state is BranchState.RECEIVED}
    readers = {m.id: m.for_items for m in plan.materials}
    missing = tuple(
        slot.material
        for slot in slots
        if not slot.settled and not wanted.isdisjoint(readers.get(slot.material, wanted))
    )
    if missing:
        names = "、".join(str(m.title) for m in plan.materials if m.id in missing)
        raise NotAllowed(Message("case.materials_missing", materials=names, count=len(missing)))
    return (Accepted(effective_on=today, rule="accept"),)


def received_on(case: Case) -> date:
    """Return the day of receipt: of the application, or of the answer that made it complete."""
    supplement = case.turns.supplement
    return (supplement.answered_on if supplement else None) or case.submitted_on


def waits_for_word(case: Case) -> bool:
    """Whether the office has to tell something still; a notice counts only once it is served."""
    supplement = case.turns.supplement
    unserved = supplement is not None and supplement.served_on is None
    return case.state is State.SUBMITTED or (case.state is State.SUPPLEMENT and unserved)


def deem(case: Case, today: date, calendar: Calendar) -> tuple[Event, ...]:
    """Accept by silence, as of the day of receipt (art. 32).

    :raises NotAllowed: too early, or a served supplement waits for the applicant.
    """
    if not waits_for_word(case):
        raise NotAllowed(Message("case.waits_for_answer"))
    received = received_on(case)
    noticed = silence_noticed_on(received, calendar)
    if today < noticed:
        raise NotAllowed(Message("case.not_silent_yet", on=noticed))
    return (Accepted(effective_on=received, rule="silence"),)


def refuse(command: RefuseToAccept) -> tuple[Event, ...]:
    """Do not accept. :raises NotAllowed: without article and reason."""
    if not command.article or not command.reason:
        raise NotAllowed(Message("case.reason_needed"))
    return (NotAccepted(command.not_needed, command.article, command.reason),)
