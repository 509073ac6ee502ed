"""Columns that no event holds but that follow from them: places, departments, dates, whose."""

from collections.abc import Sequence

from banhao.apps.cases.models import CaseRecord
from banhao.apps.catalogues import queries as catalogues
from banhao.apps.vault.queries import keyed_digest
from banhao.core.cases.audit import Stored
from banhao.core.cases.case import Case, Channel
from banhao.core.cases.columns import branch_name, differing
from banhao.core.cases.dates import answer_due, branch_due, case_dates, notice_due
from banhao.core.cases.events import Submitted
from banhao.core.cases.stops import stopped_on
from banhao.core.clock.values import Calendar
from banhao.core.errors import NotFound


def derived_columns(row: CaseRecord, first: Stored, case: Case) -> Sequence[str]:
    """Return the names of derived columns that say something else than the replayed `case`.

    `first`: the entry that made it. Dates are those of the calendar in force, or of one before it:
    what has ended keeps them, and the worker may not have come to the others yet.
    """
    entry, submitted = first.entry, first.events[0]
    if not isinstance(submitted, Submitted):
        return ()
    counter = submitted.channel is Channel.COUNTER
    filed: dict[str, object] = {
        "firm": submitted.firm,
        "helper": entry.stamp.by if counter else None,
        "channel": submitted.channel.value,
        "submitted_at": entry.stamp.at,
    }
    stored, calendar = _filed(row, submitted.firm) | _stored(row), catalogues.calendar()
    wrong = set(differing(filed | _expected(case, calendar), stored))
    for _, old in calendar.before:
        wrong &= set(differing(filed | _expected(case, old), stored)) if wrong else wrong
    return sorted(wrong)


def _filed(row: CaseRecord, firm: str) -> dict[str, object]:
    return {
        "firm": _digest(row, firm),
        "helper": row.helper,
        "channel": row.channel,
        "submitted_at": row.submitted_at,
    }


def _digest(row: CaseRecord, expected: str) -> str:
    """Return the keyed digest of the row's firm; where the key is destroyed nobody can tell."""
    if not row.firm:
        return ""
    try:
        return keyed_digest(row.id, row.firm.encode())
    except NotFound:
        return expected


def _expected(case: Case, calendar: Calendar) -> dict[str, object]:
    plan = catalogues.plan(case.plan)
    found: dict[str, object] = {
        "notice_on": notice_due(case, calendar),
        "due_on": case_dates(case, plan, calendar).first,
        "answer_on": end.on if (end := answer_due(case, calendar)) else None,
    }
    for place, branch in enumerate(case.branches):
        name = branch_name(branch.item, branch.attempt)
        found[f"{name}.place"] = place
        found[f"{name}.region"] = case.region
        found[f"{name}.department"] = plan.branch(branch.item).department
        found[f"{name}.due_on"] = branch_due(case, branch, plan, calendar)
        found[f"{name}.stopped_on"] = stopped_on(case, branch)
    for visit in case.visits:
        found[f"visit {visit.id}.id"] = visit.id
        found |= {f"part {visit.id}/{p.item}.place": n for n, p in enumerate(visit.parts)}
    return found


def _stored(row: CaseRecord) -> dict[str, object]:
    found: dict[str, object] = {
        name: getattr(row, name) for name in ("notice_on", "due_on", "answer_on")
    }
    for branch in row.branches.all():
        name = branch_name(branch.item, branch.attempt)
        found[f"{name}.place"] = branch.place
        found[f"{name}.region"] = branch.region
        found[f"{name}.department"] = branch.department
        found[f"{name}.due_on"] = branch.due_on
        found[f"{name}.stopped_on"] = branch.stopped_on
    found |= {f"visit {visit.visit}.id": visit.visit for visit in row.visits.all()}
    return found | {f"part {part.visit}/{part.item}.place": part.place for part in row.parts.all()}
