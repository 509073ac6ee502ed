"""Supplement (补正), once, with all lines gathered: ask, serve, answer, return when not answered.

《行政许可法》 art. 32: told at once or within five working days of receipt, all of it, once. Told
means served. How long the applicant has is no limit of that law but a parameter of the region.
"""

from datetime import date

from banhao.core.cases.acceptance import last_day_to_tell
from banhao.core.cases.case import Case
from banhao.core.cases.commands import AnswerSupplement, AskSupplement, ServeNotice
from banhao.core.cases.dates import answer_due
from banhao.core.cases.events import (
    Event,
    NoticeServed,
    Returned,
    SupplementAnswered,
    SupplementAsked,
)
from banhao.core.cases.turns import About, Line, Supplement
from banhao.core.clock.values import Calendar
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotAllowed
from banhao.core.messages import Message

NOTICE = "supplement"  # the name of this paper in `NoticeServed`
NOT_ANSWERED = "supplement-not-answered"  # the rule of a return


def ask(
    case: Case, command: AskSupplement, plan: Plan, today: date, calendar: Calendar
) -> tuple[Event, ...]:
    """Ask once for everything; an account that agreed to e-service is served at once.

    :raises NotAllowed: asked before, without lines, after the last day to tell, about nothing.
    """
    if case.turns.supplement is not None:
        raise NotAllowed(Message("case.supplement_once"))
    if not command.lines:
        raise NotAllowed(Message("case.supplement_empty"))
    last = last_day_to_tell(case.submitted_on, calendar)
    if today > last:
        raise NotAllowed(Message("case.supplement_late", on=last))
    for line in command.lines:
        may_ask_about(line, plan)
    asked = SupplementAsked(command.lines, command.answer_days, today)
    if command.served is None:
        return (asked,)
    return (asked, NoticeServed(NOTICE, command.served, today))


def may_ask_about(line: Line, plan: Plan) -> None:
    """:raises NotAllowed: the item does not read this, or the whole plan hangs on it."""
    if line.kind is About.MATERIAL:
        readers = next((m.for_items for m in plan.materials if m.id == line.about), ())
    else:
        readers = next((e.readers for e in plan.form if e.element == line.about), ())
    if line.item not in readers:
        raise NotAllowed(Message("case.line_not_read"))
    if line.kind is About.ELEMENT and line.about in plan.answers:
        raise NotAllowed(Message("case.line_makes_the_plan"))


def serve(case: Case, command: ServeNotice, today: date, calendar: Calendar) -> tuple[Event, ...]:
    """Note on which day the notice reached the applicant, and how.

    :raises NotAllowed: served already, before it was asked, in the future, or after the last day.
    """
    supplement = _asked(case)
    if supplement.served_on is not None:
        raise NotAllowed(Message("case.served_already", on=supplement.served_on))
    if not supplement.asked_on <= command.on <= today:
        raise NotAllowed(Message("case.served_when", first=supplement.asked_on, last=today))
    last = last_day_to_tell(case.submitted_on, calendar)
    if command.on > last:
        raise NotAllowed(Message("case.served_late", on=last))
    return (NoticeServed(NOTICE, command.how, command.on),)


def answer(
    case: Case, command: AnswerSupplement, today: date, calendar: Calendar
) -> tuple[Event, ...]:
    """Take the answer, all of it at once. :raises NotAllowed: not served, too late, incomplete."""
    supplement, due = _asked(case), answer_due(case, calendar)
    if due is None:
        raise NotAllowed(Message("case.not_served"))
    if today > due.on:
        raise NotAllowed(Message("case.answer_late", on=due.on))
    left = open_lines(supplement, command.elements)
    if left:
        raise NotAllowed(Message("case.answer_not_complete", count=len(left)))
    return (SupplementAnswered(command.form, supplement.elements, today),)


def open_lines(supplement: Supplement, corrected: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines that nothing was done about yet. `corrected`: elements looked at again."""
    return tuple(
        line
        for line in supplement.lines
        if line.about not in (supplement.supplied if line.kind is About.MATERIAL else corrected)
    )


def return_case(case: Case, today: date, calendar: Calendar) -> tuple[Event, ...]:
    """Return a case that nobody has answered for (退件). :raises NotAllowed: not over yet."""
    due = answer_due(case, calendar)
    if due is None or today <= due.on:
        raise NotAllowed(Message("case.not_due_yet"))
    return (Returned(NOT_ANSWERED, today),)


def _asked(case: Case) -> Supplement:
    if case.turns.supplement is None:
        raise NotAllowed(Message("case.not_asked"))
    return case.turns.supplement
