"""Reads of cases. Each takes the actor and filters in SQL; what one may not see is not found."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Max, Min, Q, QuerySet

from banhao.apps.cases.literals import NO_FIRM, RUNNING, Word
from banhao.apps.cases.models import BranchRecord, CaseRecord, EventRecord
from banhao.apps.cases.pens.rows import to_case
from banhao.apps.catalogues.queries import plan as plan_by_hash
from banhao.apps.people import queries as people
from banhao.core.authority.acts import Act, Actor, Office
from banhao.core.authority.rules import offices_for
from banhao.core.cases.case import (
    BranchState,
    Case,
    Channel,
    Stamp,
    State,
)
from banhao.core.cases.codec import kind_of, unpack
from banhao.core.cases.events import (
    Event,
)
from banhao.core.clock.local import localdate
from banhao.core.codes import case_number
from banhao.core.compiler.plan import Plan
from banhao.core.errors import NotFound
from banhao.core.messages import Message, Text

PAGE = 50
_LAST_ID = "select pg_sequence_last_value(pg_get_serial_sequence('cases_eventrecord', 'id'))"


def case_row(actor: Actor, case_id: UUID, act: Act, now: datetime) -> CaseRecord:
    """Return the row of a case that the actor may see by `act`. :raises NotFound: otherwise."""
    row = _visible(actor, act, localdate(now)).filter(id=case_id).first()
    if row is None:
        raise NotFound(Message("case.not_found"))
    return row


def case(actor: Actor, case_id: UUID, act: Act, now: datetime) -> tuple[Case, Plan]:
    """Return a case that the actor may see by `act`, and its plan. :raises NotFound: otherwise."""
    row = case_row(actor, case_id, act, now)
    return cases_by_id([row.id])[row.id], plan_by_hash(row.plan)


def is_served_by_inbox(case_id: UUID) -> bool:
    """Return whether whatever is served on the applicant is served in the inbox: papers and the
    notice of a supplement alike.

    Signing on the portal agrees to it, and so does the account by its own word, wherever the case
    was filed. Anybody else may have no inbox to look into.
    """
    row = CaseRecord.objects.only("channel", "applicant").get(id=case_id)
    if row.channel == Channel.PORTAL.value:
        return True
    return people.account(row.applicant).consent_to_e_service


def numbered(actor: Actor, scanned: str, now: datetime) -> UUID | None:
    """Return the case of the clerk's regions whose number stands in what was scanned or typed."""
    found = case_number.inside(scanned)
    rows = _visible(actor, Act.SEE_COUNTER, localdate(now)).filter(number=found)
    return rows.values_list("id", flat=True).first() if found else None


def my_cases(actor: Actor) -> list[CaseRecord]:
    """Return the cases of a person and of the firms they act for, the newest first."""
    if actor.person is None:
        return []
    return list(_owned(actor).order_by("-submitted_at")[:PAGE])


def waiting_cases(actor: Actor, now: datetime, after: datetime | None = None) -> list[CaseRecord]:
    """Return submitted cases of the clerk's regions, the longest waiting first; keyset by time."""
    rows = _visible(actor, Act.SEE_COUNTER, localdate(now)).filter(state=State.SUBMITTED.value)
    if after is not None:
        rows = rows.filter(submitted_at__gt=after)
    return list(rows.order_by("submitted_at")[:PAGE])


def asked_cases(actor: Actor, now: datetime) -> list[CaseRecord]:
    """Return cases of the clerk's regions that wait for the applicant's answer, the first due
    first; those whose notice is not served yet stand before them.
    """
    rows = _visible(actor, Act.SEE_COUNTER, localdate(now)).filter(state=State.SUPPLEMENT.value)
    return list(rows.order_by(F("answer_on").asc(nulls_first=True), "submitted_at")[:PAGE])


def refilings(actor: Actor, now: datetime) -> list[BranchRecord]:
    """Return re-filed branches of the clerk's regions that wait to be accepted, the first due
    first, each with its case.
    """
    today, reach = localdate(now), Q(pk__in=[])
    for office in offices_for(actor, Act.SEE_COUNTER, today):
        reach |= Q(region=office.region) if office.region else Q(pk__isnull=False)
    rows = BranchRecord.objects.filter(reach, state=Word(BranchState.REFILED))
    return list(rows.select_related("case").order_by("due_on", "id")[:PAGE])


def silent_refilings(on: date) -> list[tuple[UUID, str]]:
    """Return (case, item) of re-filed branches whose last day to be accepted lies before `on`."""
    rows = BranchRecord.objects.filter(state=Word(BranchState.REFILED), due_on__lt=on)
    return list(rows.order_by("due_on").values_list("case_id", "item")[:500])


