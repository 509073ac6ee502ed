"""The history of a case in words, as far as it concerns one item: who did what, when."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.cases.queries import Written
from banhao.apps.organisations.queries.absences import holders
from banhao.apps.people import queries as people
from banhao.core.cases.events import (
    Accepted,
    AfterCheckOpened,
    AfterCheckRecorded,
    BranchAccepted,
    BranchResumed,
    BranchWithdrawn,
    CertificateIssued,
    Claimed,
    Delivered,
    DueMoved,
    Event,
    EvidenceRecorded,
    Examined,
    Extended,
    FiledUnderMandate,
    Granted,
    NotAccepted,
    NoticeServed,
    PartRecorded,
    ProcedureEnded,
    ProcedureStarted,
    Reassigned,
    Refiled,
    RefilingAccepted,
    Refused,
    Released,
    Returned,
    Stopped,
    Submitted,
    SupplementAnswered,
    SupplementAsked,
    VisitArranged,
    Withdrawn,
)
from banhao.core.cases.inspections import visit_title
from banhao.core.cases.moving import foremost
from banhao.core.cases.stops import names_of_stops
from banhao.core.compiler.plan import Plan
from banhao.core.messages import Message, Text

_PLAIN: Mapping[type[Event], str] = {
    Withdrawn: "office.past.withdrawn",
    Returned: "office.past.returned",
    SupplementAnswered: "office.past.answered",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `who`: officer, applicant, or what acted by itself."""

    at: datetime
    what: Message
    who: Message | str


def history(case_id: UUID, item: str, plan: Plan) -> Sequence[Line]:
    """Return what concerns an item, the latest first. The reader has been asked for the case."""
    rows = cases.history(case_id)
    applicants, filed_at = _applicants(rows), rows[0][0].at
    posts = holders({row.stamp.office for row, _ in rows if row.stamp.office})
    asked = {row.stamp.by for row, _ in rows if row.stamp.by} | {*posts.values()} | _named(rows)
    names = {number: account.display_name for number, account in people.accounts(asked).items()}
    lines = [
        Line(row.at, what, _who(row, applicants, names, posts))
        for row, event in rows
        if not (isinstance(event, EvidenceRecorded) and row.at == filed_at)  # filed long ago
        if (what := _what(event, item, plan, names)) is not None
    ]
    return lines[::-1]


def _applicants(rows: Sequence[tuple[Written, Event]]) -> Set[int]:
    """Return whose acts are the applicant's: who filed it; an agent acts in their own name."""
    first = rows[0][1]
    own = {first.applicant} if isinstance(first, Submitted) else set()
    if any(isinstance(event, FiledUnderMandate) for _, event in rows):
        return own
    return own | {rows[0][0].stamp.by or 0}


def _named(rows: Sequence[tuple[Written, Event]]) -> Set[int]:
    """Return the officers that events name besides who acted."""
    found: set[int] = set()
    for _, event in rows:
        match event:
            case PartRecorded(officers=officers):
                found.update(officers)
            case Reassigned(officer=officer):
                found.add(officer)
    return found


def _who(
    row: Written, applicants: Set[int], names: Mapping[int, str], posts: Mapping[int, int]
) -> Message | str:
    """Return who really acted; as a deputy also in whose place. `posts`: office → whose it is."""
    stamp = row.stamp
    if stamp.by is None:
        return Message("office.by.law") if stamp.machine == "law" else Message("office.by.itself")
    if stamp.by in applicants:
        return Message("office.by.applicant")
    holder = posts.get(stamp.office or 0, stamp.by)
    name = names.get(stamp.by, "—")
    if holder == stamp.by:
        return name
    return Message("office.by.deputy", name=name, absent=names.get(holder, "—"))


