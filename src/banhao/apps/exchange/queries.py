"""What of a case is looked up for the outside: its code, its records of the national data set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from banhao.apps.cases import queries as cases
from banhao.apps.cases.paging import filed_between
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.certificates.queries import certificates_of
from banhao.apps.evidence import queries as evidence
from banhao.apps.exchange.construction import code_of_case
from banhao.apps.exchange.facts import Facts, Record
from banhao.apps.exchange.national import records
from banhao.apps.organisations import queries as organisations
from banhao.apps.papers import queries as papers
from banhao.apps.people.doors import require
from banhao.apps.replica.queries import from_replica
from banhao.core.authority.acts import Act, Actor, Thing
from banhao.core.cases.case import Case, State
from banhao.core.cases.dates import branch_dates
from banhao.core.cases.events import Event, NotAccepted, RefilingAccepted
from banhao.core.clock.local import localdate
from banhao.core.errors import BadInput
from banhao.core.messages import Message
from banhao.core.papers.kinds import Kind


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of records; `more`: place of the next one, None on the last page."""

    records: Sequence[Record]
    more: str | None


def construction_code(case: Case) -> int:
    """Return the code of a case in the construction exchange; one that ended before acceptance is
    looked up in its history: no permit needed, or not competent.
    """
    if case.state is not State.NOT_ACCEPTED:
        return code_of_case(case)
    said = (event for _, event in cases.history(case.id) if isinstance(event, NotAccepted))
    return code_of_case(case, not_needed=any(event.not_needed for event in said))


def national_records(
    actor: Actor, since: date, until: date, now: datetime, after: str = ""
) -> RecordPage:
    """Return the records of cases filed in these days, both included, by page.

    :raises NotAllowed: the actor exports nothing. :raises BadInput: days turned round.
    """
    require(actor, Act.EXPORT_CASES, Thing(), localdate(now))
    if until < since:
        raise BadInput(Message("exchange.days_turned_round"), field="until")
    page = filed_between(actor, since, until, now, after)
    known = cases.cases_by_id(row.id for row in page.rows)
    authorities = {
        region: {d.slug: (d.title.zh, d.uscc) for d in organisations.departments(region)}
        for region in {case.region for case in known.values()}
    }
    found = [
        record
        for row in page.rows
        for record in records(_facts(known[row.id], authorities[row.region]))
    ]
    return RecordPage(found, page.more)


def all_records(actor: Actor, since: date, until: date, now: datetime) -> Iterator[Record]:
    """Yield all of them, page after page, for a file; from the replica if there is one."""
    after = ""
    while True:
        page = from_replica(partial(national_records, actor, since, until, now, after))
        yield from page.records
        if page.more is None:
            return
        after = page.more


def _facts(case: Case, authorities: dict[str, tuple[str, str]]) -> Facts:
    plan = catalogues.plan(case.plan)
    ends = branch_dates(case, plan, catalogues.calendar())
    region = catalogues.catalogue(plan.catalogue_version).region_of(plan.theme)
    history = cases.history(case.id)
    return Facts(
        case=case,
        plan=plan,
        implementations=region.implementations,
        history=[(written.at, event) for written, event in history],
        slots=evidence.slots(case.id),
        certificates=certificates_of(case.id),
        authorities=authorities,
        due={item: each.promised.on if each.promised else None for item, each in ends.items()},
        papers=_papers(case.id, history),
    )


def _papers(
    case_id: UUID, history: Sequence[tuple[cases.Written, Event]]
) -> dict[tuple[str, int], str]:
    """Return (item, attempt) → number of the notice that accepted it; ("", 1) is the whole case."""
    made = {p.seq: p.number for p in papers.papers_of(case_id) if p.kind is Kind.ACCEPTED}
    return {
        (event.item, event.attempt) if isinstance(event, RefilingAccepted) else ("", 1): made[w.seq]
        for w, event in history
        if w.seq in made
    }