def decided_cases(actor: Actor, now: datetime) -> list[CaseRecord]:
    """Return cases of the clerk's regions whose results wait to be handed out."""
    rows = _visible(actor, Act.SEE_COUNTER, localdate(now)).filter(state=State.DECIDED.value)
    return list(rows.order_by("submitted_at")[:PAGE])


def my_branches(actor: Actor, on: date) -> QuerySet[BranchRecord]:
    """Return the branches of the actor's departments, as the offices of that day reach them."""
    reach = Q(pk__in=[])
    own = {_reach(office) for office in offices_for(actor, Act.SEE_OFFICE, on)}  # posts overlap
    for each in sorted(own, key=str):
        reach |= each
    return BranchRecord.objects.filter(reach)


def branch_row(actor: Actor, case_id: UUID, item: str, now: datetime) -> BranchRecord:
    """Return a branch of one of the actor's departments. :raises NotFound: otherwise."""
    rows = my_branches(actor, localdate(now)).filter(case_id=case_id, item=item)
    row = rows.select_related("case").order_by("-attempt").first()
    if row is None:
        raise NotFound(Message("case.not_found"))
    return row


@dataclass(frozen=True, slots=True)
class Written:
    """Where an event stands in its case and who wrote it when. `kind`: its stored name."""

    seq: int
    kind: str
    stamp: Stamp

    @property
    def at(self) -> datetime:
        """Return when it was written."""
        return self.stamp.at


@dataclass(frozen=True, slots=True)
class Held:
    """A task that an officer has, as an administrator may know of it: nothing of the case."""

    case: UUID
    number: str
    item: str
    title: Text
    region: str
    department: str


def tasks_held(officer: int) -> tuple[Held, ...]:
    """Return the running tasks that an officer has taken, the first to end first.

    The caller has asked whether the reader administers the officer.
    """
    running = BranchRecord.objects.filter(state__in=RUNNING)  # in the index of those
    rows = running.filter(claimed_by=officer, state=BranchState.ACCEPTED.value)
    return tuple(_held(r) for r in rows.select_related("case").order_by("due_on", "id")[:PAGE])


def task_of(officer: int, case_id: UUID, item: str) -> Held:
    """Return one of them. :raises NotFound: the officer does not have it."""
    found = (one for one in tasks_held(officer) if (one.case, one.item) == (case_id, item))
    held = next(found, None)
    if held is None:
        raise NotFound(Message("case.not_found"))
    return held


def _held(row: BranchRecord) -> Held:
    title = plan_by_hash(row.case.plan).branch(row.item).title
    return Held(row.case_id, row.case.number, row.item, title, row.region, row.department)


def history(case_id: UUID) -> list[tuple[Written, Event]]:
    """Return all events of a case in order. Ask for the case first: this does not ask who reads."""
    rows = EventRecord.objects.filter(case=case_id).order_by("seq")
    return [pair for row in rows for pair in _written(row)]


def event(case_id: UUID, seq: int) -> tuple[Written, Event]:
    """Return one event. :raises NotFound: if there is none."""
    rows = EventRecord.objects.filter(case=case_id, seq__lte=seq).order_by("-seq")[:1]
    found = [pair for row in rows for pair in _written(row) if pair[0].seq == seq]
    if not found:
        raise NotFound(Message("case.not_found"))
    return found[0]


def _written(row: EventRecord) -> Iterator[tuple[Written, Event]]:
    stamp = Stamp(row.by, row.machine, row.office, row.at)
    events = unpack(row.kind, row.version, row.data, stamp)
    for seq, one in enumerate(events, start=row.seq):
        yield Written(seq, kind_of(one), stamp), one


def entries_of(after: int, upto: int) -> list[tuple[int, UUID]]:
    """Return (entry id, case) of all entries with ids behind `after`, up to `upto`, in order."""
    rows = EventRecord.objects.filter(id__gt=after, id__lte=upto)
    return list(rows.order_by("id").values_list("id", "case"))


def entries(
    after: int, upto: int, cases: AbstractSet[UUID]
) -> list[tuple[int, UUID, list[tuple[Written, Event]]]]:
    """Return (entry id, case, its events) of these entries, as far as they are of these cases."""
    rows = EventRecord.objects.filter(id__gt=after, id__lte=upto, case__in=cases).order_by("id")
    return [(row.pk, row.case, list(_written(row))) for row in rows]


def entry_before(moment: datetime) -> int:
    """Return the id before the first entry that was written at that moment or later."""
    first = EventRecord.objects.filter(at__gte=moment).aggregate(first=Min("id"))["first"]
    return last_entry() if first is None else first - 1


def fallen_silent(on: date) -> list[UUID]:
    """Return cases whose last day to be told lies before `on` (art. 32)."""
    rows = CaseRecord.objects.filter(notice_on__lt=on)
    return list(rows.order_by("notice_on").values_list("id", flat=True)[:500])