def _what(event: Event, item: str, plan: Plan, names: Mapping[int, str]) -> Message | None:
    """Return the words of an event; None: it is about other items only."""
    match event:
        case Submitted(channel=channel):
            return Message(f"office.past.submitted.{channel.value}")
        case Accepted(rule=rule, effective_on=on):
            return Message(f"office.past.accepted.{rule}", on=on)
        case FiledUnderMandate(agent=agent):
            return Message("office.past.agent", name=names.get(agent, "—"))
        case NotAccepted(article=article):
            return Message("office.past.not_accepted", article=article)
        case Withdrawn() | Returned() | SupplementAnswered():
            return Message(_PLAIN[type(event)])
        case SupplementAsked(lines=lines):
            return Message("office.past.asked", n=len(lines))
        case NoticeServed(how=how, effective_on=on):
            return Message(f"office.past.served.{how.value}", on=on)
        case Delivered():
            return Message("office.past.delivered")
        case EvidenceRecorded(material=material, outcome=outcome):
            known = {m.id: m for m in plan.materials}.get(material)
            if known is None or item not in known.for_items:
                return None
            state = Message(f"office.slot.{outcome.value}")
            return Message("office.past.evidence", material=known.title, state=state)
        case Extended(item="", days=days):
            return Message("office.past.extended_case", n=days)
        case DueMoved(year=year, moved=moved):
            return Message("office.past.moved", year=year, on=foremost(moved).new)
        case VisitArranged(visit=visit, on=on):
            return _visit_arranged(visit, on, item, plan)
        case _:
            return _of_branch(event, plan, names) if getattr(event, "item", "") == item else None


def _visit_arranged(visit: str, on: object, item: str, plan: Plan) -> Message | None:
    own = any(v.id == visit and item in (*v.gated, *v.reusing) for v in plan.visits)
    if not own and visit.rpartition("~")[0] != item:
        return None
    return Message("office.past.visit", visit=visit_title(plan, visit), on=on)


def _of_branch(event: Event, plan: Plan, names: Mapping[int, str]) -> Message | None:
    match event:
        case BranchAccepted(effective_on=on):
            return Message("office.past.started", on=on)
        case Claimed():
            return Message("office.past.claimed")
        case Released():
            return Message("office.past.released")
        case Reassigned(officer=officer):
            return Message("office.past.reassigned", name=names.get(officer, "—"))
        case Examined(finding=finding):
            return Message(f"office.past.examined.{finding.value}")
        case PartRecorded(result=result, officers=officers):
            who = "、".join(names.get(officer, "—") for officer in officers)
            return Message(f"office.past.inspected.{result.value}", officers=who)
        case ProcedureStarted(kind=kind):
            return Message("office.past.stopped_clock", what=names_of_stops(plan)[kind])
        case ProcedureEnded(kind=kind):
            return Message("office.past.runs_again", what=names_of_stops(plan)[kind])
        case Extended(days=days):
            return Message("office.past.extended", n=days)
        case Granted(officer=officer):
            return Message("office.past.granted" if officer else "office.past.filed")
        case Refused(article=article):
            return Message("office.past.refused", article=article)
        case Stopped() | BranchWithdrawn() | Refiled() | BranchResumed() | RefilingAccepted():
            return _turn(event)
        case CertificateIssued():
            return Message("office.past.certificate")
        case AfterCheckOpened(material=material, due_days=days):
            return Message("office.past.check", material=_title(plan, material), n=days)
        case AfterCheckRecorded(material=material, result=result):
            return Message(f"office.past.checked.{result.value}", material=_title(plan, material))
    return None


def _title(plan: Plan, material: str) -> Text:
    return next((m.title for m in plan.materials if m.id == material), Text(material))


def _turn(
    event: Stopped | BranchWithdrawn | Refiled | BranchResumed | RefilingAccepted,
) -> Message:
    match event:
        case Stopped():
            return Message("office.past.stopped")
        case BranchWithdrawn():
            return Message("office.past.branch_withdrawn")
        case Refiled(attempt=attempt):
            return Message("office.past.refiled", n=attempt)
        case BranchResumed():
            return Message("office.past.resumed")
        case RefilingAccepted(rule=rule, effective_on=on):
            return Message(f"office.past.accepted.{rule}", on=on)
