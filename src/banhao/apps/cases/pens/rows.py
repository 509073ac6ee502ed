"""From what a pen has read to the case as a value."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from banhao.core.cases.case import (
    BranchCase,
    BranchState,
    Case,
    Finding,
    Part,
    State,
    VisitCase,
)
from banhao.core.cases.codec import decode_turns

CASE_COLUMNS = (
    "number, seq, head, theme, region, plan, applicant, state, submitted_on, accepted_on, turns,"
    " composite"
)
BRANCH_COLUMNS = (
    "item, state, accepted_on, claimed_by, examined_by, finding, decided_by, decided_on, attempt,"
    " refiled_on"
)


def to_case(
    case_id: UUID,
    row: Sequence[Any],
    branches: Iterable[Sequence[Any]],
    parts: Iterable[Sequence[Any]],
) -> Case:
    """Return the case of CASE_COLUMNS, BRANCH_COLUMNS rows and (visit, on, item, …) rows."""
    return Case(
        id=case_id,
        number=row[0],
        seq=row[1],
        head=bytes(row[2]),
        theme=row[3],
        region=row[4],
        plan=row[5] if isinstance(row[5], str) else bytes(row[5]).hex(),
        applicant=row[6],
        state=State(row[7]),
        submitted_on=_required(row[8]),
        accepted_on=_day(row[9]),
        branches=tuple(_branch(each) for each in branches),
        visits=_visits(parts),
        turns=decode_turns(row[10]),
        composite=row[11],
    )


def _branch(row: Sequence[Any]) -> BranchCase:
    item, state, accepted_on, claimed_by, examined_by, finding, decided_by, decided_on = row[:8]
    return BranchCase(
        item=item,
        state=BranchState(state),
        accepted_on=_day(accepted_on),
        claimed_by=claimed_by,
        examined_by=examined_by,
        finding=finding and Finding(finding),
        decided_by=decided_by,
        decided_on=_day(decided_on),
        attempt=row[8],
        refiled_on=_day(row[9]),
    )


def _visits(rows: Iterable[Sequence[Any]]) -> tuple[VisitCase, ...]:
    visits: dict[str, tuple[date | None, list[Part]]] = {}
    for visit, on, item, result, officers, recorded_on in rows:
        part = Part(item, result and Finding(result), tuple(officers), _day(recorded_on))
        visits.setdefault(visit, (_day(on), []))[1].append(part)
    return tuple(VisitCase(name, on, tuple(parts)) for name, (on, parts) in visits.items())


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _required(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