def not_answered(on: date) -> list[UUID]:
    """Return cases whose last day to answer a supplement lies before `on`."""
    rows = CaseRecord.objects.filter(answer_on__lt=on)
    return list(rows.order_by("answer_on").values_list("id", flat=True)[:500])


def heads_after(last_event: int) -> tuple[list[tuple[UUID, int, bytes]], int]:
    """Return (case, seq, hash) of entries written after row id `last_event`, and how far they go.

    Those of the next 5000 ids that have any: PostgreSQL finds them by pages, between two ends.
    """
    end, upto = last_entry(), last_event
    found: list[tuple[UUID, int, bytes | memoryview]] = []
    while not found and upto < end:  # ids of errands that failed are gaps, maybe long ones
        rows = EventRecord.objects.filter(id__gt=upto, id__lte=upto + 5000).order_by("id")
        found, upto = list(rows.values_list("case", "seq", "hash")), min(upto + 5000, end)
    heads = {case_id: (case_id, seq, bytes(digest)) for case_id, seq, digest in found}
    return list(heads.values()), upto


def last_entry() -> int:
    """Return the last id that was given to an entry, committed or not."""
    if connection.vendor != "postgresql":
        return EventRecord.objects.aggregate(last=Max("id"))["last"] or 0
    with connection.cursor() as cursor:
        cursor.execute(_LAST_ID)
        return int(cursor.fetchone()[0] or 0)


def cases_by_id(ids: Iterable[UUID]) -> Mapping[UUID, Case]:
    """Return cases as values, for readers that have asked authority before, and for the audit."""
    rows = CaseRecord.objects.filter(id__in=list(ids)).prefetch_related(
        "branches", "visits", "parts"
    )
    return {row.id: to_value(row) for row in rows}


def to_value(row: CaseRecord) -> Case:
    """Return a row and its branches, visits and parts as a value.

    :raises ValueError, KeyError: if it holds what no release has ever written.
    """
    branches = sorted(row.branches.all(), key=lambda branch: branch.place)
    visits = sorted(row.visits.all(), key=lambda visit: visit.pk)
    days = {visit.visit: visit.on for visit in visits}
    places = {visit: place for place, visit in enumerate(days)}
    parts = sorted(row.parts.all(), key=lambda part: (places[part.visit], part.place))
    return to_case(
        row.id,
        (
            *(row.number, row.seq, row.head, row.theme, row.region, row.plan),
            *(
                row.applicant,
                row.state,
                row.submitted_on,
                row.accepted_on,
                row.turns,
                row.composite,
            ),
        ),
        (
            (
                *(b.item, b.state, b.accepted_on, b.claimed_by, b.examined_by, b.finding),
                *(b.decided_by, b.decided_on, b.attempt, b.refiled_on),
            )
            for b in branches
        ),
        ((p.visit, days[p.visit], p.item, p.result, p.officers, p.recorded_on) for p in parts),
    )


def rows_for(actor: Actor, act: Act, now: datetime) -> QuerySet[CaseRecord]:
    """Return the rows that the actor may see by `act`, for lists made elsewhere in this slice."""
    return _visible(actor, act, localdate(now))


def _owned(actor: Actor) -> QuerySet[CaseRecord]:
    """Return one's own, those of one's firms, and those that one's mandates reach."""
    if actor.person is None:
        return CaseRecord.objects.none()
    reach = Q(applicant=actor.person) if actor.own_things else Q(pk__in=[])
    if actor.firms:
        reach |= ~Q(firm=NO_FIRM) & Q(firm__in=actor.firms)
    for mandate in actor.mandates:
        own = Q(applicant=mandate.principal, firm="")
        whose = ~Q(firm=NO_FIRM) & Q(firm=mandate.firm) if mandate.firm else own
        reach |= whose & Q(theme__in=mandate.themes) if mandate.themes else whose
    return CaseRecord.objects.filter(reach)


def _visible(actor: Actor, act: Act, on: date) -> QuerySet[CaseRecord]:
    if act in {Act.SEE_OWN_CASE, Act.WITHDRAW_CASE, Act.REFILE_BRANCH}:
        return _owned(actor)
    if act is Act.ANSWER_SUPPLEMENT:  # one's own, or for somebody who came to the counter
        reached = _visible(actor, Act.SEE_COUNTER, on).values("id")
        return _owned(actor) | CaseRecord.objects.filter(id__in=reached)
    if act is Act.SEE_OFFICE:
        return CaseRecord.objects.filter(id__in=my_branches(actor, on).values("case_id"))
    reach = Q(pk__in=[])
    for office in offices_for(actor, act, on):
        reach |= Q(region=office.region) if office.region else Q(pk__isnull=False)
    return CaseRecord.objects.filter(reach)


def _reach(office: Office) -> Q:
    """An office reaches its region, department and items; "" or none of them means all."""
    given = {"region": office.region, "department": office.department, "item__in": office.items}
    return Q(pk__isnull=False, **{name: value for name, value in given.items() if value})
