"""Which words an event of a case is told in to the applicant; None: nothing to tell."""

from datetime import date

from banhao.core.cases.case import Case
from banhao.core.cases.codec import KINDS
from banhao.core.cases.events import (
    Accepted,
    AfterCheckRecorded,
    BranchResumed,
    BranchWithdrawn,
    CertificateIssued,
    Delivered,
    DueMoved,
    Event,
    EvidenceRecorded,
    Extended,
    Granted,
    NotAccepted,
    NoticeServed,
    ProcedureEnded,
    ProcedureStarted,
    Refiled,
    RefilingAccepted,
    Refused,
    Returned,
    Stopped,
    Submitted,
    SupplementAnswered,
    VisitArranged,
    Withdrawn,
)
from banhao.core.cases.inspections import attempt_of
from banhao.core.cases.moving import foremost
from banhao.core.cases.stops import names_of_stops
from banhao.core.clock.limits import due
from banhao.core.clock.values import Calendar, Unit
from banhao.core.compiler.plan import Plan
from banhao.core.evidence.slots import Outcome
from banhao.core.messages import Message, Text

TOLD = (
    Submitted, Accepted, NotAccepted, NoticeServed, SupplementAnswered, Returned, VisitArranged,
    ProcedureStarted, ProcedureEnded, Extended, EvidenceRecorded, Granted, Refused, Stopped,
    CertificateIssued, AfterCheckRecorded, Delivered, Withdrawn, Refiled, BranchResumed,
    RefilingAccepted, BranchWithdrawn, DueMoved,
)  # fmt: skip
KINDS_TOLD = tuple(name for name, kind in KINDS.items() if kind in TOLD)
SILENCE = "silence"  # the rule of an acceptance that nobody made (art. 32)
_UPLOAD_NEEDED = frozenset({Outcome.MISSING, Outcome.MISMATCH})


def message_of(event: Event, case: Case, plan: Plan, calendar: Calendar) -> Message | None:
    """Return what the applicant reads about an event, without personal data. `case`: as it is."""
    match event:
        case Submitted(number=number):
            return Message("papers.received", number=number)
        case Accepted(effective_on=on, rule=rule):
            return Message("papers.deemed" if rule == SILENCE else "papers.accepted", on=on)
        case NotAccepted(article=article):
            return Message("papers.not_accepted", article=article)
        case NoticeServed(effective_on=on):
            return _supplement(case, on, calendar)
        case SupplementAnswered():
            return Message("papers.answered")
        case Returned():
            return Message("papers.returned")
        case ProcedureStarted() | ProcedureEnded() | Extended():
            return _stopped(event, plan)
        case VisitArranged(visit=visit, on=on) if attempt_of(visit) > 1:
            title = plan.branch(visit.rpartition("~")[0]).title
            return Message("papers.visit_again", item=title, on=on)
        case VisitArranged(visit=visit, on=on):
            return Message("papers.visit", visit=_visit(plan, visit), on=on)
        case EvidenceRecorded(material=material, outcome=outcome) if outcome in _UPLOAD_NEEDED:
            return Message("papers.upload_needed", material=_material(plan, material))
        case DueMoved():
            return moved_words(event)
        case Delivered():
            return Message("papers.delivered")
        case Withdrawn():
            return Message("papers.withdrawn")
        case _:
            return _branch_news(event, plan)


def moved_words(event: DueMoved) -> Message:
    """Return from where to where the date moved that says most, and why."""
    first = foremost(event.moved)
    code = f"papers.moved.{first.end.value}"
    return Message(code, year=event.year, old=first.old, new=first.new)


def _supplement(case: Case, served_on: date, calendar: Calendar) -> Message | None:
    asked = case.turns.supplement
    if asked is None:
        return None
    end = due(served_on, asked.answer_days, Unit.WORKING_DAY, calendar)
    return Message("papers.supplement", n=len(asked.lines), on=end.on)


def _stopped(event: ProcedureStarted | ProcedureEnded | Extended, plan: Plan) -> Message:
    names = names_of_stops(plan)
    match event:
        case ProcedureStarted(item=item, kind=kind, days=days, unit=unit):
            what, until = names.get(kind, Text(kind)), f"papers.stopped_clock.{unit.value}"
            return Message(until, item=plan.branch(item).title, what=what, n=days)
        case ProcedureEnded(item=item, kind=kind):
            what = names.get(kind, Text(kind))
            return Message("papers.runs_again", item=plan.branch(item).title, what=what)
        case Extended(item="", days=days):
            return Message("papers.extended_case", n=days)
        case Extended(item=item, days=days):
            return Message("papers.extended", item=plan.branch(item).title, n=days)


def _branch_news(event: Event, plan: Plan) -> Message | None:
    match event:
        case Granted(item=item, effective_on=on):
            return Message("papers.granted", item=plan.branch(item).title, on=on)
        case Refused(item=item, article=article):
            return Message("papers.refused", item=plan.branch(item).title, article=article)
        case Stopped(item=item):
            return Message("papers.stopped", item=plan.branch(item).title)
        case AfterCheckRecorded(material=material, result=result, put_right_days=days):
            title = _material(plan, material)
            return Message(f"papers.checked.{result.value}", material=title, n=days)
        case Refiled(item=item):
            return Message("papers.refiled", item=plan.branch(item).title)
        case BranchResumed(item=item):
            return Message("papers.resumed", item=plan.branch(item).title)
        case RefilingAccepted(item=item, effective_on=on, rule=rule):
            code = "papers.refiling_deemed" if rule == SILENCE else "papers.refiling_accepted"
            return Message(code, item=plan.branch(item).title, on=on)
        case BranchWithdrawn(item=item):
            return Message("papers.branch_withdrawn", item=plan.branch(item).title)
        case CertificateIssued(item=""):
            return Message("papers.composite", title=plan.title)
        case _:
            return None


def _visit(plan: Plan, visit: str) -> Text:
    return next(
        (each.title for each in plan.visits if each.id == visit), Text("踏勘", "site visit")
    )


def _material(plan: Plan, material: str) -> Text:
    return next((each.title for each in plan.materials if each.id == material), Text(material))
